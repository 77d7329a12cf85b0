# ruff: noqa: E501 (a pattern is read whole)
"""Which dates are not the experience's own, and why, in a word that a reader understands."""

import re
from functools import lru_cache

from transform.periods.dates import Date

LAW, NUMBER, CITED, PUBLISHED, FOUNDED, HISTORY, FUTURE, OLD = (
    "texte juridique",
    "nombre",
    "ouvrage cité",
    "publication",
    "fondation",
    "histoire",
    "projection",
    "avant 1900",
)
_LAW = re.compile(
    r"\b(?:lois?|décrets?|arrêtés?|ordonnances?|directives?|circulaires?|code|traités?|convention d[’']|règlement|constitution(?! d(?:[ue] |[’']))"
    r"|conventions? de (?:Rio|Berne|Ramsar)|protocole de Kyoto)\b[^.;\n]{0,60}$",
    re.IGNORECASE,
)
#: The verb, or what is drawn up in the experience itself.
_VERB = re.compile(
    r"\b(?:est|a été|ont été|fut|furent|sont|été) (?:arrêtée?s?|annulée?s?|suspendue?s?|attaquée?s?)\b|\barrêtée?s? en\b"
    r"|\brèglement (?:d[’'](?:eau|usage)|intérieur|commun|local|du marais|de l[’']étang)\b[^.;\n]{0,20}\b(?:adopté|signé|voté|rédigé|écrit)\b"
    r"|\b(?:règlement|convention)\b[^.;\n]{0,30} (?:est|a été|fut) (?:sorti|écrit|affiché|adopté|signé|voté|approuvé|rédigé|remis)e?s?\b"
    r"|\b(?:arrêté|loi|décret|directive|traité)\b[^.;\n]{0,60}(?:,|\bqui\b|\bet\b)[^.;\n]*\b(?:signé|voté|adopté|lancé|réuni|créé|proposé)",
    re.IGNORECASE,
)
#: What an authority of the place decided, and what it set going: « Par un arrêté préfectoral du 3 mai 2011, … ».
_LOCAL = re.compile(
    r"\W*(?:suite à|à la suite d[’']|par|après) ?(?:un |l[’'])?arrêtés? (?:inter-?)?(?:préfectoral|municipal)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_SET_GOING = re.compile(
    r",[^.;]{0,60}\b(?:a|ont) (?:engagé|lancé|ouvert|réuni|invité|créé|installé|organisé|constitué|prescrit|mandaté)\b"
)
_UNITS = re.compile(
    r"\s?(?:habitants?|€|euros?|ha\b|hectares?|km|kilomètres?|m\b|m²|m3|mètres?|kW|MW|personnes?|exemplaires?|visiteurs?"
    r"|adhérents?|tonnes?|têtes|brebis|fois|ans\b|exploitations?|foyers|emplois|membres|agriculteurs|salariés|élèves|emplois|logements|voitures|camions|signatures|francs|F\b|mm\b|cm\b|%|kg)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:\bn°\s?|\bnuméro\s|\bNatura\s|\bISO\s|\bagenda\s|\bformulaire\s|\bcerfa\s|\benviron\s|\bquelques?\s|\btél\.?\s|\bBP\s"
    r"|\bp\.\s|\bplus de\s|\bmoins de\s|\bprès de\s|\bgroupe\s|\barticles?\s(?:[LRD]\.?\s?)?)$",
    re.IGNORECASE,
)
_WORK = re.compile(r"\b(?:Éditions?|Editions?|Presses|ISBN|in :|éd\.|coll\.|Quæ|L[’']Harmattan)\b[^.\n]{0,60}$")
_AUTHOR = re.compile(
    r"(?:\(|\bet )[A-ZÉ][\w’'-]+(?: (?:et|&) [A-ZÉ][\w’'-]+| et al\.?)?,? \(?$|[A-ZÉ]{2,} [A-ZÉ][\w-]+ \($|\b[A-ZÉ][\w-]{2,} \($"
)
_PUBLISHED = re.compile(
    r"\b(?:mise?s? à jour|publiée?s?|parue?s?|consultée?s?|rédigée?s?|mis en ligne|établie par|propos recueillis|copyright|©)\b[^.;\n]{0,40}$|©\s?$",
    re.IGNORECASE,
)
_FOUNDED = re.compile(
    r"\b(?:née?s?|créée?s?|fondée?s?|constituée?s? en association|classée?s?|inscrite?s?(?! (?:au|dans le|à l[’']) ?(?:plan|budget|règlement|ordre|programme|document))|construite?s?|bâtie?s?|fermée?s?"
    r"|l[’']inscription|la création|labellisée?s?|interdite?s?)\b(?:(?!\b(?:adopt|sign|vot|valid)[ée])[^.;\n]){0,40}$",
    re.IGNORECASE,
)
#: Another verb since: the association, born then, acts now.
_SINCE_FOUNDED = re.compile(
    r"\b(?:née?|créée?|fondée?)s? (?:en|au)\b.*\b(?:a|ont|est|propose|réunit|lance)\b", re.IGNORECASE
)
_BODY = re.compile(
    r"\b(?:association|syndicat|parc|réserve|CPIE|fédération|société|collectif|site|usine|église|Institut|réseau|patrimoine"
    r"|classée?|inscrite?|inscription|construite?|bâtie?|fermée?|création|labellisée?|interdite?|constituée?|carrière|moulin|barrage|commune)\b"
    r"|^\W*(?:Née?|Créée?|Fondée?)\b",
    re.IGNORECASE,
)
#: What is no body but the tale itself: « née en 1999 d’une dispute, la concertation… ».
_UNDERTAKING = re.compile(
    r"^\W*(?:Née?|Créée?|Lancée?)s?\b[^.;]*?,\s(?:la|cette|le|ce|l[’']|cet)\s?(?:concertation|démarche|médiation|dialogue|projet|expérience"
    r"|comité|groupe|charte|initiative|opération)\b|\b(?:la|cette|le|ce|l[’']|cet)\s?(?:concertation|démarche|médiation|dialogue|initiative"
    r"|expérience)\s(?:est|a été|fut)\s(?:née?|créée?|lancée?)\b",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"\b(?:crues?|feux?|tempêtes?|sécheresses?|séisme|tremblement de terre|inondations?|incendies?|catastrophe|noyade|accident|pollution|guerre|canicule)\b"
    r"[^.;\n]{0,25}$|\bcelles? d(?:e|u|es|[’'])\s?(?:(?:l[’'])?\w+\s)?$|\b(?:archives|jadis|autrefois|carnets? depuis|anciennement|date de|datant de|retour de l[’']animal[^.]{0,40})\b[^.;\n]{0,25}$",
    re.IGNORECASE,
)
#: « C’était une promesse de campagne [de 2020] ».
_ELECTION = re.compile(
    r"\b(?:élections?(?: (?:municipales?|locales?|cantonales?|régionales?|législatives?|présidentielles?))?"
    r"|(?:aux|des|les) (?:municipales|cantonales|législatives)|scrutin|promesses? de campagne|campagne électorale)"
    r"\s\W?(?:(?:de|d[’']|du|en)\s?)?(?:mars |juin )?$",
    re.IGNORECASE,
)
#: One of these is in all that says so.
_ELECTION_SIGNS = ("lection", "scrutin", "campagne", "municipales", "cantonales", "législatives")
_BARE_LEAD = re.compile(r"(?:en|au|le|à|l[’']|fin|début|pendant|dans|la|nuit|du)\b[’']?", re.IGNORECASE)
#: What befell the place, told in a sentence that the date opens.
_DISASTER = re.compile(
    r",? ?(?:l[’']|\w+ )?[\w’'-]+(?: [\w’'-]+){0,4} (?:a|ont) (?:été )?"
    r"(?:emport|détrui|inond|noy|ravag|brûl|arrach|submerg|tu|couch|bless|incendi|pollu)(?:é|t)e?s?\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"(?:\bd[’']ici(?: à)?|\bhorizon|\béchéance|\bobjectif\b[^.;\n]{0,40}|\bprévue? pour|\battendue?[^.;\n]{0,20})\s(?:de |en )?$",
    re.IGNORECASE,
)


#: « 2011 : date prévisionnelle du second contrat ».
_FORESEEN = re.compile(r"\s?[:–-]?\s?(?:\w+ )?(?:prévisionnelle?s?|prévue?s?|à venir)\b", re.IGNORECASE)
#: The first letter of what follows tells whether a sentence ends there.
_BEGINS, _ENDS = re.compile(r"[.!?]\s+(?=[A-ZÀÉÎ«])|\n"), re.compile(r"[.!?](?:\s|$)|\n")


@lru_cache(maxsize=64)
def sentence_around(text: str, date: Date) -> tuple[str, str]:
    """What stands before and after the date in its sentence, at most 160 characters each."""
    before = _BEGINS.split(text[max(0, date.start - 160) : date.start + 1])[-1][:-1]
    after = _ENDS.split(text[date.end : date.end + 160], maxsplit=1)[0]
    return before, after


def reason_against(text: str, date: Date, published: int | None = None) -> str | None:
    """Null for a date that may be the experience's own."""
    before, after = sentence_around(text, date)
    written = text[date.start : date.end]
    if (date.last or date.first or 0) < 1900:
        return OLD
    if (
        _LAW.search(before) and not _VERB.search(before) and not (_LOCAL.match(before) and _SET_GOING.match(after))
    ) or re.match(r"\s?\)?\s?sur l[’']eau|\s?:\s?(?:arrêté|décret|loi)\b", after):
        return LAW
    bare = written.strip().isdigit()
    if bare and (_UNITS.match(after) or _COUNTED.search(before)):
        return NUMBER
    if (
        _WORK.search(before)
        or re.match(r"\s?,\s?\d+ p\.", after)
        or (bare and _AUTHOR.search(before) and after.startswith((")", ")")))
    ):
        return CITED
    if _PUBLISHED.search(before):
        return PUBLISHED
    if (
        _FOUNDED.search(before)
        and not _UNDERTAKING.search(f"{before} {after}")
        and _BODY.search(before)
        and not _SINCE_FOUNDED.search(before)
    ):
        return FOUNDED
    if (
        _HISTORY.search(before)
        or _is_election(before)
        or (_DISASTER.match(after) and not _BARE_LEAD.sub("", before).strip())
    ):
        return HISTORY
    if _FUTURE.search(before) or _FORESEEN.match(after) or (date.first or 0) > 2030:
        return FUTURE
    if published is not None and (date.first or date.last or 0) > published:
        return FUTURE
    return None


def _is_election(before: str) -> bool:
    return any(sign in before for sign in _ELECTION_SIGNS) and _ELECTION.search(before) is not None
