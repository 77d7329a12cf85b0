# ruff: noqa: E501 (a pattern is read whole)
"""The words that speak for a name being a place, or against it."""

import re

_GLUE = frozenset(
    [
        "a",
        "au",
        "aux",
        "ce",
        "celle",
        "celui",
        "cet",
        "cette",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "en",
        "et",
        "fait",
        "l",
        "la",
        "le",
        "les",
        "par",
        "qui",
        "s",
        "se",
        "sous",
        "sur",
        "un",
        "une",
    ]
)
_WRITTEN = re.compile(r"[a-z?]+")
#: A word cut by a group cannot be told from the pattern.
_CUT = re.compile(r"[a-z]\??\((?!\?: )|\)[a-z]")


class Cue:
    """A regular expression on folded words, tried only where one of the words that it is written with stands.

    Each of its branches holds a whole word that is more than glue.
    """

    def __init__(self, source: str) -> None:
        if _CUT.search(source.replace(r"\b", " ")):
            raise ValueError(source)
        self.pattern = re.compile(source)
        plain = re.sub(r"\\[a-z]|\(\?[:!=]|[*+]\?|\{[^}]*\}", " ", source)
        self.words = frozenset(word for one in _WRITTEN.findall(plain) for word in _forms(one)) - _GLUE

    def within(self, text: str, said: frozenset[str]) -> bool:
        """`said`: the words of `text`."""
        return not self.words.isdisjoint(said) and self.pattern.search(text) is not None


def _forms(written: str) -> list[str]:
    """« etablissements? » with its last letter and without."""
    found = [""]
    for letter, maybe in re.findall(r"([a-z])(\?)?", written):
        found = [one + end for one in found for end in ((letter, "") if maybe else (letter,))]
    return found


_OF = r"(?:(?:de|du|des|d|de la|de l|de les) )?$"

COMMUNE = Cue(
    r"\b(?:communes?|villes?|villages?|mairies?|maires?|municipalites?|bourgs?|hameaux?|habitants?|canton|agglomeration"
    r"|cite|port|gare|conseil municipal|quartiers?|centre ville|territoire communal|communaute urbaine|metropole"
    r"|communaute d agglomeration|communaute de communes|pays|intercommunalite|marche|station)"
    r"(?: (?:nouvelle|voisine|rurale|urbaine|littorale|moyenne|centre|adjointe?|actuelle?))?(?: \|)? " + _OF
)
DEPARTEMENT = Cue(
    r"\b(?:departements?|prefets?|prefete|prefecture|conseil general|conseil departemental|chambre d agriculture"
    r"|federation departementale|ddt|ddtm|ddaf|comite departemental|(?:nord|sud|est|ouest|centre|coeur))(?: (?:voisins?|de))? "
    + _OF
)
REGION = Cue(r"\b(?:regions?|conseil regional|ex|dreal|diren|draaf|comite regional) (?:administrative )?" + _OF)
WATER_OF = Cue(
    r"\b(?:rivieres?|fleuves?|ruisseaux?|torrents?|vallees?|bassins?(?: versants?)?|gorges|bords?|berges?|rives?|crues?"
    r"|etiages?|sources?|affluents?|eaux?|lit|cours|confluents?|confluence|embouchure|estuaire|barrages?|debit|moulins?|meandres?"
    r"|inondations?|sage|contrat(?: de riviere)?|aval|amont|pont sur|ile de|rive droite|rive gauche|peche (?:sur|dans)"
    r"|descente|debordements?|gue|remous|saumons?|truites?|poissons?|bras(?: mort)?|canal|syndicat(?: mixte)?(?: de riviere)?"
    r"|quais?|digues?|vannes?|seuils?|ecluses?|halage|ripisylve|canoes|peniches|nappe alluviale"
    r"|riverains|la basse|la haute|la moyenne|le haut|le bas) " + _OF
)
ANY_WATER_OF = Cue(
    r"\b(?:une|un|chaque|autre|cette|ce) (?:vallee|riviere|ruisseau|fleuve|torrent|barrage|affluent) " + _OF
)
FLOWS = Cue(r"\b(?:se )?(?:jette|jettent|jete|jetent) dans (?:la|le|l|les) $")
WATER = Cue(
    r"\b(?:rivieres?|fleuves?|ruisseaux?|cours d eau|eaux?|affluents?|barrages?|moulins?|seuils?|crues?|poissons?"
    r"|saumons?|truites?|peche|pecheurs?|kayaks?|kayakistes?|canoe|canoes|kayak|berges?|rives?|riverains?|inondations?|lit|jette"
    r"|jettent|source|coule|coulent|traverse|arrose|baigne|debit|etiage|confluence|embouchure|estuaire|bassin|vallee"
    r"|navigable|naviguent|bateaux?|gabares?|franchi|franchie|digues?|vannes|ecluses?|remontent|debordent?|amont|aval"
    r"|affluent|pont|passerelle)\b"
)
LAND_OF = Cue(
    r"\b(?:massifs?|montagnes?|monts|plateaux?|hauteurs|alpages|contreforts|sommets|pied|versants?|foret|causses?"
    r"|collines|coteaux|plaines?|parc(?: naturel regional| national)?|pnr|pays|vignoble|bocage|littoral|cote|iles?) "
    + _OF
)

