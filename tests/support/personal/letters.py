"""Personal data as letters, forums, reading lists and programmes of meetings write them.

Numbers are of the blocks that the ARCEP keeps for fiction, hosts of the names kept for examples.
"""

#: Recall and precision when the table was first run, before any rule was mended for it: what a new site may expect.
FIRST_SIGHT = (0.913, 0.949)

#: The value between ⟦ and ⟧; ¶ ends a line. One page's block a line.
SPELLINGS = """
Clermont, le 12 mars 2004¶Solange Peyrard¶⟦14, rue des Gras¶63000 Clermont-Ferrand⟧¶à Monsieur le Préfet
Expéditeur : Solange Peyrard, ⟦14 rue des Gras, 63000 Clermont-Ferrand⟧
Solange PEYRARD¶Éleveuse¶⟦La Bourboulotte¶63210 Orcival⟧
Solange Peyrard, éleveuse de brebis à Orcival, ⟦04 65 71 20 20⟧
Posté par Solange Peyrard (⟦solange.peyrard@exemple.fr⟧) le 3 mai 2007 à 14 h 05
De : Solange Peyrard [mailto:⟦solange.peyrard@exemple.fr⟧]¶Envoyé : lundi 3 mai 2007¶Objet : réunion loup
Le 3 mai 2007, Solange Peyrard <⟦speyrard@exemple.com⟧> a écrit :
Signé : S. Peyrard, ⟦speyrard@exemple.com⟧
Vous pouvez me joindre au ⟦04 65 71 20 20⟧ le soir.
Contactez-moi : ⟦06 39 98 20 20⟧
N’hésitez pas à m’écrire : ⟦solange.p@exemple.net⟧
Mon adresse : ⟦14 rue des Gras, 63000 Clermont-Ferrand⟧
J’habite ⟦14 rue des Gras à Clermont-Ferrand⟧ depuis 1998.
Mon téléphone : ⟦0465712020⟧ (heures des repas)
Pour visiter l’estive, demander Joël au ⟦04 65 71 20 21⟧.
Inscription auprès de Joël Chassaing : ⟦joel-chassaing@exemple.org⟧, ⟦07.00.00.20.21⟧
Animation : Joël Chassaing, ⟦joel_chassaing@exemple.org⟧
Joël Chassaing (président) : ⟦04.65.71.20.21⟧ ; Ida Brun (trésorière) : ⟦04.65.71.20.22⟧
Président : Joël Chassaing, ⟦Le Bourg, 15300 Laveissière⟧
Siège social : chez M. Joël Chassaing, ⟦Le Bourg, 15300 Laveissière⟧
Association des Burons, ⟦c/o Joël Chassaing, Le Bourg, 15300 Laveissière⟧
Les Amis du Plomb, chez Joël et Ida Chassaing, ⟦12 chemin de la Croix, 15300 Murat⟧
Lieu : chez Joël Chassaing, ⟦12 chemin de la Croix⟧, Murat
Propos recueillis chez Ida Brun, ⟦3 impasse du Four, 48200 Saint-Chély-d’Apcher⟧.
Ida Brun¶⟦3, impasse du Four¶48200 ST CHELY D'APCHER⟧¶⟦04-65-71-20-22⟧¶⟦ida.brun@exemple.fr⟧
Mme BRUN Ida – ⟦3 imp. du Four – 48200 St-Chély⟧
Mlle Ida Brun, ⟦3 impasse du Four, F-48200 Saint-Chély-d’Apcher⟧
Mme Veuve Brun, ⟦3 impasse du Four, 48200 Saint-Chély-d’Apcher⟧
MM. Joël Chassaing et Luc Brun, ⟦06 39 98 20 23⟧
Contacts presse : Ida Brun - ⟦06 39 98 20 22⟧ - ⟦ida@exemple.fr⟧
Ida Brun | chargée de mission | ⟦04 65 71 20 22⟧ | ⟦i.brun@exemple.fr⟧
Votre interlocutrice : Ida Brun (ligne directe : ⟦04 65 71 20 22⟧)
Ida Brun, ligne directe ⟦04 65 71 20 22⟧, standard 04 65 71 20 00
Rédaction : Ida Brun. Relecture : Luc Brun, ⟦luc.brun [arobase] exemple.fr⟧
Auteur : Luc Brun – ⟦l.brun@exemple.fr⟧ – mars 2003
Luc Brun, ingénieur agronome, ⟦lbrun (at) exemple (dot) fr⟧
Luc Brun : ⟦luc.brun AT exemple.fr⟧
Luc Brun, ⟦luc.brun_at_exemple.fr⟧
Luc Brun, ⟦luc.brun à exemple.fr⟧ (remplacer à par @)
Luc Brun, ⟦luc.brun<at>exemple.fr⟧
Luc Brun ⟦luc.brun@NOSPAM.exemple.fr⟧
Luc Brun, ⟦luc.brun＠exemple.fr⟧
Skype : luc.brun ; tél. ⟦04 65 71 20 24⟧
Luc Brun, tél : ⟦04 65 71 20 24⟧ / ⟦06 39 98 20 24⟧, fax : ⟦04 65 71 20 25⟧
Luc Brun, Tél/répondeur : ⟦04 65 71 20 24⟧
Luc Brun (tél. dom. ⟦04 65 71 20 24⟧, tél. prof. ⟦04 65 71 20 26⟧)
Luc Brun T : ⟦04 65 71 20 24⟧ M : ⟦06 39 98 20 24⟧
Luc Brun ☎ ⟦04 65 71 20 24⟧ ✉ ⟦luc.brun@exemple.fr⟧
Luc Brun, ⟦(+33) 4 65 71 20 24⟧
Luc Brun, ⟦+33-4-65-71-20-24⟧
Luc Brun, ⟦+33.4.65.71.20.24⟧
Luc Brun, ⟦00.33.4.65.71.20.24⟧
Luc Brun, ⟦0 465 712 024⟧
Luc Brun, ⟦(0)4 65 71 20 24⟧
Luc Brun, ⟦04.65.71 20.24⟧
Luc Brun, ⟦04 65 71 20 24⟧ ou ⟦25⟧
Berger cherche place d’estive, ⟦06 39 98 20 27⟧, Auvergne ou Alpes
Chien patou à donner, tél. ⟦06.39.98.20.27⟧
Famille Ribeyre, GAEC des Volcans, ⟦Chambois, 63210 Mazaye⟧
Ribeyre Paul, GAEC des Volcans, Mazaye, ⟦06 39 98 20 28⟧
Paul Ribeyre, apiculteur, ⟦lieu-dit Chambois, 63210 Mazaye⟧
Paul Ribeyre¶Maire-adjoint¶⟦Route de Pontgibaud¶63210 Mazaye⟧
Paul Ribeyre demeurant à ⟦Chambois, commune de Mazaye⟧
Paul Ribeyre, domicilié ⟦18 rue du Puy-de-Dôme, Mazaye (63)⟧
né le 4 mai 1950, Paul Ribeyre, domicilié au ⟦18, rue du Puy-de-Dôme à Mazaye⟧
Kees de Vries, ⟦Dorpsstraat 5, 3900 Overpelt⟧, ⟦011 64 00 01⟧
Prof. Amina Belkacem, ⟦amina.belkacem@univ-exemple.fr⟧
Intervenante : Amina Belkacem, université d’Artois, ⟦abelkacem@exemple.fr⟧, ⟦03 53 01 20 30⟧
Bio : Amina Belkacem est sociologue. ⟦amina.belkacem@exemple.fr⟧
Une question ? Écrivez à Amina : ⟦amina@exemple.fr⟧
Merci à Amina (⟦amina@exemple.fr⟧) et à Paul (⟦ribeyre63@exemple.fr⟧).
"""
#: Markup, the value between the same marks.
PAGES = """
<dl><dt>Contact</dt><dd>Ida Brun</dd><dt>Où ?</dt><dd>⟦3, impasse du Four<br />48200 Saint-Chély-d’Apcher⟧</dd></dl>
<ul><li>Luc Brun</li><li>⟦04 65 71 20 24⟧</li><li>⟦luc.brun@exemple.fr⟧</li></ul>
<p><strong>Solange Peyrard</strong><br/>⟦14, rue des Gras<br/>63000 Clermont-Ferrand⟧<br/><a href="#">écrire</a></p>
<p>⟦luc.brun<!-- pas de robot -->@exemple.fr⟧</p>
<p>⟦luc.brun<span> arobase </span>exemple<span> point </span>fr⟧</p>
<p>Ida Brun : ⟦04&#160;65&#160;71&#160;20&#160;22⟧</p>
<address>Ida Brun<br>⟦3, impasse du Four<br>48200 Saint-Chély-d’Apcher⟧</address>
"""
#: Attributes and scripts: nothing of the second may be left of the first.
HIDDEN = (
    ('<a href="mailto:ida.brun@exemple.fr?subject=Fiche&amp;cc=luc.brun@exemple.fr">Ida</a>', "brun"),
    ('<a href="MAILTO:ida.brun%40exemple.fr">Ida</a>', "brun"),
    ('<a href="tel:+33-6-39-98-20-22">Ida</a>', "98-20"),
    ('<input type="hidden" name="destinataire" value="ida.brun@exemple.fr">', "brun"),
    ('<meta name="author" content="Ida Brun, ida.brun@exemple.fr">', "ida.brun"),
    ('<meta name="reply-to" content="ida.brun@exemple.fr">', "ida.brun"),
    ('<iframe src="https://cartes.exemple/?q=Ida+Brun,+3+impasse+du+Four,+48200+Saint-Ch%C3%A9ly"></iframe>', "Four"),
    ('<span data-courriel="ida.brun@exemple.fr">écrire</span>', "ida.brun"),
)
DECOYS = """
Mairie d’Orcival, Le Bourg, 63210 Orcival, 04 65 71 10 10, mairie@exemple.fr
Préfecture du Puy-de-Dôme, 18 boulevard Desaix, 63000 Clermont-Ferrand
Direction départementale des territoires, site de Marmilhat, 63370 Lempdes. Standard : 04 65 71 10 11
Chambre d’agriculture du Cantal, 26 rue du 139e-RI, 15000 Aurillac, tél. 04 65 71 10 12
Parc naturel régional des Volcans d’Auvergne¶Montlosier¶63970 Aydat¶04 65 71 10 13
Syndicat mixte, place de la Mairie, 48200 Saint-Chély-d’Apcher
Fédération départementale des chasseurs, 14 allée des Eaux-et-Forêts, 63370 Lempdes
La réunion aura lieu salle des fêtes, 3 place de l’Église, 63210 Orcival, à 20 h 30.
Rendez-vous au lycée agricole, route de Paris, 48200 Saint-Chély-d’Apcher
Rencontre du 12 mars 2004, maison du parc, 63970 Aydat
Association des Burons, maison des associations, 8 place Gerbert, 15000 Aurillac, contact@exemple.org
accueil@exemple.fr
secretariat@exemple.fr
redaction@exemple.org
comedie@exemple.org
agence.eau@exemple.fr
natura2000@exemple.fr
webmestre@exemple.fr
Pour toute question : infos@exemple.fr, 0 800 00 10 20 (numéro vert)
Allô Service public : 3939
Standard : 04 65 71 20 00
Le standard de la préfecture (04 65 71 10 14) vous orientera.
Office national des forêts, agence de Mende, 5 avenue de Mirandol, 48000 Mende
Inra, domaine de Crouël, 234 avenue du Brézet, 63100 Clermont-Ferrand
Éditions Quæ, RD 10, 78026 Versailles Cedex
Éducagri éditions, 26 boulevard Docteur-Petitjean, BP 87999, 21079 Dijon Cedex
ISBN 978-2-7592-0001-2, 240 pages, 25 €
ISSN 1240-0101, n° 45, p. 12-34
SIRET 123 456 789 00012, code APE 9499Z
RNA W632001234, agrément 03 63 001
Dossier n° 04 65 71 20 98 76 54
Parcelles cadastrales ZA 12, 14, 15 et AB 203
Surface : 06 39 98 ha ; altitude : 1 465 m
Coordonnées : 45.772, 2.964 (WGS 84)
X = 651 234, Y = 2 065 712
Budget : 04 657 120 euros en 2004 2005 2006
Années 2003 2004 2005 2006 2007
03/04/2005 06:30
du 01/02/03 au 04/05/06
Code postal 63210, Insee 63264
RN 89, D 983, A 75 sortie 24
Page 12 sur 46, note 14, rue au sens de voie
La rue des Gras, à Clermont-Ferrand, a été rendue aux piétons.
Le chemin de la Croix et l’impasse du Four seront goudronnés.
Le 14 rue des Gras est un bâtiment classé de Clermont-Ferrand.
Ida Brun travaille à Saint-Chély-d’Apcher (48200) depuis 2001.
Joël Chassaing, maire de Laveissière (15300), préside la séance.
Paul Ribeyre, éleveur à Mazaye, Puy-de-Dôme
Luc Brun, 45 ans, ingénieur agronome
Luc Brun (1998), La montagne partagée, Clermont-Ferrand, 126 p.
Brun L., Peyrard S., 2004, « Le loup et nous », Courrier de l’environnement, 51, 12-20.
@lucbrun sur le forum
J’arrive @ 14 h
3 brebis @ 120 euros
http://www.exemple.fr/~brun/page.php?id=0465712020
https://exemple.org/@comedie/statut/0639982020
Version 04.65.71.20
Réf. 0465712020-A, bon de commande
10 000 20 000 30 000 40 000
06 et 07 mars ; 13, 14, 20 et 21 avril 2004
Cahier 07 00 00 20 21 du fonds, cote 4 E 120
Gendarmerie : 17 ; pompiers : 18 ; Samu : 15
"""
