"""Personal data as associations, directories, minutes and classified advertisements write them, from 1996 to 2020.

Numbers are of the blocks that the ARCEP keeps for fiction, hosts of the names kept for examples.
"""

#: Recall and precision when the table was first run, before any rule was mended for it: what a new site may expect.
FIRST_SIGHT = (0.712, 0.832)

#: The value between ⟦ and ⟧; ¶ ends a line. One page's block a line.
SPELLINGS = """
Président : Gérard Vasselin – ⟦02 61 91 20 30⟧
Trésorière : Mme Odette LAGARRIGUE, tél. ⟦05.36.49.11.22⟧
Secrétaire¶Corinne Delattre¶⟦06 39 98 10 20⟧¶⟦corinne.delattre@exemple.fr⟧
Contact : Corinne Delattre (⟦06 39 98 10 20⟧ / ⟦cdelattre@exemple.fr⟧)
Contact presse : Hervé Lanoë - ⟦06 39 98 44 55⟧ - ⟦h.lanoe@exemple.org⟧
Personne à contacter : Sylvain Bourdieu, chargé de mission rivière, ⟦04 65 71 33 44⟧
Interlocuteur : Mlle Aude Fargeot, service environnement. Tél. : ⟦04 65 71 33 44⟧. Mél : ⟦a.fargeot@cg-exemple.fr⟧
Correspondant local : Marcel Quéméner, ⟦3 hent ar Feunteun, 29770 Plogoff⟧
Renseignements : Jeanine au ⟦03 53 01 22 33⟧ (après 19 heures)
Rens. Jeanine, ⟦03.53.01.22.33⟧ HR
Tél. h.b. ⟦03 53 01 22 33⟧ (Marie-Paule)
Tél. bur. : ⟦03 53 01 22 33⟧ ; dom. : ⟦03 53 01 22 34⟧ (M. Kieffer)
Tél. privé : ⟦027 323 00 28⟧ ou ⟦079 232 00 02⟧ (Anne-Françoise Sierro)
Jean-Claude Rochat, ch. des Vignes, tél. ⟦021 800 12 34⟧
Natel : ⟦079/232.00.02⟧
Daniel Bovet, ⟦route de Lavaux 12, 1095 Lutry⟧
Daniel Bovet¶⟦Chemin du Grand-Pré 12¶CH-1095 Lutry⟧¶⟦+41 79 232 00 02⟧
Monique Vandenbroeck, ⟦rue des Acacias, 17 à 4053 Embourg⟧
Monique Vandenbroeck, ⟦rue des Acacias 17 bte 3, 4053 Embourg⟧
Monique Vandenbroeck, ⟦17, rue des Acacias – 4053 Embourg⟧
Freddy Lambotte, ⟦avenue Sergent Duriau, 2 – 5000 Namur⟧, GSM ⟦0475/12 00 34⟧
Freddy Lambotte, ⟦Quai de la Batte 10/5, 4000 Liège⟧
Contact : F. Lambotte, ⟦04/344.00.12⟧
Contact : Freddy Lambotte ⟦0475 12 00 34⟧
Tél. : ⟦081/22.00.90⟧ (Mme Lambotte)
Bernard Haupais ⟦+32-81-22 00 90⟧
Bernadette Kaouma¶⟦12 lotissement Les Flamboyants¶97411 Bois-de-Nèfles⟧¶GSM ⟦0692 00 12 34⟧
M. Expédit Payet, ⟦15 ch. Ligne des Bambous, Ravine des Cabris, 97432 Saint-Pierre⟧
Mme Marie-Josèphe Bellony, ⟦Quartier Morne Pitault, 97232 Le Lamentin⟧
Mme Bellony : ⟦0596 00 12 34⟧ (le soir)
Jean Wamytan, ⟦BP 117, 98870 Bourail⟧, tél. ⟦+687 44 00 12⟧
Jean Wamytan, tél. ⟦(687) 44.00.12⟧
Teva Tehei, ⟦+689 40 00 12 34⟧
Teva Tehei ⟦PK 18,5 côté montagne, 98718 Punaauia⟧
Ali Madi, ⟦0269 00 12 34⟧, Mamoudzou
M. Chérubin Clovis, ⟦Section Bazin, 97170 Petit-Bourg⟧
Annie Poirot¶Le Rupt¶88120 Vagney est le siège : écrire à ⟦annie.poirot [ at ] exemple . fr⟧
Annie Poirot, ⟦Le Rupt-d’en-Haut¶88120 VAGNEY⟧
Annie POIROT – ⟦5, Lieu dit « Le Rupt » – 88120 VAGNEY⟧
M. et Mme POIROT¶⟦La Basse de l’Ane¶88120 VAGNEY⟧
Rémy Poirot (éleveur) ⟦Ferme du Haut-du-Tôt 88120 Le Haut-du-Tôt⟧
Poirot Rémy ⟦12 r de la Gare 88120 Vagney⟧ ⟦03 53 01 45 46⟧
POIROT R. ⟦12 rue de la Gare 88120 VAGNEY⟧
Rémy Poirot, ⟦12 Rue de la Gare¶Entrée D¶88120, Vagney⟧
Rémy Poirot, ⟦12 rue de la Gare à Vagney (88120)⟧
Rémy Poirot, ⟦12 rue de la Gare, Vagney (88)⟧
Rémy Poirot, ⟦12 rue de la Gare à Vagney⟧
Rémy Poirot, ⟦12, Z.A. du Bas Rupt, 88120 Vagney⟧
Rémy Poirot, ⟦appartement 14, 3e étage, 12 rue de la Gare, 88120 Vagney⟧
Rémy Poirot, ⟦1214 route départementale 23, 88120 Vagney⟧
Rémy Poirot, ⟦1214 RD 23, 88120 Vagney⟧
Rémy Poirot ⟦6 sq. des Érables 54000 NANCY⟧
Rémy Poirot ⟦6 Cour des Miracles 54000 NANCY⟧
Rémy Poirot ⟦6, le Clos des Érables, 54000 Nancy⟧
Rémy Poirot ⟦6 ham. des Érables, 54000 Nancy⟧
Rémy Poirot, ⟦33 Fbg Saint-Nicolas, F-54000 NANCY⟧
Rémy Poirot¶⟦33, quai des Bateliers¶F 67000 Strasbourg¶France⟧
Rémy Poirot – ⟦33, quai des Bateliers, STRASBOURG (67000)⟧
Adresse : ⟦33, quai des Bateliers¶Code postal : 67000¶Ville : Strasbourg⟧¶Nom : Rémy Poirot
Le soussigné, Rémy Poirot, né le 12 mai 1956 à Vagney, demeurant ⟦33, quai des Bateliers à Strasbourg⟧
Vu la requête de M. Rémy POIROT demeurant au ⟦33 quai des Bateliers, 67000 Strasbourg⟧ ;
M. Rémy Poirot, domicilié ⟦33 quai des Bateliers⟧, a pris la parole.
M. Rémy Poirot, résidant ⟦route de Gérardmer, 88120 Vagney⟧
Chez Rémy Poirot, ⟦33 quai des Bateliers, 67000 Strasbourg⟧
chez Mme Poirot, ⟦33 quai des Bateliers⟧, 2e étage
Envoyer vos chèques à Rémy Poirot, ⟦33 quai des Bateliers 67000 Strasbourg⟧ avant le 15
Gîte chez Rémy et Annie, ⟦03 53 01 45 46⟧
À vendre tondeuse, bon état, 150 €. Tél. ⟦06 39 98 77 88⟧
Vds tracteur Someca 1968, 2300 F, tél ⟦03.53.01.77.88⟧ le soir
Cherche covoiturage Épinal-Nancy. Laure ⟦0639987788⟧
Donne chatons, s’adresser à M. Petitdemange, ⟦03-53-01-77-88⟧
Perdu chienne berger, ⟦06.39.98.77.88⟧ ou ⟦03.53.01.77.88⟧, récompense
Dr Petitdemange, vétérinaire : ⟦03 53 01 77 88⟧
Maître Colnot, avocat, ⟦8 place Stanislas, 54000 Nancy⟧
Appeler Laure (⟦06/39/98/77/88⟧)
Laure, ⟦06.39.98.7788⟧
Laure : ⟦06-3998-7788⟧
Laure : ⟦06 39 98 77-88⟧
Laure : ⟦06 39987788⟧
Laure : ⟦063998 7788⟧
Laure : ⟦(+33) (0)6 39 98 77 88⟧
Laure : ⟦+33 0 6 39 98 77 88⟧
Laure : ⟦+33 (6) 39 98 77 88⟧
Laure : ⟦33 6 39 98 77 88⟧
Laure : ⟦+33/6/39/98/77/88⟧
Laure : ⟦0033-6-39-98-77-88⟧
Laure : ⟦00-33-6-39-98-77-88⟧
Laure : ⟦00.33.6.39.98.77.88⟧
Laure : ⟦06. 39 .98 .77 .88⟧
Laure : ⟦06 39 98 77 88⟧ / 89
Laure : ⟦06–39–98–77–88⟧
Laure : ⟦zéro six 39 98 77 88⟧
Laure : ⟦06  39  98  77  88⟧ (répondeur)
Tél:⟦0639987788⟧
Tph : ⟦03 53 01 77 88⟧ Mme Colnot
Téléph. ⟦03 53 01 77 88⟧ (Mme Colnot)
Tél. + fax : ⟦03 53 01 77 88⟧ (Mme Colnot)
Tél. et fax ⟦03 53 01 77 88⟧, Mme Colnot
Télécopie de Mme Colnot : ⟦03 53 01 77 89⟧
Répondeur Mme Colnot ⟦03 53 01 77 88⟧
ligne directe ⟦03 53 01 77 88⟧ (Mme Colnot)
LD : ⟦03 53 01 77 88⟧, Mme Colnot
Tél. ⟦16 (1) 99 00 12 34⟧ M. Colnot
M. Colnot, tél. ⟦(1) 99.00.12.34⟧
M. Colnot, tél. ⟦(16) 29.61.12.34⟧
M. Colnot, tél. ⟦29.61.12.34⟧
M. Colnot, tél. : ⟦29 61 12 34⟧, minitel 3615
Mme Colnot, poste 412, ⟦03 53 01 77 88⟧
Participants : Laure Colnot (⟦lcolnot@exemple.fr⟧), Rémy Poirot (⟦rpoirot@exemple.org⟧), excusée : Aude Fargeot
Colnot	Laure	DIREN	⟦03 53 01 77 88⟧	⟦laure.colnot@diren.exemple.fr⟧
Colnot Laure;DIREN Lorraine;⟦laure.colnot@exemple.fr⟧;⟦0353017788⟧
⟦laure.colnot@exemple.fr⟧¶⟦06 39 98 77 88⟧
E-mail : ⟦colnot.laure@exemple.fr⟧
Email perso : ⟦lolo88@exemple.fr⟧
Adresse e-mail : ⟦laure.colnot54@exemple.com⟧
Adresse électronique : ⟦laurecolnot@exemple.com⟧
Mail ⟦Laure_Colnot@exemple.com⟧
@ : ⟦laure.colnot@exemple.fr⟧
✉ ⟦laure.colnot@exemple.fr⟧
courriel ⟦laure.colnot@exemple.fr⟧, ⟦laure.colnot@exemple.org⟧ et contact@exemple.org
⟦lcolnot[@]exemple.fr⟧
⟦lcolnot [ a ] exemple [ . ] fr⟧
⟦laure.colnot [a] exemple [.] fr⟧
⟦laure.colnot (AT) exemple (POINT) fr⟧
⟦laure.colnot (arobas) exemple.fr⟧
⟦laure.colnot [arobaz] exemple.fr⟧
⟦laure.colnot (arrobas) exemple.fr⟧
⟦laure.colnot (a commercial) exemple.fr⟧
⟦laure.colnot {arobase} exemple {point} fr⟧
⟦laure.colnot “at” exemple.fr⟧
⟦laure.colnot 'at' exemple.fr⟧
⟦laure.colnot=at=exemple.fr⟧
⟦laure.colnot~at~exemple.fr⟧
⟦laure.colnot \\\\at exemple.fr⟧
⟦laure.colnot AROBAS exemple.fr⟧
⟦laure.colnot AT exemple POINT fr⟧
⟦laure.colnotATexemple.fr⟧
⟦laure(dot)colnot(at)exemple(dot)fr⟧
⟦laure.colnot(ar)exemple.fr⟧
⟦laure.colnot@exemple(point)fr⟧
⟦laure.colnot@exemple point fr⟧
⟦laure.colnot@exemple·fr⟧
⟦laure.colnot@exemple.fr.invalid⟧ (ôter .invalid)
⟦laure.colnot@supprimer.exemple.fr⟧
⟦laure.colnot@PASDEPUBexemple.fr⟧
⟦laure.colnot@no-spam-exemple.fr⟧
⟦laure.colnot (chez) exemple point fr⟧
⟦laure point colnot chez exemple point fr⟧
⟦laure.colnot@exemple . fr⟧
⟦laure. colnot@exemple.fr⟧
⟦laure_colnot@exemple.asso.fr⟧
⟦laure.colnot [remplacer par arobase] exemple.fr⟧
⟦laure.colnot [enlever-ceci] @exemple.fr⟧
⟦laure.colnot-at-exemple-dot-fr⟧
⟦dinsic-colnot.laure [à] exemple.gouv.fr⟧
⟦laure.colnot##exemple.fr⟧ (remplacer ## par @)
Skype : laurecolnot, ⟦laure.colnot@exemple.fr⟧
jabber:⟦laure.colnot@exemple.fr⟧
Fiche rédigée par Laure Colnot, ⟦laure.colnot@exemple.fr⟧, d’après M. Poirot (tél. : ⟦03 53 01 45 46⟧).
Maire de Vagney, M. Didier Houot, domicile : ⟦03 53 01 45 46⟧
M. Didier Houot, maire, ⟦2 rue des Écoles, 88120 Vagney⟧
Autre contact : M. Houot (ancien maire) ⟦03 53 01 45 46⟧
Propriétaire¶M. Houot Didier¶⟦Chemin de la Mouille 88120 Vagney⟧
Commissaire enquêteur : M. Claude Mansuy, ⟦7 allée des Charmes, 54600 Villers-lès-Nancy⟧
Auteur : Claude Mansuy, ⟦7 allée des Charmes, F54600 Villers-lès-Nancy⟧, ⟦claude.mansuy@exemple.fr⟧
Claude Mansuy, géographe. ⟦7, allée des Charmes. 54600 Villers-lès-Nancy⟧
Claude Mansuy | ⟦7 allée des Charmes | 54600 Villers-lès-Nancy⟧ | ⟦06 39 98 12 13⟧
Claude Mansuy • ⟦7 allée des Charmes • 54600 Villers-lès-Nancy⟧
Claude Mansuy / ⟦7 allée des Charmes / 54600 Villers-lès-Nancy⟧
Claude Mansuy ; ⟦7 allée des Charmes ; 54600 Villers-lès-Nancy⟧
Claude MANSUY¶⟦7, ALLEE DES CHARMES¶54600 VILLERS LES NANCY⟧
Claude Mansuy, ⟦Allée des Charmes, nº 7, 54600 Villers-lès-Nancy⟧
Claude Mansuy ⟦54600 Villers-lès-Nancy, 7 allée des Charmes⟧
Directeur de la publication : Claude Mansuy, ⟦7 allée des Charmes, 54600 Villers-lès-Nancy⟧
Éditeur du site : Claude Mansuy (particulier)¶⟦7 allée des Charmes¶54600 Villers-lès-Nancy⟧¶Tél. ⟦03 53 01 12 13⟧
RIB de M. Mansuy, IBAN ⟦FR14 2004 1010 0505 0001 3M02 606⟧
"""
#: Markup, the value between the same marks.
PAGES = """
<p>Laure Colnot<br>12 rue de l’Église est à vendre ? <b>⟦06</b> 39 98 77 88⟧</p>
<p><b>Contact&nbsp;:</b> Laure Colnot, ⟦12, rue de l’Église,<br>88120&nbsp;Vagney⟧</p>
<table><tr><td>Colnot Laure</td><td>⟦12 rue Haute</td><td>88120</td><td>Vagney⟧</td></tr></table>
<div>Laure Colnot</div><div>⟦12 rue Haute</div><div>88120 Vagney⟧</div><div>⟦03&nbsp;53&nbsp;01&nbsp;77&nbsp;88⟧</div>
<p>Laure Colnot <span class="tel">⟦03<span>.</span>53<span>.</span>01<span>.</span>77<span>.</span>88⟧</span></p>
<li>⟦lcolnot<img alt="arobase" src="/i/a.png">exemple.fr⟧</li>
<li>⟦lcolnot<img alt="(at)" src="/i/a.png">exemple.fr⟧</li>
<li>⟦lcolnot<img src="/images/arobase.gif">exemple<img src="/images/point.gif" alt=".">fr⟧</li>
<p>⟦lcolnot<span style="display:none">sans-pub</span>@exemple.fr⟧</p>
<p>⟦lcolnot<i class="fa fa-at"></i>exemple.fr⟧</p>
<p>⟦laure.colnot<wbr>@exemple.fr⟧</p>
<p>⟦laure<span>.</span>colnot<em> (at) </em>exemple<span> (point) </span>fr⟧</p>
<dl><dt>M. Houot</dt><dd>Tel : ⟦03 53 01 45 46⟧</dd><dd>⟦Chemin de la Mouille<br>88120 Vagney⟧</dd></dl>
<address><strong>Claude Mansuy</strong><br>⟦7 allée des Charmes<br>BP 12<br>54600 Villers-lès-Nancy⟧</address>
<p itemscope><b>Claude Mansuy</b> <span>⟦7 allée des Charmes</span>, <b>54600</b> <i>Villers-lès-Nancy⟧</i></p>
"""
#: Attributes and scripts: nothing of the second may be left of the first.
HIDDEN = (
    ('<a href="mailto:lcolnot@exemple.fr">écrire</a>', "lcolnot"),
    ('<a href="mailto:lcolnot(at)exemple.fr">écrire</a>', "lcolnot"),
    ('<a href="mailto:lcolnot@exemple.fr?cc=rpoirot@exemple.fr">écrire</a>', "rpoirot"),
    ('<a href="mailto:contact@exemple.fr?cc=rpoirot@exemple.fr">écrire</a>', "rpoirot"),
    ('<a href="&#109;&#97;&#105;&#108;&#116;&#111;&#58;lcolnot&#64;exemple.fr">écrire</a>', "lcolnot"),
    ("<a href=\"javascript:location='mailto:lcolnot\\u0040exemple.fr'\">écrire</a>", "lcolnot"),
    ("<a href=\"javascript:envoyer('lcolnot','exemple','fr')\">écrire</a>", "lcolnot"),
    ("<a href=\"javascript:void(0)\" onclick=\"mailTo('lcolnot','exemple.fr')\">écrire</a>", "lcolnot"),
    ("<script>var nom='lcolnot'; var dom='exemple.fr'; document.write(nom + '&#64;' + dom)</script>", "lcolnot"),
    ("<script>m=['lcolnot','exemple.fr'].join('@');</script>", "lcolnot"),
    ("<script>affiche_mail('lcolnot','exemple.fr');</script>", "lcolnot"),
    ('<a data-user="lcolnot" data-domain="exemple.fr" href="#">écrire</a>', "lcolnot"),
    ('<span data-email="lcolnot@exemple.fr">écrire</span>', "lcolnot"),
    ('<a href="tel:0353017788">Laure Colnot</a>', "53017788"),
    ('<a href="tel:+33-6-39-98-77-88">appeler</a>', "77-88"),
    ('<a href="tel:06%2039%2098%2077%2088">appeler</a>', "98%2077"),
    ('<a href="https://wa.me/33639987788">WhatsApp</a>', "39987788"),
    ('<img src="plan.gif" alt="Chez Laure Colnot, 12 rue Haute, 88120 Vagney">', "rue Haute"),
    ('<meta name="reply-to" content="lcolnot@exemple.fr">', "lcolnot"),
    ('<input name="destinataire" value="lcolnot [at] exemple.fr">', "lcolnot"),
    ("<!-- webmestre : lcolnot@exemple.fr, 06 39 98 77 88 -->", "77 88"),
    (
        '<p>rf.elpmexe@tonloc</p><span style="unicode-bidi:bidi-override;direction:rtl">rf.elpmexe@tonlocl</span>',
        "tonlocl",
    ),
)
DECOYS = """
SIRET 429 061 128 00015
Siret : 429 061 128 00015 – Code APE : 913E
N° SIRET : 06 39 98 77 88 0001
RNA : W881000123
N° RNA W 88 1000 123
Récépissé de déclaration n° 0881003456 à la préfecture des Vosges
Association déclarée sous le n° 0639987788
J.O. du 06/12/1998, p. 5432
JORF n° 0123 du 28 mai 2004
NOR : DEVO0639987A
ISBN : 2-913492-10-3
ISBN 978-2-913492-10-3
ISBN 10 : 0639987788
ISSN 1240-0639
ISSN : 0639-9877
EAN 9782913492103
doi: 10.1051/nss/2006039
https://doi.org/10.4000/exemple.0639987788
PMID 0639987788
Parcelle cadastrale AB 0353, section AC n° 01 77 88
cadastre : 06 AB 39, 98 AC 77
Compte 20041 01005 0500013M026 06
CCP 0 639 98 K Nancy
CCP Nancy 06 39 98 77 W
Coordonnées GPS : 48.0087, 6.7153
N 48° 00' 31" E 06° 42' 55"
48 00 31 N, 06 42 55 E
UTM 31T 0639987 5317788
X : 06 39 98 ; Y : 77 88 00
Score : 06 - 03, 98 - 77
03-1, 06-2, 08-3
Vagney bat Gérardmer 21-12 (06-03, 08-05, 07-04)
1998, 1999, 2000, 2001 et 2002
les exercices 2001-2002 / 2002-2003 / 2003-2004
0,53 € le km ; 1 177,88 € au total
Tarif : 06,39 € / 98,77 €
3 530 177 F
Budget 2006 : 3 530 177,88 €
budget de 0 353 017 788 €
population : 3 530 habitants en 1999, 3 177 en 2006
12 345 habitants (01/01/2006)
Ouvert de 08 h 30 à 12 h 00 et de 13 h 30 à 17 h 30
Horaires : 08.30-12.00 / 13.30-17.30
Lundi 08 30 12 00, mardi 13 30 17 30
article L. 123-1-5 du code de l’urbanisme
art. R 214-1, rubriques 1.1.1.0, 3.1.2.0 et 3.2.1.0
articles 06, 39, 98, 77 et 88
rubrique 3.5.3.0 1.7.7.0
décret n°2006-0639 du 12 juin
dossier 06.39.98.77.88
Dossier de demande n° 06-39-98-77-88
Réf. : 03 53 01 77 88
Marché n° 03.53.01.77.88
192.0.2.33
adresse IP 198.51.100.77
2001:db8:0:12::33
Version 06.39.98
OS X 10.4.11, PHP 5.3.0.17
version 1.06.39.98.77
Cote aux archives : 06 39 98
1 W 06 39 98 77
cote 3 Fi 0353 01 77
Feuille IGN 3618 OT
carte IGN 3519 OT, 3619 OT
sentier GR 5, GR 7 et GR 533
D 23, D 43 et RN 57
la rue Jean Jaurès est devenue la place du marché
L’aménagement de la rue de la Gare à Vagney
Le 12 rue de la Gare abrite aujourd’hui la médiathèque.
Rendez-vous au 33 quai des Bateliers, Strasbourg, à 20 h
Réunion publique au 12, rue de la Gare, 88120 Vagney
Lieu : salle polyvalente, 12 rue de la Gare, 88120 Vagney
Siège social : 12 rue de la Gare, 88120 Vagney
Mairie de Vagney¶4 place Caritey¶88120 Vagney¶Tél. 03 53 01 45 00
Mairie – 88120 Vagney
Commune de Vagney (88120)
88120 Vagney
Les pêcheurs de Vagney, 88120 Vagney
Sous-préfecture de Remiremont, 03 53 01 45 01
Office national des forêts, 5 rue du Bois, 88000 Épinal
DIREN Lorraine, 19 avenue Foch, BP 60223, 57005 Metz Cedex 1
CREN Lorraine¶3 rue Robert-Schuman¶57400 Sarrebourg¶03 53 01 45 02
Agence de l’eau Rhin-Meuse – Le Longeau – route de Lessy – 57160 Rozérieulles
Communauté de communes : 03.53.01.45.03
Foyer rural, 12 Grande Rue, 88120 Vagney
Maison familiale rurale, 12 Grande Rue, 88120 Vagney
Amicale laïque, tél. 03 53 01 45 04
Régie municipale de l’eau : 03 53 01 45 05
Comité d’agglomération, boîte postale 12, 88120 Vagney
Standard : 03 53 01 45 06, fax 03 53 01 45 07
Secrétariat : 03 53 01 45 08
Accueil du public : 03 53 01 45 09
Numéro vert : 0 800 00 12 34
N° Indigo 0 825 00 12 34
Service client 3900
08 36 68 00 12
112, 15, 17 et 18
contact@foyer-rural.exemple.fr
contact@exemple.org ou info@exemple.org
mairie.vagney@exemple.fr
communaute.communes@exemple.fr
foyer.rural.vagney@exemple.fr
secretariat.general@exemple.fr
foyerrural@foyerrural.exemple.fr
formation-continue@univ-exemple.fr
ludotheque@exemple.fr
sos.riviere@exemple.org
ddaf88@agriculture.exemple.fr
diren-lorraine@exemple.gouv.fr
Écrire à la mairie : mairie (at) vagney.exemple
inscription[at]colloque.exemple.org
webmestre@exemple.fr
cpie.hautes-vosges@exemple.fr
Le collectif « Eau pure » : eaupure@exemple.org
La lettre « Rivières » : rivieres-infos@exemple.org
@foyer_vagney
Suivez-nous @vagney88 et #vagney
3 lots @ 06,39 €
user@host
fond@3x.webp
Pâturage : 06 39 98 ares
Surface : 03 ha 53 a 01 ca
Les lots 03, 53, 01, 77 et 88
Départements : 03, 53, 01, 77 et 88
Départements 03 53 01 77 88
Code NAF 0113Z
TVA FR06399877880
Immatriculée au RCS d’Épinal sous le numéro 399 877 880
Capital de 10 059 500 €, RCS Lille 399 877 880 00045
N° client 0639987788
Dossier ICPE 0063.99877
N° CNIL 0639987
Déclaration CNIL n° 1063998
Sandre 06399877
code station 06399877
Code hydro A435-0639
Bibl. : Poirot (1998), p. 06-39 ; Colnot (2001), p. 77-88
n° 98, 77 p., 12 €
vol. 06, n° 39, p. 98-177
t. 12, fasc. 3, p. 045-112
06.39.98 : première réunion ; 07.39.98 : seconde
Température : 06.3, 09.9, 08.7, 07.8, 08.8
pH 06,3 ; 07,8
photo DSCN0639 9877
www.exemple.fr/06.39.98.77.88/
http://exemple.fr/article.php3?id_article=0639987788
fichier_03-53-01-77-88.doc
"""
