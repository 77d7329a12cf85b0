# ruff: noqa: E501 (a pattern is read whole)
"""The period of an experience: its own dates weighed, the heaviest group kept, from its first year to its last."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from transform.periods.dates import Date, dates
from transform.periods.relative import relative
from transform.periods.sorting import FOUNDED, HISTORY, reason_against, sentence_around

#: Years apart from which dates belong to different stories.
GAP = 7
#: A date of the account from here on; less is kept only where there is no other.
_SURE, _LEAST = 0.4, -1.0
#: What a date must weigh to open a story that goes on only `_NEXT` years later or more.
_OPENS, _NEXT = 1.5, 6
#: What a date outside a span that tells the whole must weigh to lengthen it, and how far from it.
_LENGTHENS, _NEAR = 2.0, 3
#: Years before the first act at which those who act may have come together.
_FOUNDED_FOR_IT = 2
_EVENT = re.compile(
    r"\b(?:réuni\w*|réunions?|concert(?:ation|é\w*)|accords?|lanc\w+|sign(?:ée?s?|ent|er|ature\w*|ataires?|a|e)|décid\w+|ateliers?|négoci\w+|rencontr\w+|comité|charte|débat\w*"
    r"|enquêtes?|enquêté\w*|entretiens|propos\w+|adopt\w+|expériment\w+|expérience|démarche|projet|programme|panel|conventions?|protocole"
    r"|particip\w+|accept\w+|validé\w*|conduit|mené\w*|visites?|consultation|visité\w*|reçu\w*|installé\w*|travaill\w+|engag\w+|cherché\w*|animé\w*"
    r"|médiation|dialogues?|discut\w+|discussions?|processus|comptages?|assemblées?|table ronde|tables rondes|groupes? de travail|commission)\b",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:depuis|dès|lanc\w+|naît|débute\w*|débuté\w*|démarr\w+|commenc\w+|décid\w+|vot\w+|à partir|engag\w+|mis\w? en place)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:abouti\w*|sign(?:ée?s?|ent|er|ature\w*|ataires?|a|e)|achev\w+|jusqu[’']en|conclu\w*|termin\w+|prend fin|adopt\w+|bilan|évaluation|(?:est|a été) (?:sorti|remis|rendu)e?s?|inaugur\w+|(?:a|ont) été (?:posé|ouvert)e?s?|validé\w*)\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"\b(?:en|dès|depuis|au|au cours des|fin|début|à partir de|courant|l[’']|pendant|durant|le|du|l[’']année)\s?(?:l[’'])?$",
    re.IGNORECASE,
)
#: « en 2010 et 2011 ».
_LISTED = re.compile(r"\b(?:19|20)\d\d(?:,| et| puis| et en| puis en)\s$")
_LISTS = re.compile(r"(?:,| et| puis)\s(?:en\s)?(?:19|20)\d\d\b")
#: What has been so since then, and not what was done.
_SINCE = re.compile(r"\bdepuis (?:l[’']|le (?:mois de |d[ée]but de |printemps )?)?$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]")
#: What had happened before: the tale says it in the pluperfect.
_BEFORE = re.compile(
    r"\b(?:avai(?:t|ent)|étai(?:t|ent)|eu(?:t|rent)) (?:\w+ment |déjà |été |tout )?(?!plus\b|pas\b|puis\b)\w+(?:é|i|u|is|it|rt)e?s?\b",
    re.IGNORECASE,
)
#: What somebody had in mind, before anybody spoke of it.
_WANTED = re.compile(r"\b(?:voul|projet|envisage|souhait|compt|prévoy)ai(?:t|ent)\b[^.;,]{0,20}$", re.IGNORECASE)
#: A measure set beside another (« contre onze en 1998 », « un peu plus qu’en 2018 »).
_COMPARED = re.compile(
    r"\b(?:qu[’']|contre\b[^.;,]{0,30}|au lieu de\b[^.;,]{0,30}|par rapport à )(?:en |à )?$", re.IGNORECASE
)
_ONLY = re.compile(r"\b(?:ne|n[’'])\s?\w+[^.;]{0,60}$", re.IGNORECASE)
_FOUNDING = re.compile(
    r"\b(?:est|fut|a été) (?:née?|créée?|fondée?) (?:en|au|à|fin|début)\b[^.;,]{0,20}$|\b(?:naît|voit le jour)\b[^.;,]{0,20}$",
    re.IGNORECASE,
)
_ONGOING = re.compile(
    r"\b(?:se poursui\w+|se réuni(?:t|ssent) (?:encore|toujours)|toujours en cours|continu\w+ (?:de|à|encore|aujourd)|encore aujourd|jusqu[’']à aujourd)",
    re.IGNORECASE,
)
#: One of these is in all that says so.
_ONGOING_SIGNS = ("poursui", "réuni", "en cours", "continu", "encore", "aujourd")
_LASTING = re.compile(
    r"\bpendant (un|deux|trois|quatre|cinq|six|sept|huit|dix|\d) ans\b|\bdure (?:pendant )?(un|deux|trois|quatre|cinq|six) ans\b",
    re.IGNORECASE,
)
#: Acts of people who come together, whatever they do besides.
_TOGETHER = re.compile(
    r"\b(?:réuni\w*|réunions?|concert(?:ation|é\w*)|accords?|ateliers?|négoci\w+|rencontr\w+|comité|charte|débat\w*|enquêtes?|entretiens"
    r"|démarche|panel|conventions?|protocole|particip\w+|médiat\w+|dialogue\w*|discut\w+|discussions?|assemblées?|tables? rondes?|groupes?|commission"
    r"|consultation|visites?|plan de gestion|contrat|jury|atelier|veillées?|se parl\w+|animat\w+|écout\w+)\b",
    re.IGNORECASE,
)
_COUNTS = {"un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "dix": 10}
_MONTH = re.compile(r"\d{4}-(?:0\d|1[0-2])")
_RANGES = frozenset(("jours", "années", "saisons", "durée"))


#: Title, subtitle or lead; a heading; the account; what was there before it; what has become of it since.
OPENING, HEADING, TOLD, BACKGROUND, AFTERMATH = "opening", "heading", "told", "background", "aftermath"


@dataclass(frozen=True, slots=True)
class Account:
    """A text of the fiche, and what part it has in its story."""

    text: str
    where: str = OPENING


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the experience. `place`: of the text among those read."""

    date: Date
    place: int
    where: str
    text: str
    score: float
    reasons: tuple[str, ...]
    #: People come together in its sentence.
    together: bool = False
    #: Told in the pluperfect.
    past: bool = False


