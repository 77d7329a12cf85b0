"""Personal data as minutes, notices, advertisements and old home pages write them: a second first sight.

Numbers are of the blocks that the ARCEP keeps for fiction, hosts of the names kept for examples.
"""

#: Recall and precision when the table was first run, before any rule was mended for it: what a new site may expect.
FIRST_SIGHT = (0.910, 0.950)

#: The value between ⟦ and ⟧; ¶ ends a line. One page's block a line.
SPELLINGS = """
Présents : Mme Nelly Garrigue (⟦nelly.garrigue@exemple.fr⟧), M. Ousmane Sow (⟦06 39 98 30 31⟧)
Compte rendu : Nelly Garrigue. Contact : ⟦05 36 49 30 31⟧ ou ⟦ngarrigue@exemple.org⟧
Nelly Garrigue, animatrice du contrat de rivière Célé (⟦05.36.49.30.31⟧)
Pour en savoir plus : Nelly Garrigue, ⟦n.garrigue@exemple.com⟧, tél. ⟦05 36 49 30 31⟧, fax ⟦05 36 49 30 32⟧
→ Nelly Garrigue, ⟦ngarrigue(at)exemple.fr⟧
Fiche établie par Nelly Garrigue – ⟦6 rue du Barry – 46100 Figeac⟧ – ⟦05 36 49 30 31⟧
Témoignage de Nelly Garrigue recueilli chez elle, ⟦6 rue du Barry à Figeac⟧
Mme Garrigue Nelly – ⟦Mas de Cayrou – 46100 Lunan⟧
Famille Garrigue, ⟦Mas de Cayrou, 46100 Lunan⟧
Nelly Garrigue¶Mas de Cayrou est son nom. Adresse : ⟦Mas de Cayrou, 46100 Lunan⟧
Nelly Garrigue¶⟦Le Mas de Cayrou¶46100 Lunan⟧¶Portable : ⟦06.39.98.30.31⟧¶Courriel : ⟦nelly.garrigue@exemple.fr⟧
Nelly Garrigue ⟦Cayrou 46100 LUNAN⟧
Nelly Garrigue, ⟦Cayrou, 46100 Lunan⟧
Contact : Nelly Garrigue¶⟦La Croix-Blanche, route de Cajarc¶46100 FIGEAC⟧
M. Ousmane Sow, ⟦résidence Les Peupliers, entrée B, 46100 Figeac⟧
M. Ousmane Sow, ⟦Bât 4, Appt 31, 2 avenue du Général-de-Gaulle, 46100 Figeac⟧
M. Ousmane Sow, ⟦2 av du Gal de Gaulle 46100 Figeac⟧
M. Ousmane Sow, ⟦2 avenue du 8-Mai-1945, 46100 Figeac⟧
M. Ousmane Sow, ⟦2, place du 19 mars 1962, 46100 Figeac⟧
M. Ousmane Sow, ⟦2 Bld. Juskiewenski, 46100 FIGEAC⟧
M. Ousmane Sow, ⟦2 quater, venelle des Tanneurs, 46100 Figeac⟧
M. Ousmane Sow, ⟦2 bis bd Pasteur F-46100 Figeac⟧
M. Ousmane Sow, ⟦2-4 rue Haute, 46100 Figeac⟧
M. Ousmane Sow, ⟦n° 2, rue Haute, 46100 Figeac⟧
M. Ousmane Sow, ⟦rue Haute, 46100 Figeac⟧
M. Ousmane Sow, ⟦2 rue Haute, 46 100 Figeac⟧
M. Ousmane Sow, ⟦2 rue Haute, 46100 Figeac, France⟧
M. Ousmane Sow (⟦2 rue Haute, Figeac⟧)
M. Ousmane Sow (Figeac), ⟦06 39 98 30 31⟧
Sow Ousmane, ⟦2 rue Haute, 46100 Figeac⟧, né en 1961
O. Sow, ⟦2 rue Haute, 46100 Figeac⟧
Ousmane SOW - agriculteur - ⟦Les Cazelles - 46160 Cajarc⟧
Docteur Élise Vayssade, ⟦4 cours Émile-Zola, 46100 Figeac⟧. Tél : ⟦05 36 49 40 41⟧
Me Élise Vayssade, notaire, ⟦4 cours Émile-Zola, 46100 Figeac⟧
Élise Vayssade, infirmière, ⟦05 36 49 40 41⟧
Gîte de Mme Vayssade : ⟦05 36 49 40 41⟧
Chambres d’hôtes, Élise et Marc Vayssade, ⟦05 36 49 40 41⟧
Covoiturage : appeler Élise (⟦06 39 98 40 41⟧) ou Marc (⟦06 39 98 40 42⟧)
Réservation obligatoire auprès d’Élise au ⟦06 39 98 40 41⟧.
Merci de confirmer à Élise Vayssade ⟦06 39 98 40 41⟧ avant vendredi
Élise ⟦06 39 98 40 41⟧ ; Marc ⟦06 39 98 40 42⟧ ; Nelly ⟦06 39 98 30 31⟧
Élise Vayssade : portable ⟦06 39 98 40 41⟧, domicile ⟦05 36 49 40 41⟧, bureau ⟦05 36 49 40 43⟧
À louer F3, calme. S’adr. Mme Vayssade, ⟦05.36.49.40.41⟧ ap. 18 h
Vend vélo enfant 30 euros ⟦0639984041⟧
Trouvé trousseau de clés : ⟦06-39-98-40-41⟧
Cours de guitare, ⟦06 39 98 40 41⟧
Baby-sitting : Léa, ⟦06 39 98 40 41⟧
SMS au ⟦06 39 98 40 41⟧
WhatsApp : ⟦+33 6 39 98 40 41⟧
Urgences : ⟦06 39 98 40 41⟧ (Marc)
mobile: ⟦+33(0)6 39 98 40 41⟧
Tel. ⟦+33 (0)5.36.49.40.41⟧ (Élise Vayssade)
Tél.⟦0033 (0)5 36 49 40 41⟧, Élise Vayssade
Élise Vayssade, ⟦+ 33 5 36 49 40 41⟧
Élise Vayssade, ⟦(33) 05 36 49 40 41⟧
Élise Vayssade, ⟦05 36 49 4041⟧
Élise Vayssade, ⟦05 364 940 41⟧
Élise Vayssade, ⟦05-36-49-40-41⟧
Élise Vayssade, ⟦05/36/49/40/41⟧
Élise Vayssade, tél-fax ⟦05 36 49 40 41⟧
Élise Vayssade, 📞⟦05 36 49 40 41⟧
Élise Vayssade, ⟦0536494041⟧
Élise Vayssade, poste de travail ⟦05 36 49 40 43⟧
Tél. : ⟦05 36 49 40 41⟧¶Élise Vayssade
Michel Dupasquier, ⟦rue du Lac 8, 2000 Neuchâtel⟧, ⟦032 720 00 01⟧
Michel Dupasquier, ⟦Rue du Lac 8, CH-2000 Neuchâtel⟧
Michel Dupasquier, ⟦+41 32 720 00 01⟧
Michel Dupasquier, mobile ⟦078 720 00 01⟧
Geneviève Jadot¶⟦Rue des Combattants 14¶5030 Gembloux⟧¶⟦081 61 00 01⟧
Geneviève Jadot, ⟦chaussée de Charleroi 14, B-5030 Gembloux⟧
Geneviève Jadot, ⟦place de l’Orneau, 3 – 5030 Gembloux⟧
Geneviève Jadot – tél/fax ⟦081/61.00.01⟧ – GSM ⟦0495/61.00.01⟧
Geneviève Jadot, ⟦+32 (0)81 61 00 01⟧
Jean-René Nestor, ⟦Habitation Bellevue, 97220 La Trinité⟧
Jean-René Nestor, ⟦0696 00 10 20⟧ / ⟦0596 00 10 20⟧
Jean-René Nestor, ⟦(0596) 00 10 20⟧
Jean-René Nestor, ⟦(+596) 696 00 10 20⟧
Rose-May Hoarau, ⟦22 allée des Filaos, 97434 Saint-Gilles-les-Bains⟧, ⟦02 62 00 10 20⟧
Courriel : ⟦rosemay.hoarau@exemple.re⟧
⟦hoarau_rm@exemple.com⟧ ou ⟦hoarau.rm@exemple.fr⟧
⟦Rose-May.Hoarau@ac-exemple.fr⟧
mel: ⟦rm.hoarau@exemple.fr⟧
courriel : ⟦rm.hoarau chez exemple.fr⟧, soit ⟦rm.hoarau@exemple.fr⟧
⟦rm.hoarau [chez] exemple.fr⟧
⟦rm.hoarau(@)exemple(.)fr⟧
⟦rm.hoarau[at]exemple.fr⟧ (remplacer [at] par @)
⟦rm.hoarau arobase exemple.fr⟧
⟦rmhoarau (arobase) exemple (point) fr⟧
⟦rm.hoarau {at} exemple {dot} fr⟧
⟦rm.hoarau-arobase-exemple.fr⟧
⟦rm.hoarau [ at ] exemple.fr⟧
⟦rm.hoarau @exemple.fr⟧
⟦rm.hoarau@exemple .fr⟧
"Rose-May Hoarau" <⟦rm.hoarau@exemple.fr⟧>
Rose-May Hoarau [⟦rm.hoarau@exemple.fr⟧]
Rose-May Hoarau <⟦rm.hoarau@exemple.fr⟧>
de : ⟦rm.hoarau@exemple.fr⟧¶à : liste.amis@exemple.fr
⟦rm.hoarau@exemple.fr⟧;⟦nelly@exemple.fr⟧;⟦o.sow@exemple.fr⟧
⟦nelly@exemple.fr⟧
⟦garrigue46@exemple.fr⟧
⟦les.garrigue@exemple.fr⟧
M. le maire : ⟦maire.dupont@exemple.fr⟧
"""
#: Markup, the value between the same marks.
PAGES = """
<p>Nelly Garrigue<br>⟦Mas de Cayrou<br>46100 Lunan⟧<br>Tél. ⟦05 36 49 30 31⟧</p>
<tr><td>Garrigue</td><td>Nelly</td><td>⟦6 rue du Barry</td><td>46100</td><td>Figeac⟧</td><td>⟦0536493031⟧</td></tr>
<p>Nelly Garrigue <em>⟦05 36 49</em> 30 31⟧</p>
<p>⟦nelly.garrigue<img src="arobas.png" alt="">exemple.fr⟧</p>
<p>⟦nelly.garrigue<span class="arobase"></span>exemple.fr⟧</p>
<p>⟦nelly.garrigue<strong> [arobase] </strong>exemple.fr⟧</p>
<p>⟦n&#101;lly.garrigue&#x40;exemple&#46;fr⟧</p>
<h3>M. Ousmane Sow</h3><p>⟦2, rue Haute<br>46100 Figeac⟧</p><p>⟦06&nbsp;39&nbsp;98&nbsp;30&nbsp;31⟧</p>
"""
#: Attributes and scripts: nothing of the second may be left of the first.
HIDDEN = (
    ('<a href="mailto:nelly.garrigue@exemple.fr" title="nelly.garrigue@exemple.fr">Nelly</a>', "garrigue"),
    ('<area href="mailto:nelly.garrigue@exemple.fr" alt="Nelly">', "garrigue"),
    ('<form action="mailto:nelly.garrigue@exemple.fr" method="post"></form>', "garrigue"),
    ("<script>var a='nelly.garrigue'; var b='exemple.fr'; document.write(a+'@'+b);</script>", "garrigue"),
    ("<a href=\"javascript:ecrire('nelly.garrigue','exemple.fr')\">Nelly</a>", "garrigue"),
    ("<a href='#' onclick=\"sendMail('nelly.garrigue','exemple.fr');return false\">Nelly</a>", "garrigue"),
    ('<a href="sms:0639984041">Élise</a>', "639984041"),
    ('<a href="callto:+33639984041">Élise</a>', "639984041"),
    ('<img alt="Portable d’Élise : 06 39 98 40 41" src="t.png">', "98 40"),
    ('<a title="Élise Vayssade, 4 cours Émile-Zola, 46100 Figeac" href="/e">É.</a>', "Zola"),
)
DECOYS = """
Mairie de Figeac, 5 rue de Colomb, 46100 Figeac
Mairie de Figeac : 05 36 49 50 50
Secrétariat de mairie, tél. 05 36 49 50 50
Syndicat mixte du bassin du Célé, 24 allée Victor-Hugo, 46100 Figeac, tél. 05 36 49 50 51
Syndicat mixte du bassin du Célé¶24 allée Victor-Hugo¶BP 118¶46103 FIGEAC CEDEX
Parc naturel régional des Causses du Quercy, BP 10, 46240 Labastide-Murat, 05 36 49 50 52
Office de tourisme, hôtel de la Monnaie, place Vival : 05 36 49 50 53
ADASEA du Lot, 430 avenue Jean-Jaurès, 46004 Cahors Cedex 9
CAUE du Lot : 05 36 49 50 54
Conseil général, avenue de l’Europe, Regourd, 46005 Cahors
Chambre d’agriculture : 05.36.49.50.55
Lycée agricole, route de Capdenac, 46100 Figeac. Tél : 05 36 49 50 56
Fédération de pêche, 182 quai Cavaignac, 46000 Cahors
Université de Toulouse, 5 allées Antonio-Machado, 31058 Toulouse Cedex 9
Association « Céladon », maison des associations, 46100 Figeac
Librairie Le Livre en fête, 27 rue Gambetta, 46100 Figeac
Éditions du Laquet, rue Droite, 46600 Martel
contact@celadon.exemple.fr
bassin.cele@exemple.fr
smbrc@exemple-smbrc.fr
mairie-figeac@exemple.fr
cc.figeac@cc-figeac.exemple.fr
service.eau@exemple.fr
pnr-quercy@exemple.fr
infos.riviere@exemple.org
secretariat [at] exemple.org
ecrire à contact(at)exemple.org
accueil.figeac@exemple.fr
tourisme@exemple.com
celadon@celadon.exemple.org
observatoire@exemple.org
SIREN 253 003 912, SIRET 253 003 912 00021
Siret n° 25300391200021
RNA W463000412
N° d’agrément : 46 2004 018
Agrément jeunesse 046 98 12 34
ISBN 2-910540-52-8
ISBN : 2 910 540 52 8
ISSN 0998-4041
doi 10.1016/j.jrurstud.2005.36.49
Dépôt légal 06/2004, n° 3998
CPPAP 0639 G 98404
arrêté préfectoral du 06/03/1998 n° 98-40-41
arrêté n° 2004-06-39
délibération 05-36-49
Décision n°06.39.98 du 4 mars
parcelles 639, 984 et 041
section B n° 0639 à 0984
cadastre section AK, 06 39 98 40
latitude 44.6087, longitude 2.0339
44° 36' 31" N ; 02° 02' 01" E
X=06 39 984, Y=05 36 494
IGN 2237 E
PR 06+398
Débit : 05,36 m3/s ; 49,40 m3/s
Q10 = 053 m3/s, Q100 = 649 m3/s
06 m, 39 m, 98 m
1990-1999, 2000-2010
1999-2000-2001-2002
06/03/98 - 04/04/01
le 06.03.98 de 10 h 40 à 12 h 41
de 09 h 00 à 12 h 00
10.30 - 12.15
3-6, 3-9, 9-8
Résultats : 06 39 98 voix
Votants 0639, exprimés 0598, blancs 0041
6 399 840 euros
639 984 041 F
coût 05 364 940 €
05 36 49 40 41 euros
Il y eut 5 364 habitants, puis 4 940.
population 1999 : 05 364
art. L. 300-2 et R. 300-1
articles 5, 36, 49, 40 et 41
2.1.5.0, 3.1.1.0, 3.2.2.0
IP 203.0.113.41
version 5.36.49
SPIP 1.9.2, PHP 4.4.9
http://exemple.fr/spip.php?article05364940
www.exemple.fr/05-36-49-40-41.html
CR_06-39-98-40-41.pdf
image 0536494041.jpg
L’avenue Jean-Jaurès a été refaite en 2004.
Les riverains de la rue Haute demandent un débat.
les 12 rues du centre, 46100 habitants
La place Vival, à Figeac (46100)
Réunion le 12 mars, salle Balène, 7 quai Albert-Bessières, 46100 Figeac
Exposition au 7 quai Albert-Bessières
Permanence : 7 quai Albert-Bessières, mardi 14 h
Siège : 24 allée Victor-Hugo, Figeac
Le moulin de Surgié, 46100 Figeac
Figeac 46100 Lot
0 800 00 46 10
08 10 00 46 10
3949
Le 36 15, le 17 et le 18
@figeac sur Instagram
10 @ 5 €
a@b
"""
