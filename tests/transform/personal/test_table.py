"""Spellings of personal data as French pages write them, and what looks like them without being any."""

import pytest

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
"""


def cases() -> list[tuple[str, PersonalKind | None]]:
    groups = ((EMAILS, EMAIL), (TELEPHONES, TELEPHONE), (ADDRESSES, ADDRESS), (BANKS, IBAN), (DECOYS, None))
    return [(line, kind) for lines, kind in groups for line in lines.strip("\n").split("\n")]


def parts(marked: str) -> tuple[str, set[tuple[int, int]]]:
    text, wanted, start = "", set(), 0
    for character in marked.replace("¶", "\n"):
        if character == "⟦":
            start = len(text)
        elif character == "⟧":
            wanted.add((start, len(text)))
        else:
            text += character
    return text, wanted


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