TITLE = Cue(
    r"\b(?:m|mm|mme|mmes|mlle|monsieur|messieurs|madame|mesdames|mademoiselle|dr|docteur|pr|professeur|maitre|me|pere"
    r"|soeur|frere|abbe|sir|lord|don|dom)(?: \|)? $"
    r"|\b(?:comtes?|comtesse|ducs?|duchesse|rois?|reine|baron|baronne|prince|princesse|marquis|marquise|vicomte|sire"
    r"|empereur|seigneur|chevalier|cardinal|general|marechal|amiral|colonel|president)(?: (?:de|du|d|de la|des))? $"
    r"|\b(?:saints?|saintes?|notre dame) $"
)
STREET = Cue(
    r"\b(?:rues?|avenues?|quai|boulevards?|bd|av|place|impasse|chemin|allees?|square|esplanade|rond point|cours|porte"
    r"|passage|faubourg|hotel)(?: (?:de|du|des|d|de la|de l|la|le))? $"
)
BODY = Cue(
    r"\b(?:associations?|collectifs?|revue|societes?|entreprises?|groupe|groupement|college|lycees?|hopital|hopitaux"
    r"|clinique|eglise|chapelle|cathedrale|basilique|abbaye|prieure|couvent|paroisse|maison|fondation|federation"
    r"|comite|club|ecoles?|theatre|stade|institut|librairie|editions?|presses|restaurant|journal|magazine|label"
    r"|programme|operation|loi|prix|salle|espace|foyer|residence|zac|cabinet|bureau|bureau d etudes|agence|reseau"
    r"|cooperative|gaec|sarl|sa|scop|ong|statue|fete|rapport|commission|mission|amendement|article|affaire|arret"
    r"|projet|plan|dispositif|logiciel|methode|film|livre|roman|famille|groupe scolaire|centre|musee|domaine|chateau|fort|tour|ferme|etablissements?|laboratoire|marque) $"
)
WORK = Cue(
    r"\b(?:traites?|olympiques?|opera|conferences?|accords?|convention|protocole|sommet|declaration|appel|festival"
    r"|universites?|academie|cour|cour d appel|bataille|paix|edit|siege|jeux|parlement|ecole|treve|concile|pacte|memorandum"
    r"|eveques?|archeveques?|eveche|diocese|toile|tapisserie|memoires|olympique|stade|racing|as|fc|us|union sportive|sporting club|racing club|athletic club|football club|equipe|coupe|rallye|marathon|grand prix) "
    r"(?:de|du|d|de la|des) $"
)
#: « l’Union européenne », and its like.
UNION = re.compile(
    r"(?:europeenne|sovietique|africaine|nationale|sportive|douaniere|monetaire|departementale|syndicale)s?$"
)
PUBLISHER = Cue(r"\b(?:editions?|presses|editeur|ed)\b[^^]{0,40}\| $")
COMPARISON = Cue(
    r"\b(?:comme (?:a|en|au|dans|celle de|celui de)|a l exemple de?|a l instar de?|jusqu (?:a|en)|inspiree?s? (?:de|du|par)"
    r"|a l image de?|venue?s? (?:de|d)|au meme titre que|contrairement a|par exemple a|voisine? de|loin de|cousins de)\b"
    r"(?: (?:la|le|les|l|ce|qui|s|est|fait|pratique|se|\w+))*? ?(?:(?:le|la|l|les|du|des|de|d|a|en|dans) )?$"
)
#: The place is near, and is not it.
NEARBY = Cue(
    r"\b(?:aux portes|au pied|au confluent|a la confluence|en lisiere|a deux pas|en contrebas|non loin|a proximite|a cote|pas loin|au (?:nord|sud)|a l (?:est|ouest)|(?:en|l) (?:aval|amont)|a (?:\w+ ){1,4}?(?:kilometres|km|minutes|heures|lieues)"
    r"|(?:face|venus?|venues?|venait|viennent|arrivee?s?) )"
    r" ?(?:de|du|des|d|a|au|aux)(?: la| l| les)? ?$"
    r"|\b(?:confluent|confluence) (?:de la|de l|du|de|des|d) \w+ (?:et|avec) (?:(?:de la|de l|du|de|des|d|la|le|l) )?$"
    r"|\bentre (?:(?:le|la|les|l) )?(?:[^|^]{1,40} et (?:(?:le|la|les|l) )?)?$"
)
#: « entre Durance et Verdon », for either of them; « contrat de rivière Entre Isle et Dronne » is one name.
BETWEEN = Cue(r"(?<!riviere )\bentre (?:\w+ et )?$")
#: « le quartier de la gare » is no place called so.
COMPLEMENT = re.compile(r"(?:de la|de l|de|du|des|d) \w")
#: What heads a list of départements, régions, communes or rivers.
DEPARTEMENTS, REGIONS = frozenset(("departements", "departement", "prefets")), frozenset(("regions", "region"))
COMMUNES, RIVERS = (
    frozenset(("communes", "villes", "villages", "maires")),
    frozenset(("rivieres", "fleuves", "confluent", "confluence")),
)
#: A pays is called as those who live there are.
DEMONYM = re.compile(r"(?:ais|ois|ien)$")
#: Whence somebody comes.
FROM = Cue(r"\b(?:venue?s?|viennent|vient|venait|venaient|originaires?|arrivee?s?|natifs?|natives?) (?:de|d) $")
#: « un village du Lauragais » is in it, and not it.
PART = Cue(
    r"\b(?:un|une|ce|cet|cette|deux|trois|quelques) (?:petite? )?(?:villages?|communes?|villes?|bourgs?|hameaux?|coins?|vallees?|cantons?) "
    r"(?:de|du|des|d|de la|de l) $"
)
#: Where people only met: « la première réunion a eu lieu à X », « à la salle des fêtes de X ».
VENUE = Cue(
    r"\b(?:reunions?|seances?|rencontres?|conference|colloque|seminaire|assemblee)\b[^^]{0,60}\b(?:eu lieu|tenue?s?|tient|tiennent|tiendra|deroulee?s?) (?:\w+ ){0,4}?a $|\b(?:a|ont) eu lieu a $"
    r"|\b(?:salle (?:des fetes|polyvalente|communale|municipale)|locaux|foyer rural) (?:de|du|d) $"
)
#: What the page is about stands there: « une usine implantée sur la commune de X ».
SITUATED = Cue(
    r"\b(?:situee?s?|implantee?s?|installee?s?|localisee?s?) (?:a|au|aux|en|dans|sur)(?: (?:le territoire de )?(?:la commune|la ville|le village|les communes) (?:de|du|des|d))?(?: (?:la|le|les|l))? ?$"
    r"|\b(?:quartiers?|hameau|faubourg|lieu dit|ilot) (?:de la |de l |du |des |de |d )?(?:\w+ ){1,4}\| a $"
)
TOWN_OF = Cue(r"\b(?:commune|ville|municipalite|mairie) (?:de|du|des|d|de la|de l) $")
#: Bodies that are called after their greatest town.
GROUPED = Cue(r"\b(?:communaute (?:d agglomeration|de communes|urbaine)|intercommunalite) (?:de|du|des|d|de la|de l) $")
#: As good as in it.
AROUND = Cue(
    r"\b(?:autour|au dessus|au dessous|au coeur|commune|ville|village|bourg) (?:de |d |du |des |de la |de l )$"
)
#: « le quartier de la Bourgogne, à Tourcoing » is not in Burgundy.
QUARTER = Cue(r"\b(?:secteur|quartier|cite|residence|lotissement|zac|square) (?:de la|du|de l|des) $")
CARDINAL = frozenset(("nord", "sud", "est", "ouest", "centre", "midi", "occident", "orient"))
#: Capitals that may stand just before a name without being part of it.
LOOSE_CAPITALS = frozenset(
    [
        "a",
        "au",
        "aux",
        "en",
        "dans",
        "sur",
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "entre",
        "vers",
        "pour",
        "par",
        "depuis",
        "pres",
        "chez",
        "et",
        "ou",
        "autour",
        "selon",
        "avec",
        "sans",
        "sous",
        "commune",
        "communes",
        "ville",
        "villes",
        "village",
        "mairie",
        "maire",
        "prefecture",
        "prefet",
        "departement",
        "region",
        "canton",
        "pays",
        "vallee",
        "massif",
        "riviere",
        "parc",
        "baie",
        "lac",
        "marais",
        "ile",
        "foret",
        "bassin",
        "syndicat",
        "communaute",
        "agglomeration",
        "metropole",
        "golfe",
        "etang",
        "plateau",
        "conseil",
        "general",
        "regional",
        "departemental",
        "lieu",
        "lieux",
        "territoire",
        "localisation",
        "site",
        "secteur",
        "bourg",
        "dont",
        "ici",
        "cette",
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "pnr",
        "sage",
        "scot",
        "subvention",
        "subventions",
        "financement",
        "aide",
        "dotation",
    ]
)
#: Capitals after a name that take nothing from it.
LOOSE_AFTER = frozenset(
    [
        "nord",
        "sud",
        "est",
        "ouest",
        "centre",
        "et",
        "ou",
        "en",
        "a",
        "cedex",
        "les",
        "la",
        "le",
        "l",
        "ce",
        "il",
        "elle",
        "ils",
        "elles",
        "on",
    ]
)
