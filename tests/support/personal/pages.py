"""Personal data as French pages of 2000 to 2020 write them, in their lines, their markup and their scripts."""

#: Recall and precision when the table was first run, before any rule was mended for it: what a new site may expect.
FIRST_SIGHT = (0.816, 0.913)

#: The value between ⟦ and ⟧; ¶ ends a line. One page's block a line.
SPELLINGS = """
Pour plus d’informations : ⟦prenom.nomdefamille (at) domaine.fr⟧
⟦solene.caradec[arobase]bassin-versant.org⟧ - ⟦06 70 11 22 33⟧
Courriel : ⟦b.vasseur (chez) wanadoo (point) fr⟧
⟦bvasseur[AT]free[DOT]fr⟧
Contact : Bruno Vasseur, ⟦bvasseur (arobase) cren-auvergne.org⟧
⟦jl-roche @ cc-paysdeforez.fr⟧
⟦odile.reynaud@ cg07.fr⟧
mél : ⟦odile.reynaud @cg07.fr⟧
⟦odile.reynaud(remplacer par @)cg07.fr⟧
⟦odile.reynaud[antispam@]cg07.fr⟧
⟦odile.reynaud-AT-cg07.fr⟧
⟦odile.reynaud_AT_cg07_DOT_fr⟧
⟦odile.reynaud (@) cg07.fr⟧
⟦odile.reynaud(à)cg07(point)fr⟧
⟦odile reynaud (arobase) cg07.fr⟧
⟦odile.reynaud@cg07.fr⟧ / ⟦m.chastel@cg07.fr⟧ / contact@cg07.fr
E-mails : ⟦o.reynaud@cg07.fr⟧, ⟦m.chastel@cg07.fr⟧
Rédaction de la fiche : Marc Chastel (⟦mchastel@yahoo.fr⟧), mars 2006.
Auteur : CHASTEL Marc – ⟦marc.chastel@inra-toulouse.fr⟧
Webmestre : ⟦thierry.paulin@laposte.net⟧
Mail: ⟦thierry.paulin@laposte.net⟧ Site: www.parc-monts.fr
⟦thierry.paulin@équipement.gouv.fr⟧
⟦t.paulin@cemagref.fr⟧ ou info@cemagref.fr
⟦t·paulin@cemagref·fr⟧
⟦T.PAULIN@wanadoo.fr⟧ (sans pièce jointe svp)
Tél./fax : ⟦04 75 11 22 33⟧ (Mme Odile Reynaud)
Tél/Fax ⟦04.75.11.22.33⟧, demander Odile
Tél. / Fax. : ⟦04-75-11-22-33⟧, Odile Reynaud
Odile Reynaud, animatrice : ⟦+33 (0)4 75 11 22 33⟧
Odile Reynaud ⟦+33 (0)4.75.11.22.33⟧
Odile Reynaud — ⟦0 4 75 11 22 33⟧
Odile Reynaud — ⟦04 75 112 233⟧
Portable perso ⟦0 6 70 11 22 33⟧
Mob. ⟦06 70 11 22 33⟧
Mob : ⟦+33 670 112 233⟧
Port: ⟦06.70.11.22.33⟧
P. ⟦06 70 11 22 33⟧
Gsm: ⟦0475/12.34.56⟧ (Luc Peeters)
M. Luc Peeters, tél. ⟦0032 (0)81 22 33 44⟧
Luc Peeters, ⟦+32 (0)475/12.34.56⟧
Luc Peeters, ⟦+32 81 22 33 44⟧
Urs Favre, ⟦+41 (0)79 123 45 67⟧
Urs Favre, ⟦+41 22 123 45 67⟧
Urs Favre, natel ⟦079 123 45 67⟧
Maria Rossi, tel. ⟦+39 0165 12 34 56⟧
Jürgen Weber, Tel. ⟦+49 (0)761 123 45 67⟧
Contactez Odile au⟦06 70 11 22 33⟧
Odile :⟦06.70.11.22.33⟧(laisser un message)
⟦06.70.11.22.33⟧ou ⟦06.70.11.22.34⟧
⟦06 70 11 22 33⟧/34
⟦06 70 11 22 33⟧ et ⟦04 75 11 22 33⟧ (dom.)
⟦06 70-11-22-33⟧
⟦06 70 11.22.33⟧
⟦06. 70. 11. 22. 33⟧
⟦06 .70 .11 .22 .33⟧
⟦06 7011 22 33⟧
⟦06:70:11:22:33⟧
⟦0670 11 22 33⟧
⟦(06) 70 11 22 33⟧
⟦(33) 6 70 11 22 33⟧
⟦+33-(0)6-70-11-22-33⟧
⟦+33.(0)6.70.11.22.33⟧
⟦0033 (0)6 70 11 22 33⟧
⟦06*70*11*22*33⟧
⟦06~70~11~22~33⟧
Odile Reynaud¶Chargée de mission¶Tél. direct : ⟦04 75 11 22 33⟧
M. le Maire, Jacques Tournier : ⟦04 75 11 22 33⟧ (heures des repas)
Inscriptions auprès de Nicole : ⟦04 75 11 22 33⟧
Réservations chez Nicole Tournier au ⟦04 75 11 22 33⟧ avant le 12 juin 2009
Odile Reynaud, ⟦Le Moulin, 07200 Saint-Didier-sous-Aubenas⟧
Odile Reynaud – ⟦Le Mas Vieux – 07110 Chassiers⟧
Odile Reynaud¶⟦Quartier Les Champs¶07200 Aubenas⟧
Odile Reynaud¶⟦BP 17¶07201 AUBENAS CEDEX⟧
Odile Reynaud¶⟦Chemin des Oliviers¶07200 AUBENAS⟧¶Tél : ⟦04 75 11 22 33⟧
Odile REYNAUD¶⟦14 bis rue du 11 Novembre¶07200 AUBENAS⟧
Mme Odile Reynaud¶⟦14ter, bd de Vernon¶F - 07200 Aubenas⟧
Mme Odile Reynaud, ⟦14 b, place de la Grenette, 07200 AUBENAS CEDEX 2⟧
Monsieur et Madame Tournier, ⟦Les Vignes Hautes, 26400 Crest⟧
Jacques Tournier, ⟦3 lotissement Les Genêts, 26400 Crest⟧
Jacques Tournier, ⟦Bât. B, 3 cité des Pins, 26400 Crest⟧
Jacques Tournier, ⟦app. 12, 3 cité des Pins, 26400 Crest⟧
Jacques Tournier, ⟦28, Grande Rue, 26400 CREST⟧
Jacques Tournier, ⟦28 Grand’Rue, 26400 CREST⟧
Jacques Tournier - ⟦28, rue de l’Église - 26400 CREST⟧ - ⟦jtournier@free.fr⟧
Jacques Tournier (⟦28 rue de l’Église, 26400 Crest⟧)
Jacques Tournier : ⟦28 rue de l’Église 26400 Crest⟧
écrire à Jacques Tournier, ⟦28 rue du Dr-Roux, 26400 Crest⟧
écrire à Jacques Tournier, ⟦28 rue du 4-Septembre, 75002 Paris⟧
Jacques Tournier, ⟦ZA Les Bas Champs, 26400 Crest⟧
Jacques Tournier, ⟦La Ferme des Buis, route de Saou, 26400 Crest⟧
Jacques Tournier¶⟦Ferme des Buis¶Route de Saou¶26400 Crest⟧
Jacques Tournier¶⟦c/o Mme Blanc¶28 rue de l’Église¶26400 Crest⟧
Jacques Tournier, agriculteur, ⟦Le Village, 26400 Aouste-sur-Sye⟧
Président : Jacques Tournier, ⟦2 rue Haute, 26400 Aouste⟧
Luc Peeters, ⟦rue de la Station 12, 5000 Namur⟧
Luc Peeters, ⟦12 rue de la Station, B-5000 Namur⟧
Urs Favre, ⟦chemin du Lac 4, CH-1200 Genève⟧
Jacques Tournier demeure ⟦montée des Clercs, 26100 Romans⟧
M. Tournier, ⟦28 RUE DE L’EGLISE, 26400 CREST⟧
TOURNIER Jacques, ⟦28 rue de l’Église, 26400 CREST⟧
"""
#: Markup, the value between the same marks.
PAGES = """
<td>Odile Reynaud<br>⟦14 rue Haute<br>07200 Aubenas⟧<br>Tél. ⟦04 75 11 22 33⟧</td>
<tr><td>Contact</td><td>Odile Reynaud</td></tr><tr><td>Adresse</td><td>⟦14 rue Haute, 07200 Aubenas⟧</td></tr>
<tr><td>Nom</td><td>Reynaud Odile</td><td>Tél</td><td>⟦04 75 11 22 33⟧</td></tr>
<p><strong>Odile Reynaud</strong><br/>Tél : <span>⟦04&nbsp;75&nbsp;11&nbsp;22&nbsp;33⟧</span></p>
<p>Odile Reynaud <a href="/fiche">fiche</a> <font>⟦oreynaud<img src="at.gif" alt="@">cg07.fr⟧</font></p>
<p>⟦oreynaud<span>@</span>cg07.fr⟧</p>
<p>⟦oreynaud<!-- nospam -->@<!-- nospam -->cg07.fr⟧</p>
<p>⟦oreynaud<b>[at]</b>cg07<b>[point]</b>fr⟧</p>
<p>⟦&#111;&#114;&#101;&#121;&#110;&#97;&#117;&#100;&#64;&#99;&#103;&#48;&#55;&#46;&#102;&#114;⟧</p>
<ul><li>Odile Reynaud</li><li>⟦06&#160;70&#160;11&#160;22&#160;33⟧</li></ul>
<dl><dt>Personne à contacter</dt><dd>Odile Reynaud</dd><dt>Téléphone</dt><dd>⟦0475112233⟧</dd></dl>
<address>Odile Reynaud<br />⟦Le Moulin<br />07200 Ucel⟧</address>
<p>Odile Reynaud, <i>⟦14, rue Haute⟧</i></p>
<pre>Odile Reynaud
⟦14, rue Haute
07200 AUBENAS⟧
tel/fax ⟦04.75.11.22.33⟧</pre>
"""
#: Attributes and scripts: nothing of the second may be left of the first.
HIDDEN = (
    ('<img src="/mail.gif" alt="oreynaud@cg07.fr">', "oreynaud"),
    ('<img src="/tel.gif" alt="Tél. 06 70 11 22 33">', "70 11"),
    ('<a href="mailto:oreynaud@cg07.fr?subject=Fiche%20eau">Odile</a>', "oreynaud"),
    ('<a href="mailto:Odile%20Reynaud%20%3Coreynaud@cg07.fr%3E">Odile</a>', "oreynaud"),
    ('<a href="mailto: oreynaud@cg07.fr">Odile</a>', "oreynaud"),
    ('<a href="MAILTO:oreynaud@cg07.fr;mchastel@cg07.fr">Odile</a>', "mchastel"),
    ("<a href=\"javascript:mail('oreynaud','cg07.fr')\">Odile</a>", "oreynaud"),
    ("<script>document.write('oreynaud'+'@'+'cg07.fr')</script>", "oreynaud"),
    ('<script>document.write("oreynaud" + "@" + "cg07.fr");</script>', "oreynaud"),
    ("<script>var u='oreynaud';var d='cg07.fr';document.write(u+'@'+d)</script>", "oreynaud"),
    ("<script>document.write('<a href=\"mail'+'to:orey'+'naud@'+'cg07.fr\">')</script>", "naud@"),
    ('<a href="mailto:oreynaud%40cg07%2Efr">x</a>', "oreynaud"),
    ("<a onclick=\"location.href='mailto:oreynaud@cg07.fr'\">x</a>", "oreynaud"),
    ('<input type="hidden" name="recipient" value="oreynaud@cg07.fr">', "oreynaud"),
    ('<meta name="author" content="Odile Reynaud, oreynaud@cg07.fr">', "oreynaud"),
    ('<a class="spip_mail" href="mailto:oreynaud@cg07.fr" title="oreynaud..&aring;t..cg07.fr">x</a>', "oreynaud"),
    ('<span class="email">oreynaud<span class="spancrypt"> [chez] </span>cg07.fr</span>', "oreynaud"),
    ('<a href="tel:+33475112233">Odile Reynaud</a> <b>+33 6 70 11 22 33</b>', "70 11"),
)
DECOYS = """
SIRET : 329 411 204 00027 – APE 9499Z
SIRET 32941120400027
N° TVA intracommunautaire : FR 06 329411204
ISBN : 2 7380 0670 1
ISBN 978 2 7592 0067 0
ISSN : 1290-2926
DOI : 10.3166/ges.12.67-85
doi:10.4000/vertigo.0612345678
Code INSEE 07 019, code postal 07200
Longitude : 06 12 34, latitude : 45 12 33
X = 0612345, Y = 6423456
44°37’12’’N 04°23’25’’E
Coordonnées Lambert II : 764 512 ; 1 958 331
le 06/07/08
du 06-07 au 08-09-2004
2001-2002-2003-2004-2005
1999 / 2000 / 2001
pages 112-118, 06 p.
art. L. 211-3 et R. 123-4 du code de l’environnement
article 06-12 du règlement, alinéa 34
loi n° 92-3 du 3 janvier 1992, dite loi sur l’eau
circulaire du 04/07/2001 n° 01-75
délibération n° 04.07.06.15 du conseil municipal
Prix : 06,70 € ; 11,22 € ; 33,00 €
Budget : 04 751 122 F
1 067 011 223 francs
coût total 450 000 euros HT
contact@cc-vallee.fr
accueil@ot-ardeche.com
Courriel : accueil.mairie@ucel.fr
mairie-ucel@inforoutes-ardeche.fr
mairie.ucel@wanadoo.fr
syndicat.ouveze@wanadoo.fr
sivu.bassin.ardeche@wanadoo.fr
contact (at) ardeche-claire.org
info[arobase]ardeche-claire.fr
ardeche.claire@ardeche-claire.fr
pnr@parc-monts-ardeche.fr
redaction@lettre-eau.org
bibliotheque@cemagref.fr
Mairie d’Ucel, 3 place de la Mairie, 07200 Ucel, tél. 04 75 11 22 33
Mairie d’Ucel¶Place de la Mairie¶07200 UCEL¶Tél : 04 75 11 22 33¶Fax : 04 75 11 22 34
Tél. mairie : 04 75 11 22 33
Téléphone de la mairie : 04 75 11 22 33
Syndicat Ardèche Claire¶Allée du Château, BP 17¶07200 Vogüé¶Tél. 04 75 11 22 33
Parc naturel régional des Monts d’Ardèche¶Maison du Parc – Domaine de Rochemure¶07380 Jaujac
Conseil général de l’Ardèche, Hôtel du Département, BP 737, 07007 Privas Cedex
Communauté de communes du Pays de Vernoux – 14 rue Boissy-d’Anglas – 07240 Vernoux
Association « Sauvons la Volane », Le Village, 07530 Vallées-d’Antraigues
Chambre d’agriculture, 4 avenue de l’Europe unie, 07001 Privas : +33 (0)4 75 11 22 33
CPIE : 04.75.11.22.33
DDT, 2 place des Mobiles, 07000 Privas
Office de tourisme : tél. / fax 04 75 11 22 33
Éditions La Découverte, 9 bis rue Abel-Hovelacque, 75013 Paris
Numéro Azur 0 810 12 34 56
Tél. 0825 00 12 34 (0,15 €/min)
Réunion publique le 12 mars 2004 à 20 h 30, salle des fêtes, 2 rue Haute, 07200 Ucel
Le siège est au 14 rue Haute, à Aubenas.
Le 3 de la place du Château fut vendu en 1998.
La route de Saou, 26400 habitants selon l’INSEE
Parcelles A 06, 07, 08, 11, 22 et 33
RN 102, PR 06+700 à 11+223
altitude 670 m, 1 122 m, 1 233 m
@ardecheclaire sur Twitter
10 participants @ 15 €
image@2x.jpg
fig. 06.70.11
n° 06-70-11-22 du catalogue
v. 4.7.5.11
IP : 82.67.112.233
AB06 70 11 22 33
04 75 : indicatif de l’Ardèche
les départements 04 07 26 38 42 43 48
les départements 04, 07, 26, 30, 34 et 48
07 26 38 69 73 74
RIB 30002 00670 0000112233K 45
agrément n° 07 0670112233
ark:/12148/bpt6k0670112233
hal-00670112
http://www.ardeche.fr/doc/06-70-11-22-33.pdf
DSC_0670112233.JPG
"""
