"""Spellings of personal data as French pages write them, and what looks like them without being any."""

import pytest

from tests.support.marked_spans import parts
from transform.personal import PersonalKind, find, mask_text

EMAIL, TELEPHONE, ADDRESS, IBAN = PersonalKind

#: Text with the personal value between ⟦ and ⟧.
EMAILS = """
Écrire à ⟦jean.dupont@exemple.fr⟧.
⟦JEAN.DUPONT@EXEMPLE.FR⟧
Courriel : ⟦Jean.Dupont@Exemple.Fr⟧, merci
⟦jean-pierre.le-goff@mairie-quelen.fr⟧
⟦j.dupont@cnrs.fr⟧
⟦hélène.lefèvre@exemple.fr⟧
⟦m.kervella+concertation@club-internet.fr⟧
⟦yann_lebras29@wanadoo.fr⟧
<⟦anne.martin@exemple.org⟧>
(⟦anne.martin@exemple.org⟧)
« ⟦anne.martin@exemple.org⟧ »
mailto:⟦anne.martin@exemple.org⟧?subject=fiche
⟦jean.dupont [at] exemple.fr⟧
⟦jean.dupont[at]exemple.fr⟧
⟦jean.dupont (at) exemple.fr⟧
⟦jean.dupont(at)exemple.fr⟧
⟦dupont{at}exemple.fr⟧
⟦jean.dupont(arobase)exemple.fr⟧
⟦dupont [arobase] exemple.fr⟧
⟦jean.dupont arobase exemple.fr⟧
⟦dupont arobase exemple point fr⟧
⟦jean point dupont arobase exemple point fr⟧
⟦jean.dupont [at] exemple [dot] fr⟧
⟦jean(point)dupont(at)exemple(point)fr⟧
⟦jean.dupont AT exemple.fr⟧
⟦jean.dupont at exemple dot fr⟧
⟦jean.dupont @ exemple.fr⟧
⟦jean.dupont@ exemple.fr⟧
⟦jean.dupont&#64;exemple.fr⟧
⟦jean.dupont&#x40;exemple.fr⟧
⟦jean.dupont&commat;exemple.fr⟧
⟦jean.dupont&amp;#64;exemple.fr⟧
⟦jean.dupont%40exemple.fr⟧
⟦jean.dupont＠exemple.fr⟧
⟦jean.dupont\u200b@exemple.fr⟧
⟦jean.du\u00adpont@exemple.fr⟧
⟦jean.dupont(@)exemple.fr⟧
⟦jean.dupont_at_exemple.fr⟧
⟦"jean dupont"@exemple.fr⟧
⟦dupont@exemple.co.uk⟧
⟦dupont@agriculture.gouv.fr⟧
⟦o’neil@exemple.fr⟧
⟦jean.dupont@élus-exemple.fr⟧
⟦contact.jean.dupont@exemple.fr⟧
⟦mdurand@exemple.fr⟧ ; ⟦plebrun@exemple.fr⟧
Pour tout renseignement, joindre ⟦claire.lebihan (à) exemple.fr⟧
⟦claire.lebihan[chez]exemple[point]fr⟧
⟦claire.lebihan -arobase- exemple.fr⟧
⟦claire.lebihan CHEZ exemple.fr⟧
⟦claire.lebihan<at>exemple.fr⟧
⟦clairelebihan@free.fr⟧, ou par courrier
E-mail:⟦clebihan@cg29.fr⟧
⟦c.lebihan@cpie-bretagne.asso.fr⟧
⟦claire.lebihan@exemple.fr⟧.
Mél. ⟦Claire.LEBIHAN@developpement-durable.gouv.fr⟧
⟦claire . lebihan @ exemple . fr⟧
⟦claire.lebihan(a)exemple.fr⟧
⟦claire.lebihan #at# exemple.fr⟧
⟦claire.lebihan*at*exemple.fr⟧
⟦claire.lebihan[AROBASE]exemple[POINT]fr⟧
⟦claire.lebihan AROBASE exemple POINT fr⟧
⟦claire.lebihan@exemple,fr⟧
⟦claire.lebihan/at/exemple.fr⟧
⟦claire-lebihan@exemple.bzh⟧
⟦claire.lebihan@NOSPAM.exemple.fr⟧
⟦claire.lebihan.ENLEVERCECI@exemple.fr⟧
⟦claire_lebihan@yahoo.fr⟧ – ⟦yves.marec@laposte.net⟧
⟦claire.lebihan&#0064;exemple.fr⟧
⟦claire.lebihan@exemple.fr⟧/⟦p.morvan@exemple.fr⟧
Écrivez-nous : ⟦p.morvan [à] exemple.org⟧
⟦paul.morvan[a]exemple.org⟧
⟦paul.morvan chez wanadoo.fr⟧
⟦paul.morvan@wanadoo,fr⟧ (vérifier)
⟦paul-morvan@exemple.com⟧ ou ⟦06 11 22 33 44⟧
⟦pmorvan29@sfr.fr⟧;⟦amorvan@neuf.fr⟧
⟦paul.morvan at exemple.org⟧
⟦paul.morvan(at)exemple-du-sud.org⟧
⟦paul.morvan [@] exemple.org⟧
⟦paul.morvan{@}exemple.org⟧
⟦pmorvan@ac-rennes.fr⟧
⟦paul.morvan@univ-brest.fr⟧
Paul Morvan (⟦paul.morvan@inrae.fr⟧)
courriel perso: ⟦morvan.p@gmail.com⟧
⟦Paul.Morvan@haute-loire.chambagri.fr⟧
⟦P.MORVAN(AROBASE)EXEMPLE.FR⟧
⟦paul.morvan @exemple.fr⟧
⟦paul.morvan [ arobase ] exemple [ point ] fr⟧
⟦paul.morvan « at » exemple.fr⟧
"""
TELEPHONES = """
⟦06 12 34 56 78⟧
⟦06.12.34.56.78⟧
⟦06-12-34-56-78⟧
⟦06/12/34/56/78⟧
⟦0612345678⟧
⟦06 12 34 56 78⟧
⟦06\u202f12\u202f34\u202f56\u202f78⟧
⟦06  12  34  56  78⟧
⟦06 . 12 . 34 . 56 . 78⟧
⟦06 – 12 – 34 – 56 – 78⟧
⟦06‑12‑34‑56‑78⟧
⟦0 6 12 34 56 78⟧
⟦06 123 456 78⟧
⟦0612 345 678⟧
⟦07 81 22 33 44⟧
⟦+33 6 12 34 56 78⟧
⟦+33612345678⟧
⟦+33 (0)6 12 34 56 78⟧
⟦+33(0)6.12.34.56.78⟧
⟦+33 (0) 6 12 34 56 78⟧
⟦(+33) 6 12 34 56 78⟧
⟦(+33)6 12 34 56 78⟧
⟦+ 33 6 12 34 56 78⟧
⟦0033 6 12 34 56 78⟧
⟦00 33 6 12 34 56 78⟧
⟦0033612345678⟧
⟦33 (0)6 12 34 56 78⟧
⟦+33.6.12.34.56.78⟧
Tél : ⟦06 12 34 56 78⟧
Tél.: ⟦02 98 11 22 33⟧
Tél\u00a0: ⟦02\u00a098\u00a011\u00a022\u00a033⟧
Téléphone : ⟦02-98-11-22-33⟧
Tel ⟦0298112233⟧
TEL. ⟦02.98.11.22.33⟧
Fax : ⟦02 98 11 22 34⟧
Portable ⟦06.98.76.54.32⟧
appelez Marie au ⟦05 61 11 22 33⟧
joindre M. Le Goff au n° ⟦02 96 44 55 66⟧
Jean Dupont, tél. ⟦04 75 11 22 33⟧
Mme Kervella (⟦02 98 44 55 66⟧)
⟦0690 12 34 56⟧
⟦0692 12 34 56⟧
⟦0696 12 34 56⟧
⟦0639 12 34 56⟧
⟦0694123456⟧
Paulette Lorimel : ⟦0596 11 22 33⟧
Sylvie Hoareau, ⟦0262 11 22 33⟧
⟦+262 692 12 34 56⟧
⟦+590 690 12 34 56⟧
⟦+596 (0)696 12 34 56⟧
⟦00262 692 12 34 56⟧
⟦09 51 11 22 33⟧
☎ ⟦03 81 11 22 33⟧
⟦06 12 34 56 78⟧ / ⟦02 98 11 22 33⟧
⟦06 12 34 56 78⟧ ou ⟦07 12 34 56 79⟧
tel:⟦+33612345678⟧
Appelez le ⟦06 12 34 56 78⟧.
Jean Dupont ⟦+32 475 12 34 56⟧
⟦06 87 45 12 09⟧
Tél.⟦06.87.45.12.09⟧
⟦+33 (0)6 87 45 12 09⟧
⟦0033 6 87 45 12 09⟧
⟦+33-6-87-45-12-09⟧
⟦06/87/45/12/09⟧
⟦06 87 451 209⟧
⟦0687451209⟧
portable : ⟦06 87 45 12 09⟧ (après 18h)
⟦06_87_45_12_09⟧
⟦06,87,45,12,09⟧
Tél : ⟦06 87 45 12 09⟧ / ⟦02 98 11 22 33⟧
Claire Le Bihan : ⟦02 98 11 22 33⟧
Claire Le Bihan (⟦02.98.11.22.33⟧)
⟦(+33) 687451209⟧
⟦+336 87 45 12 09⟧
⟦06 - 87 - 45 - 12 - 09⟧
⟦06\u00a087\u00a045\u00a012\u00a009⟧
⟦06\u202f87\u202f45\u202f12\u202f09⟧
⟦06 87 45 12 09⟧.
⟦O6 87 45 12 09⟧
Numéro de Claire : ⟦zéro six 87 45 12 09⟧
⟦0 6 8 7 4 5 1 2 0 9⟧
⟦06’87’45’12’09⟧
⟦0262 41 22 33⟧ (Mme Hoarau)
tel:⟦+33687451209⟧
T. ⟦06 11 22 33 44⟧
Tél. dom. : ⟦04 66 11 22 33⟧
Tel (Paul Morvan): ⟦02 98 11 22 33⟧
Portable ⟦06.11.22.33.44⟧ - Fax ⟦02.98.11.22.34⟧
⟦06 1122 3344⟧
⟦00 33 6 11 22 33 44⟧
⟦+33 6.11.22.33.44⟧
⟦(0)6 11 22 33 44⟧
⟦+33(0)611223344⟧
⟦+ 33 6 11 22 33 44⟧
⟦0041 79 123 45 67⟧ (M. Favre)
⟦0032 475 12 34 56⟧ Mme Peeters
⟦06 11 22 33 44⟧ le soir
M. Morvan (répondeur) ⟦04-66-45-12-33⟧
"""
ADDRESSES = """
Jean Dupont, ⟦12 bis, rue des Lilas, 29410 Pleyber-Christ⟧
M. Dupont, ⟦12 rue des Lilas, 29410 Pleyber-Christ⟧
Mme Anne Martin, ⟦3 place de l’Église, 26150 Die⟧
Marie Kervella - ⟦7, impasse du Moulin - 29410 Pleyber-Christ⟧
Contact : Yann Le Bras, ⟦4 ter chemin de Kerven, 22740 Lézardrieux⟧
Jean Dupont, ⟦12 rue des Lilas⟧
Jean Dupont, ⟦12, av. Jean Jaurès, 75019 Paris⟧
Jean Dupont, ⟦12 bd. Victor Hugo, 75019 PARIS CEDEX⟧
Maëlle KERVELLA, ⟦lieu-dit Kerven, 29410 Pleyber-Christ⟧
Pierre Durand, ⟦route de la Forge, 25290 Ornans⟧
Jean Dupont demeurant ⟦5 allée des Tilleuls, 31000 Toulouse⟧
Elle est domiciliée au ⟦18 quai de la Loire, 41000 Blois⟧
Il habite ⟦22 rue du Four⟧, à Die.
Jean Dupont¶⟦12 rue des Lilas¶29410 Pleyber-Christ⟧
Monsieur Jean Le Floc’h¶⟦3, rue du Port¶22620 Ploubazlanec⟧
Contact¶⟦8 rue du Lavoir, 48000 Mende⟧¶⟦06 12 34 56 78⟧
Sylvie Hoareau, ⟦45 B chemin des Songes, 97440 Saint-André⟧
Docteur Lucas Morel, ⟦1 rue de la Paix, F-67000 Strasbourg⟧
Claire Le Bihan, ⟦12, rue des Écoles, 29600 Morlaix⟧
Mme Le Bihan – ⟦3 bis, impasse du Moulin – 56000 Vannes⟧
M. Yves Marec, ⟦lieu-dit Kerdrein, 29410 Plounéour-Ménez⟧
M. Yves Marec, ⟦Le Bourg, 43160 La Chaise-Dieu⟧
Contact : Yves Marec, ⟦5 ter, allée Jean-Moulin, 35000 RENNES Cedex⟧
Famille Marec ⟦BP 12, 29410 Plounéour-Ménez⟧
Mlle Anne Durand, ⟦Résidence Les Tilleuls, bât. C, appt 12, 8 av. de la Gare, 75012 Paris⟧
Yves Marec, ⟦17 quai de l’Odet 29000 Quimper⟧
Domicilié ⟦4, place de l’Église, 48400 Florac⟧
Yves Marec, ⟦Ferme de la Borie, 12100 Millau⟧
Yves Marec ⟦12 r. Pasteur 29200 Brest⟧
Paul Morvan, ⟦14 A rue du Port, F-29200 Brest⟧
Paul et Anne Morvan, ⟦2, hameau de la Tour, 07200 Aubenas⟧
Mme Anne Morvan, ⟦BP 45, 07200 Aubenas cedex⟧
Docteur Morvan, ⟦31 bd Gambetta, 30000 Nîmes⟧
Adresse personnelle : ⟦31 boulevard Gambetta, 30000 Nîmes⟧
"""
BANKS = """
IBAN : ⟦FR76 3000 6000 0112 3456 7890 189⟧
⟦FR7630006000011234567890189⟧
"""
DECOYS = """
contact@amis-du-trieux.example
info@exemple.fr
infos@exemple.fr et accueil@exemple.fr
mairie@quelen.fr
Mairie.de.Quelen@wanadoo.fr
secretariat@exemple.fr
communication@exemple.fr
association@exemple.org
contact-bretagne@exemple.fr
contact [at] exemple.fr
CONTACT@EXEMPLE.FR
webmaster@exemple.fr
comedie@comedie.org
amis-du-trieux@amisdutrieux.fr
Association Eaux Vives : eauxvives@wanadoo.fr
service.urbanisme@ville-exemple.fr
presse@exemple.fr
secrétariat@exemple.fr
@media print { p { color: red } }
@import url(style.css);
@dupont et @marie_durand sur Twitter
suivez @ville.fr
@jean@mastodon.social
logo@2x.png
jean@localhost
10 000 @ 2 €
SIRET 552 100 554 00013
SIRET : 01234567800019
SIREN 012 345 678
SIREN 0612345678
N° SIRET 06123456780001
ISBN 2-07-036024-8
ISBN 0-306-40615-2
ISBN 0306406152
ISBN : 978-2-07-036024-5
ISSN 0336-1500
EAN 0612345678901
2003 2005
2003-2005
de 1998 à 2003, puis 2005-2008
12 345 678 €
0 612 345 678 euros
06 12 34 56 78 habitants
1 851 documents
le 01.02.2003 à 10 h
du 01/02/2003 au 04/05/2006
01.02.03.04.05
01 02 03 04 05 06 07 08 09 10
01 02 03 04 05
code INSEE 29266
INSEE 97411
dossier n° 0612345678
réf. 06 12 34 56 78
facture 0612345678
https://exemple.fr/photo/0612345678.jpg
http://exemple.fr/?id=0612345678
https://exemple.fr/06-12-34-56-78/
IMG_0612345678.jpg
48.0612345678
0.0612345678
arrêté n° 06-12-34-56-78
06 12 34 56 78 90
12 06 12 34 56 78
Mairie de Quélen, tél. 02 98 11 22 33
Syndicat mixte du Trieux : 02 96 11 22 33
Association Eau vive, 3 rue du Port, 29200 Brest, tél. 02 98 11 22 33
Standard : 02 98 11 22 33
Parc naturel régional de Camargue¶Tél : 04 90 11 22 33
Numéro vert 0 800 123 456
0 820 12 34 56
08 92 70 11 22
09 69 39 11 22
Mairie, 1 place de l’Hôtel-de-Ville, 26150 Die
Préfecture de la Drôme, 3 boulevard Vauban, 26000 Valence
La réunion s’est tenue 12 rue des Lilas, à Die.
Le 12 de la rue des Lilas
Les travaux du 3 avenue de la Gare ont duré.
loi n° 2003-699 du 30 juillet 2003
décret 2011-2019
300 000 exemplaires
à 14 h 30, salle 12
48° 52’ 10’’ N
la parcelle AB 0123
PK 12+345
un loup, 312 lettres, 2 ans
point (a) de l’article 12
achetez chez Leroy
vers 06 h 30
SIRET 802 954 785 00028
N° SIRET : 80295478500028
ISBN 2-84446-012-9
ISBN 978-2-8444-6012-7
De 2003 2005 2007 2009 2011, cinq rencontres
contact@comedie.org
mairie@plouneour-menez.fr
info@parc-cevennes.fr
Mairie de Plounéour-Ménez, 1 place de l’Église, 29410 Plounéour-Ménez : 02 98 78 02 96
0 800 123 456 (appel gratuit)
08 92 68 32 46
3919
Décret n° 2003-767 du 1er août 2003
Loi n° 95-101 du 2 février 1995
Parcelles 0123 à 0456, section 06 87 45
IBAN de l’association
48° 34’ 12” N, 3° 52’ 06” O
Altitude : 06 m, 87 m, 45 m, 12 m
01 02 03 04 05 06
CODE INSEE 29202
29600 Morlaix
le 06.12.2004 et le 07.12.2004
06-12-2003
arrêté préfectoral n° 06 12 34 56 78
DOI 10.1000/182
ISSN 0153-9337
la réunion du 12 rue des Écoles fut houleuse
1 250 000 000 euros
06 12 34 56 78 €
Rendez-vous à la salle des fêtes, 2 rue de la Mairie, 29600 Morlaix
@comedie sur le réseau
at exemple.fr
La Maison de l’eau, 3 rue du Port, 29600 Morlaix
lat. 48.5768, long. -3.8785
12 345 678 habitants
03 04 2005 06 07 2006
Préfecture du Finistère, 42 boulevard Dupleix, 29320 Quimper Cedex
urbanisme@ville-exemple.fr
page 06 07 08 09 10 du rapport
lesamisdelabaie@orange.fr
RCS Quimper 512 345 678
Les communes 06_12_34 et 56_78
cote 06,12,34
Coordonnées : 06’12’34 N
photo_06_12_34_56_78.jpg
O2, CO2, NO3
OSS 117 22 33 44 55
Chez Paul, 29600 Morlaix
Il travaille chez orange.fr depuis 2003
voir www.site.fr/at/exemple.fr
http://www.site.org/at/exemple.fr
Notes : 02, 15, 33, 41, 58
Résultats 0,12 0,34 0,56 0,78 0,91
Cotes 02,15,33,41,58
convention interrégionale n° 06 11 22 33 44
Arrêté ministériel n° 0611223344
marché public n°06 11 22 33 44
Le zéro est un chiffre
contact@ville,fr
zéro deux trois
ratio 06/12/34
Tableau 03 : 04 66 78
NF EN ISO 14001:2004
E-mail : secretariat@comedie.org
accueil@cpie-morlaix.org
asso.riviere@eau-et-rivieres.asso.fr
Syndicat mixte, 04 66 11 22 33
Standard du parc : 04 66 49 53 00
Association Eau & Rivières, 7 place du Champ au Roy, 22200 Guingamp
Article L. 121-1 du code, 06 11 2003
0,5 1,2 3,4 5,6 7,8
06 2003 07 2003
7 200 00 29 410
"""