@dataclass(frozen=True, slots=True)
class PeriodFound:
    """`dated` are the dates that it joins, the first of which is quoted; years are null where open."""

    edtf: str
    start: int | None
    end: int | None
    confidence: float
    dated: tuple[Dated, ...]
    reasons: tuple[str, ...]


def period_of(texts: Iterable[str | Account], published: int | None = None) -> PeriodFound | None:
    """`texts` in reading order; a bare one is an opening.

    `published`: the year of publication, after which nothing told can have happened.
    """
    whole = [Account(one) if isinstance(one, str) else one for one in texts]
    kept: list[Dated] = []
    founded: list[int] = []
    befell: list[int] = []
    for place, account in enumerate(whole):
        told = [(date, reason_against(account.text, date, published)) for date in dates(account.text)]
        after = relative(account.text, [date for date, reason in told if reason in (None, HISTORY)])
        told += [(date, reason_against(account.text, date, published)) for date in after]
        for date, reason in told:
            if reason is None:
                kept.append(_weighed(account, place, date))
            elif (
                reason == FOUNDED
                and date.first
                and _FOUNDING.search(account.text[max(0, date.start - 60) : date.start])
            ):
                founded.append(date.first)
            elif reason == HISTORY and date.first and account.where == OPENING:
                befell.append(date.first)
    kept = _in_the_story(kept)
    sure = [one for one in kept if one.score > _SURE]
    strong, confidence = (sure, 0.9) if sure else ([one for one in kept if one.score > _LEAST], 0.4)
    strong = _without_triggers(strong)
    found = _told(strong) or _lengthened(strong)
    if found is not None:
        return found
    group = _heaviest(_precise(strong))
    if not group:
        return None
    share = sum(one.score for one in group) / max(0.1, sum(max(one.score, 0) for one in strong))
    confidence *= max(0.0, min(1.0, share)) * (0.75 if len(group) == 1 else 1)
    if len(group) == 1 and "une fin" in group[0].reasons:
        # Nothing else tells when it began.
        founded += befell
    return _joined(group, confidence, [one.text for one in whole], founded)


