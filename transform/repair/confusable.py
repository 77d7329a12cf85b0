"""Facts of French that a small crawl may not show: words that look damaged and are not, and the reverse."""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words that an elided letter and another word also spell, or nearly: never mended, asked about in a damaged line.
FRENCH_AS_THEY_STAND = words(
    "dactyle dada daim dais dame dames dan dancer danger dangers dans danse danses dard dart date dates davantage "
    "dehors delle demain demande demeure dent dents depuis dernier des descendre desquels dessin dessous dette "
    "deux devient devin devis diagnostic dialogue dieu dieux difficile dire direct directeur dires discussion "
    "dise disent disposer dit dites dits dive divers divine dix document dois dole domaine don donc donne donner "
    "donnée données dont dorée dorées dos dosage doser dossier dot douer doute doutes doux duel duels dues dune "
    "dunes dur durable dure dures durs durée dus dynamique dès débattre décaler décharge décharger décharges "
    "déchirer déchéance déclore décrire décrit décrite décrites décrits décrue décrues dédicace défaire défont "
    "dégager dégout dégouts dégoût dégoûts déjà délai délais délire délires délit démettre démission démissions "
    "démit démotion dénoncé dénoncée départ département départs dépendre dépens dépit dépris dépuration dérive "
    "déroute désert déserts désigne détail détails détaler détat détats détendre détendu détendue détendues "
    "détendus détente détonner détroit dévaluation dévaluer dévaser développe développé dévent dévolution "
    "dévolutions jadis jais jardin jarre jars java jeu jeune jeunes jeux joie jouer jour jours juge juillet juin "
    "jules jure juridique jurée jus jusque justice lac lace lacets lact lactate lactif lacté lacune lad ladite "
    "ladre lads lai laid laide laides laie laine laines laisse laissent laisser laissé lait laiton laits lambin "
    "lame lames lamier lampe lamper lampes lampion lamé lance lances lange langes langue large larme larmes larve "
    "las lasse lasser last latent latente lattes lauréat lavage lavaient laval lavande laver lavoir lavoirs "
    "lavons leger legs lent lente lentement lentes lentille lents les lessive lest leste lestes lesté lettre "
    "lettres leur leurre leurs levain lever lhasa lie lien lient lier lieu lieue lieues lieux ligne lignes lilas "
    "lime limite limiter limites lin linge lion lionne lions lire lis lise lisent lisible lisibles lisière lisse "
    "list liste listes lit lites lithium litige litres lits littoral livre livres livret livrets livré livrée "
    "lièvre lié liée liés local locale locales loge logement loi loin loir lois loisir loisirs lopin loque lors "
    "lorsque los losange loseille loser lot lots lou loua louage louange loue louent louer loues loup loups lourd "
    "lourde lourdes loure loutre loutres louvoie loyer loyers lui luire lumière lundi lune lunes lupin lus lustre "
    "lut lutte lutter luttes lâcher lèche lès lécher légal légale légalement légales légalité légaux léger légion "
    "légions légitime lésine machine machines mage mages magie mai mail maille main mains maintenir maintien "
    "maire maires mairie mais maison maisons majeur majorité mal malle mange manger mangue manière manne marais "
    "marbre marche marcher marches mare mares marine maritime mark mars masse masses match matin matière maux "
    "mena mer merle mes mesure met mets mette meuble meurtre meute mie mien miens mieux mil mile miles mille mime "
    "mine mines minier mire mise mises mit mixité mixte mobile moi mois moisson mole mollet moment mon monde mont "
    "montagne montre montrer moraine morale moralité mords mort mot motion motions mots mouche moudre moulin "
    "moult mourir mousse mouvement moyen mue municipal munies munir munis mur mure mures murs muse musées mère "
    "mères médit médite mérite mérites méthode métier même mêmes nage nager nages naguère naissance nait name "
    "nantes nappe nard nasse natal natif nation nationale nationaux nations natte nature naturel naturelle naval "
    "navale navales navire naît naître naïf neige neiges net nette neuf neufs neutralise niche nid nids nie nier "
    "nil nimbe nitrate niveau niveaux nièce noble nocturne noir noire noirs noise nom nombre nombres nommer "
    "nommée noms non nord normes nos notable note noter notes notifier notion notions notre nourrir nous nouvelle "
    "novice nuage nuance nuances nue nues nuisance nuisances nuit nuits nul nulle nullement numéro nus nécessaire "
    "née nées nés quai quais quand quant quart quarts quasi quatre que quel quelle quelles quels queue qui quiet "
    "quinze quitte quitter quoi quoique quorum quota quotas quête quêtes sable sac sache sachet sacre sacrer "
    "sacré sage sages saillent sain saine sains saint saisi saisie saisies saisir saisit saison saisons sait "
    "salaire salarié salariée salariés sale sales salive salle salon salut sang sans sape sapin sas sauf sauge "
    "saule saules saura saurait saurons sautant saute sauver savaient savais savait savant savent savoir savoirs "
    "savons seau seaux sec secrète sein selle selles selon sembler semer sen sens sent sente sentent sentes "
    "sentier sentiers sentir sentons sept septembre sera seraient serait serons seront serre serrer serres sers "
    "sert serve servir ses seul seule seuls sexe sexiste sied sien siens sieste signe signer silence sillage "
    "simple sincère singe sinistre sinistres sinon sire site sites six siècle social sociale sociaux soi soie "
    "soient soin soins soir soit sol sole solide sombre sombres somme sommer sommes sommet sommets son sonde "
    "songe sont sort sorte sortes sortie sorties sortir sot sou souche souci soudre soudé souffrir soufre souhait "
    "souligner soupe soupeser soupirail source sourd sous soutenu soutien souvenir souvent sud suer sur sure "
    "surface sus suse sève ségale sélection sélections sérieux sévit sûr sûre table tache tact tactile tail tain "
    "taire tais talent tamarin tamis tan tant tard tarif tarir tarn tarte tas tasse tau taupe taux taxe taxer tel "
    "telle telles temps tempérer tendre tenir tente tenter tentes terme termes terrain terre terres terreur "
    "territoire tes test teste tester tien tiens tient tiers tige tilde timbre tir tire tirer tisse tissu tissus "
    "titan titre titulaire toi toile toit toits tombe tomber ton tonde tondre tonne tordre tort touche touffe "
    "touffes touffu tour tourisme touriste tournant tournée tours tous tout toute toutes tue tuer tuile tus "
    "tutelle tâche tétanise tête têtes "
)