def cases() -> list[tuple[str, PersonalKind | None]]:
    groups = ((EMAILS, EMAIL), (TELEPHONES, TELEPHONE), (ADDRESSES, ADDRESS), (BANKS, IBAN), (DECOYS, None))
    return [(line, kind) for lines, kind in groups for line in lines.strip("\n").split("\n")]


def test_precision_and_recall_over_the_table() -> None:
    found_right = found = wanted_all = 0
    wrong: list[str] = []
    for marked, _ in cases():
        text, wanted = parts(marked)
        spans = {(span.start, span.end) for span in find(text)}
        found_right += len(spans & wanted)
        found += len(spans)
        wanted_all += len(wanted)
        if spans != wanted:
            wrong.append(f"{marked!r} → {mask_text(text)!r}")
    assert sum(kind is not None for _, kind in cases()) >= 80
    assert found_right / wanted_all >= 0.97, wrong
    assert found_right / found >= 0.97, wrong


@pytest.mark.parametrize(("marked", "kind"), [case for case in cases() if case[1]])
def test_each_spelling_is_masked_and_stays_so(marked: str, kind: PersonalKind) -> None:
    text, wanted = parts(marked)
    masked = mask_text(text)
    for start, end in wanted:
        assert text[start:end] not in masked
    assert mask_text(masked) == masked
    assert any(span.kind is kind for span in find(text))


@pytest.mark.parametrize("line", [line for line, kind in cases() if kind is None])
def test_a_decoy_stays_as_it_is(line: str) -> None:
    text = line.replace("¶", "\n")
    assert mask_text(text) == text