#: What a date told in the pluperfect loses, where it is not what came of acts before it.
_PAST = 1.5
#: What goes on once all is agreed.
_WATCHED = re.compile(r"\b(?:toujours|de suivi|suit|veille)\b", re.IGNORECASE)


def _in_the_story(kept: list[Dated]) -> list[Dated]:
    """What came of acts, though told in the pluperfect, is of the story; what only goes on once all is agreed is not.

    « En 2016, les poissons avaient doublé », where acts of 2014 are told; « la commission de suivi existe toujours ; elle
    s’est réunie en 2007 », once the accord of 2006 is signed.
    """
    starts = [_first(one) for one in kept if one.score > _SURE and one.where in (TOLD, HEADING)]
    ends = [_last(one) for one in kept if one.together and "une fin" in one.reasons and one.score > _SURE]
    found = []
    for one in kept:
        result = one.past and one.where == TOLD and any(_first(one) - _NEAR <= year < _first(one) for year in starts)
        late = "une fin" not in one.reasons and any(year < _first(one) for year in ends)
        if not (late and _WATCHED.search("".join(sentence_around(one.text, one.date)))):
            found.append(replace(one, score=one.score + _PAST) if result else one)
    return found


#: Years between what set things off and the first act of those who then come together.
_SET_OFF = 3


def _without_triggers(strong: list[Dated]) -> list[Dated]:
    """What an opening says first is often why people came together (« en 2002, l’exploitant annonce… »), and not yet that."""
    acts = [
        _first(one)
        for one in strong
        if one.where in (TOLD, HEADING)
        and "une fin" not in one.reasons
        and {"un fait de l’expérience", "un début", "une durée", "un intertitre"} & set(one.reasons)
    ]

    def set_off(one: Dated) -> bool:
        if one.where != OPENING or "/" in one.date.edtf or one.date.last is None:
            return False
        if one.together:
            return False
        later = [year for year in acts if year >= _first(one)]
        return bool(later) and _first(one) < min(later) <= _first(one) + _SET_OFF

    return [one for one in strong if not set_off(one)]


def _spans(strong: list[Dated]) -> list[Dated]:
    return [
        one
        for one in strong
        if (
            one.date.shape in ("années", "saisons", "mois", "durée")
            or (one.date.shape == "saison" and one.where == OPENING)
        )
        and one.date.last is not None
        and "/" in one.date.edtf
        and one.score > _OPENS
    ]


def _precise(strong: list[Dated]) -> list[Dated]:
    """A decade tells nothing beside years, unless the opening gives it and no year is of an act."""
    decades = [one for one in strong if one.date.shape == "décennie"]
    years = [one for one in strong if one.date.shape != "décennie"]
    if any(one.where == OPENING for one in decades) and not any(
        "un fait de l’expérience" in one.reasons for one in years
    ):
        return decades
    return years or decades


def _told(strong: list[Dated]) -> PeriodFound | None:
    """A span that the opening gives for the whole (« De 2004 à 2008, un groupe… ») is the period."""
    spans = [one for one in _spans(strong) if one.where == OPENING]
    if not spans:
        return None
    widest = max(spans, key=lambda one: (_last(one) - _first(one), -one.place, -one.date.start))
    if widest.together:
        start, end = _phases(widest, [one for one in spans if one.together])
        if (start, end) != (_first(widest), _last(widest)):
            inside = tuple(one for one in strong if one is not widest and start <= _first(one) <= end)
            return PeriodFound(f"{start}/{end}", start, end, 0.85, (widest, *inside), widest.reasons)
    others = tuple(one for one in strong if one is not widest and _first(widest) <= _first(one) <= _last(widest))
    return PeriodFound(widest.date.edtf, widest.date.first, widest.date.last, 0.9, (widest, *others), widest.reasons)


