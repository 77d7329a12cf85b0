"""Names that stand around a number or an address: a person's, or an organisation's."""

import re
import unicodedata

from transform.personal.given_names import GIVEN_NAMES

_ORGANISATION_WORDS = (
    r"mairies?|h[ôo]tel de ville|associations?|assoc?\.|syndicats?|parcs? (?:naturel|national|r[ée]gional)s?|pnr"
    r"|communaut[ée]s? (?:de communes|d['’]agglom[ée]ration|urbaine)|agglom[ée]ration|m[ée]tropole|pr[ée]fectures?"
    r"|sous-pr[ée]fectures?|ddtm?|dreal|diren|ddaf|draaf|conseils? (?:g[ée]n[ée]ral|r[ée]gional|d[ée]partemental)"
    r"|d[ée]partement de|commune d['e’]|ville d['e’]|minist[èe]res?|directions? (?:r[ée]gionale"
    r"|d[ée]partementale|g[ée]n[ée]rale)"
    r"|offices? (?:de|du|national)|office|agences?|chambres? (?:de commerce|d['’]agriculture|des m[ée]tiers"
    r"|r[ée]gionale)"
    r"|universit[ée]s?|instituts?|[ée]coles?|lyc[ée]es?|coll[èe]ges?|laboratoires?|mus[ée]es?|biblioth[èe]que"
    r"|m[ée]diath[èe]que|maisons? (?:d[eu’']|des|pour)|centres? (?:de|d['’]|du|social|hospitalier|culturel"
    r"|permanent|r[ée]gional|national)"
    r"|comit[ée]s?|f[ée]d[ée]rations?|fondations?|soci[ée]t[ée]s?|entreprises?|sarl|s\.?a\.?s\.?|scop|scic|sa d"
    r"|coop[ée]ratives?|[ée]tablissements?|bureaux? d['’][ée]tudes?|cpie|onf|oncfs|ofb|inrae?|cnrs|ifremer|eptb|sivom"
    r"|siv[ou]|epci|gip|gie|ong|collectifs?|unions?|r[ée]seaux?|ligues?|les amis d|office de tourisme|observatoire"
    r"|conservatoires?|groupements?|gaec|cuma|safer|adasea|civam|fr[ao]pna|lpo|wwf|icpc|com[ée]die|standard"
    r"|si[èe]ge(?: social)?"
    r"|librairies?|[ée]ditions?|[ée]diteurs?|imprimeries?|journal|radio|th[ée][âa]tre|h[ôo]pital|h[ôo]tel"
    r"|g[îi]te|auberge"
    r"|camping|restaurant|secr[ée]tariat|accueil|services? (?:technique|urbanisme|environnement|public|de|des"
    r"|communication|d['’]|eau)s?"
    r"|amicales?|r[ée]gies?|foyers? rura(?:l|ux)|ludoth[èe]que|maisons? familiale|paroisse|mutuelle|cr[èe]ches?"
    r"|cren|ddass|drire|drac|dreal|ademe|caue|adil|brgm|cemagref|irstea|edf|sncf|mjc|ccas|vnf|cndp"
    r"|pr[ée]sidence|tribunal|gendarmerie|caserne|pompiers|la poste|commissariat|commission|h[ée]berge(?:ur"
    r"|ment)|ovh|gandi|online"
)
ORGANISATION = re.compile(rf"(?<![\w-])(?:{_ORGANISATION_WORDS})(?![\w-]*\w*@)", re.IGNORECASE)