#: No French words: certain wherever a line has no apostrophe at all.
NO_WORDS_AS_THEY_STAND = words(
    "aujourdhui cest cétaient cétait dabord daccord dailleurs daprès daujourdhui dautant dautre dautres davoir "
    "deau dhabitants dhistoire dhommes dun dêtre jai javais jusquau jusquaux jusquen jusquici jusquà jétais "
    "lautre leau lhabitant lhabitat lhistoire lhomme lon lorsquelle lorsquelles lorsquen lorsquil lorsquils "
    "lorsquon lorsquun lorsquune lorsquà lun lécole lété navaient navait nayant nest nont nétaient nétait "
    "puisquelle puisquelles puisquil puisquils puisquon puisquun puisquune quau quaux quelquun quelquune quen "
    "quil quils quoiquil quoiquils quon quun quune quà sagissait sagit sest sil sils sétaient sétait "
)

#: No French words either, but short: believed only beside others.
LIKELY_NO_WORDS = words("na ny nen sy sen dau daux den jy jen nai doù nas ")

#: Words whose œ may have been dropped, and that are no French words without it.
OE_WORDS = words(
    "œuvre œuvres œuvrer œuvrent œuvré œuvrant manœuvre manœuvres manœuvrer désœuvrement désœuvrés cœur cœurs "
    "écœurer écœurés nœud nœuds vœux bœuf bœufs œuf œufs sœurs consœur consœurs chœur chœurs rancœur fœtus œdème "
    "œsophage œcuménique œnologie œnologue œnologique œnotourisme œillet œillets œillade œillères œstrogène "
    "œstrogènes cœliaque "
)