def _lengthened(strong: list[Dated]) -> PeriodFound | None:
    """A span of years inside the account is the period, with what is surely of it just before and after."""
    spans = [one for one in _spans(strong) if _last(one) - _first(one) > ("un fait de l’expérience" not in one.reasons)]
    if not spans:
        return None
    core = max(spans, key=lambda one: (one.score, _last(one) - _first(one), -one.place, -one.date.start))
    start, end = _phases(core, spans)
    acts = [one for one in strong if one is not core and one.score >= _LENGTHENS and one.date.shape != "décennie"]
    ends = acts + [one for one in strong if one.score >= 0.8 and one.date.shape != "décennie"]
    opening = [one for one in acts if {"un fait de l’expérience", "un début", "un intertitre"} & set(one.reasons)]
    before = min((_first(one) for one in opening if start - _NEAR <= _first(one) < start), default=start)
    after = max((_last(one) for one in ends if end < _last(one) <= end + _NEAR), default=end)
    if (before, after) == (_first(core), _last(core)) and not any(
        _sooner(one, core) or _later(one, core) for one in acts
    ):
        edtf, others = core.date.edtf, [one for one in strong if start <= _first(one) <= _last(one) <= end]
        if any(one is not core and _last(one) == end for one in others):
            edtf = edtf.removesuffix("~")
    else:
        edtf, others = f"{before}/{after}", ends
    inside = tuple(one for one in others if one is not core and before <= _first(one) <= after)
    return PeriodFound(edtf, before, after, 0.85, (core, *inside), core.reasons)


def _phases(core: Dated, spans: list[Dated]) -> tuple[int, int]:
    """From the first to the last of spans that follow each other as those of one story do."""
    start, end = _first(core), _last(core)
    for one in sorted((one for one in spans if one.where != BACKGROUND), key=_first):
        if end < _first(one) <= end + _NEAR:
            end = max(end, _last(one))
    for one in sorted((one for one in spans if one.where != BACKGROUND), key=_last, reverse=True):
        if start - _NEAR <= _last(one) < start:
            start = min(start, _first(one))
    return start, end


def _sooner(one: Dated, core: Dated) -> bool:
    """By month or day: seasons and quarters are no months."""
    ours, theirs = _MONTH.match(one.date.edtf), _MONTH.match(core.date.edtf)
    return ours is not None and theirs is not None and ours[0] < theirs[0]


def _later(one: Dated, core: Dated) -> bool:
    ours, theirs = _MONTH.match(one.date.edtf.rpartition("/")[2]), _MONTH.match(core.date.edtf.rpartition("/")[2])
    return ours is not None and theirs is not None and ours[0] > theirs[0]


def _weighed(account: Account, place: int, date: Date) -> Dated:
    text = account.text
    before, after = sentence_around(text, date)
    score, reasons = 0.0, []
    opens = not _LEAD_IN.sub("", before).strip()
    clause = _CLAUSE.split(after.lstrip(", ") if opens else after, maxsplit=1)[0]
    for pattern, value, reason, behind in (
        (_EVENT, 1.2, "un fait de l’expérience", after),
        (_START, 1.2, "un début", clause),
        (_END, 0.8, "une fin", clause),
    ):
        if pattern.search(before) or pattern.search(behind) or pattern.search(text[date.start : date.end]):
            score += value
            reasons.append(reason)
    if date.shape in _RANGES or (date.shape in ("saison", "mois") and "/" in date.edtf and account.where == OPENING):
        score += 1.2
        reasons.append("une durée")
        if not before.strip():
            score += 0.8
            reasons.append("une date qui ouvre la phrase")
    led = _LEAD_IN.search(before) or _LISTED.search(before) or _LISTS.match(after)
    if led or date.shape in ("mois", "saison", "part", "jour", "ouvert", "fin", "relatif"):
        score += 0.8
        reasons.append("une date amenée par le récit")
    starts = text[date.start : date.end].lower().startswith(("à partir", "a partir"))
    if (date.shape == "ouvert" and not starts) or (_SINCE.search(before) and "un fait de l’expérience" not in reasons):
        score -= 1.4 if "un fait de l’expérience" in reasons else 2.2
    if date.shape == "fin" and "un fait de l’expérience" not in reasons:
        score -= 2
    if account.where == HEADING:
        score += 1.6 if led else 2.4
        reasons.append("un intertitre")
    score += {OPENING: 0.4, BACKGROUND: -1.0, AFTERMATH: 0.0 if "une fin" in reasons else -1.0}.get(account.where, 0.0)
    past = ("une fin" not in reasons and any(map(_BEFORE.search, (before, after)))) or _WANTED.search(
        before
    ) is not None
    if past:
        score -= _PAST
    if _COMPARED.search(before) and not _ONLY.search(before):
        score -= 2
    if (date.first or date.last or 0) < 1975:
        score -= 2
    # Nowhere else is it asked.
    asked = account.where == OPENING or "une fin" in reasons
    together = asked and (_TOGETHER.search(before) is not None or _TOGETHER.search(after) is not None)
    return Dated(date, place, account.where, text, score, tuple(reasons), together, past)