_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]{0,30}"
_PARTICLE = r"(?:(?:de|du|des|d['’]|le|la|van|von|ben|el|da|dos)\s{0,2}){0,2}"
_CIVILITY = re.compile(
    rf"(?<![\w.])(?:M\.|MM\.|Mr\.?|Mme\.?|Mmes|Mlle\.?|Monsieur|Madame|Mademoiselle|Dr\.?|Docteur|Pr\.?|Me|Ma[îi]tre"
    rf"|Famille)[^\S\n]{{1,3}}{_PARTICLE}{_WORD}"
)
_TWO_NAMES = re.compile(
    rf"(?<![\w’'-])(?P<first>{_WORD}|[A-Z]\.(?:-?[A-Z]\.)?)[^\S\n]{{1,3}}(?P<last>{_PARTICLE}{_WORD})"
)
#: Before a name that is no longer a person's: « rue Jean Jaurès », « lycée Victor Hugo ».
_NAMED_AFTER = re.compile(
    r"(?:rue|avenue|av\.|bd|boulevard|place|pl\.|quai|cours|square|chemin|route|all[ée]es?|impasse|passage|pont"
    r"|esplanade"
    r"|[ée]cole|lyc[ée]e|coll[èe]ge|universit[ée]|salle|espace|centre|fondation|institut|h[ôo]pital|stade|maison"
    r"|r[ée]sidence|mus[ée]e|m[ée]diath[èe]que|biblioth[èe]que|th[ée][âa]tre|gymnase|auditorium"
    r"|amphith[ée][âa]tre|prix"
    r"|librairie|[ée]ditions|cit[ée]|saint|sainte|st|ste)[\s-]{1,3}(?:du\s|de\s|g[ée]n[ée]ral\s|mar[ée]chal\s)?$",
    re.IGNORECASE,
)
#: Heads of lines that name a place: « Allée du Château » is nobody.
_PLACES = frozenset(
    """
    rue avenue boulevard place chemin impasse allee allees route quai cours square passage lotissement hameau residence
    montee esplanade ruelle traverse promenade villa voie cite clos mas domaine ferme moulin chateau maison quartier
    bourg village pont port parc vallee val mont col plateau pays ville espace salle zone site tel telephone fax
    """.split()  # noqa: SIM905 (a list of words is read as words)
)
_INITIAL = re.compile(r"[A-Z]\.")
_SAINTS = frozenset(("saint", "sainte", "st", "ste", "notre"))


def folded(text: str) -> str:
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def last_person(text: str) -> int:
    """Where the last person's name of a text begins; -1 where there is none."""
    last = -1
    for found in _CIVILITY.finditer(text):
        last = max(last, found.start())
    place = 0
    while two := _TWO_NAMES.search(text, place):
        place = two.start() + len(two["first"])
        if _is_person(two) and not _NAMED_AFTER.search(text[max(0, two.start() - 30) : two.start()]):
            last = max(last, two.start())
    return last


def last_organisation(text: str) -> int:
    return max((found.start() for found in ORGANISATION.finditer(text)), default=-1)


def is_bare_name(text: str) -> bool:
    """Two to four capitalised words and nothing else: a name, where an organisation would say what it is."""
    words = text.strip(" \t,;:–—-").split()
    if not 2 <= len(words) <= 4:
        return False
    if folded(words[0]).lower() in _SAINTS | _PLACES:
        return False
    first = words[0]
    if (
        first.isupper()
        and len(first) <= 5
        and not any(word.isupper() or folded(word).lower() in GIVEN_NAMES for word in words[1:])
    ):
        # « CREN Lorraine » is nobody.
        return False
    has_initial = len(first) > 2 and first.isupper() and _INITIAL.fullmatch(words[1]) is not None
    capitals = [word for word in words if re.fullmatch(_WORD, word) or (has_initial and word == words[1])]
    return len(capitals) >= 2 and len(capitals) + sum(w in {"de", "du", "des", "le", "la"} for w in words) == len(words)


def _is_person(found: re.Match[str]) -> bool:
    first, last = found["first"], found["last"]
    parts = folded(first).lower().replace(".", "").split("-")
    if parts[0] in _SAINTS:
        return False
    if parts[0] in GIVEN_NAMES:
        return True
    surname = last.split()[-1]
    # « Maëlle KERVELLA », « J. Dupont »
    return (len(surname) > 3 and surname.isupper() and first[-1].islower() and len(first) > 2) or (
        first.endswith(".") and first[0] not in "MN" and surname[-1].islower()
    )