def _heaviest(dated: list[Dated]) -> list[Dated]:
    """Years cut where nothing happens for long; of equal groups the later. What barely opens one is left aside."""
    ordered = sorted(dated, key=lambda one: (_first(one), one.place, one.date.start))
    groups: list[list[Dated]] = []
    for one in ordered:
        if groups and _first(one) - max(_last(other) for other in groups[-1]) <= GAP:
            groups[-1].append(one)
        else:
            groups.append([one])
    group = max(reversed(groups), key=lambda group: sum(one.score for one in group), default=[])
    while len(group) > 1 and group[0].score < _OPENS and _first(group[1]) - _last(group[0]) >= _NEXT:
        group = group[1:]
    return group


def _first(one: Dated) -> int:
    return one.date.first if one.date.first is not None else (one.date.last or 0)


def _last(one: Dated) -> int:
    return one.date.last if one.date.last is not None else (one.date.first or 0)


def _joined(group: list[Dated], confidence: float, texts: list[str], founded: list[int]) -> PeriodFound:
    reasons = tuple(dict.fromkeys(reason for one in group for reason in one.reasons))
    ordered = tuple(sorted(group, key=lambda one: (-(one.date.shape in _RANGES), one.place, one.date.start)))
    start, end = min(map(_first, group)), max(map(_last, group))
    start = min((year for year in founded if start - _FOUNDED_FOR_IT <= year), default=start)
    ongoing = any(_goes_on_still(text) for text in texts) or _goes_on(group)
    single = len({one.date.edtf for one in group}) == 1 and start == _first(group[0])
    date = ordered[0].date
    if single and date.shape == "ouvert" and not ongoing:
        return PeriodFound(date.edtf, date.first, None, round(confidence, 2), ordered, reasons)
    if ongoing and not (single and "/" in date.edtf and not date.edtf.endswith("/..")):
        return PeriodFound(f"{start}/..", start, None, round(confidence, 2), ordered, reasons)
    if single:
        lasting = next((found for text in texts if (found := _LASTING.search(text))), None)
        if date.shape == "année" and lasting:
            word = (lasting[1] or lasting[2]).lower()
            end = start + (_COUNTS.get(word, 0) or int(word))
            return PeriodFound(f"{start}/{end}~", start, end, round(confidence, 2), ordered, reasons)
        edtf = date.edtf.removeprefix("../")
        return PeriodFound(edtf, date.first or date.last, date.last, round(confidence, 2), ordered, reasons)
    edtf = f"{start}/{end}" if start != end else str(start)
    # One range that holds all others keeps its own precision.
    return PeriodFound(edtf, start, end, round(confidence, 2), ordered, reasons)


def _goes_on_still(text: str) -> bool:
    small = text.lower()
    return any(sign in small for sign in _ONGOING_SIGNS) and _ONGOING.search(text) is not None


def _goes_on(group: list[Dated]) -> bool:
    """« Depuis 2013, un comptage commun a lieu », and nothing after it says an end."""
    since = [one for one in group if one.date.shape == "ouvert" and "un fait de l’expérience" in one.reasons]
    if not since or _first(since[0]) > min(map(_first, group)):
        return False
    one = since[0]
    if not one.text[one.date.start : one.date.end].lower().startswith("depuis") and any(
        "un fait de l’expérience" in other.reasons and _last(other) > _first(one) for other in group
    ):
        return False
    return not any("une fin" in one.reasons and _last(one) >= _first(since[0]) for one in group if one not in since)
