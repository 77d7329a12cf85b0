# ruff: noqa: E501 (a pattern is read whole)
"""The period of an experience: its own dates weighed, the heaviest group kept, from its first year to its last."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from transform.periods.dates import Date, dates
from transform.periods.sorting import reason_against, sentence_around

#: Years apart from which dates belong to different stories.
GAP = 7
_EVENT = re.compile(
    r"\b(?:réuni\w*|réunions?|concertation|accords?|lanc\w+|sign\w+|décid\w+|ateliers?|négoci\w+|rencontr\w+|comité|charte|débat\w*"
    r"|enquêtes?|entretiens|propos\w+|adopt\w+|expériment\w+|expérience|démarche|projet|programme|panel|convention|protocole"
    r"|particip\w+|accept\w+|validé\w*|conduit|mené\w*|visites?|consultation|installé\w*|travaill\w+|engag\w+)\b",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:depuis|dès|lanc\w+|naît|débute\w*|démarr\w+|commenc\w+|décid\w+|vot\w+|à partir|engag\w+)\b", re.IGNORECASE
)
_END = re.compile(
    r"\b(?:abouti\w*|sign\w+|achev\w+|jusqu[’']en|conclu\w*|termin\w+|prend fin|adopt\w+)\b", re.IGNORECASE
)
_LEAD_IN = re.compile(
    r"\b(?:en|dès|depuis|au|fin|début|à partir de|courant|l[’']|pendant|durant|le|du)\s?(?:l[’'])?$", re.IGNORECASE
)
_ONGOING = re.compile(
    r"\b(?:se poursui\w+|toujours en cours|continu\w+ (?:de|à|encore|aujourd)|encore aujourd|jusqu[’']à aujourd)",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\bpendant (un|deux|trois|quatre|cinq|six|sept|huit|dix|\d) ans\b|\bdure (?:pendant )?(un|deux|trois|quatre|cinq|six) ans\b",
    re.IGNORECASE,
)
_COUNTS = {"un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "dix": 10}
_RANGES = frozenset(("jours", "années", "saisons", "durée"))


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the experience. `place`: of the text among those read."""

    date: Date
    place: int
    text: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeriodFound:
    """`dated` are the dates that it joins, the first of which is quoted; years are null where open."""

    edtf: str
    start: int | None
    end: int | None
    confidence: float
    dated: tuple[Dated, ...]
    reasons: tuple[str, ...]


def period_of(texts: Iterable[str], published: int | None = None) -> PeriodFound | None:
    """`published`: the year of publication, after which nothing told can have happened."""
    kept: list[Dated] = []
    whole = list(texts)
    for place, text in enumerate(whole):
        own = (date for date in dates(text) if reason_against(text, date, published) is None)
        kept.extend(_weighed(text, place, date) for date in own)
    strong = [one for one in kept if one.score > 0.4]
    confidence = 0.9
    if not strong:
        strong, confidence = [one for one in kept if one.score > -1], 0.4
    told = _told(strong, whole)
    if told is not None:
        return told
    precise = [one for one in strong if one.date.shape != "décennie"]
    group = _heaviest(precise or strong)
    if not group:
        return None
    share = sum(one.score for one in group) / max(0.1, sum(max(one.score, 0) for one in strong))
    confidence *= max(0.0, min(1.0, share)) * (0.75 if len(group) == 1 else 1)
    return _joined(group, confidence, whole)


#: Texts read before the account itself: title, subtitle, lead.
_OPENING = 3


def _told(strong: list[Dated], texts: list[str]) -> PeriodFound | None:
    """A span that the opening gives for the whole (« De 2004 à 2008, un groupe… ») is the period."""
    spans = [
        one
        for one in strong
        if one.date.shape in ("années", "saisons", "mois", "durée")
        and one.date.last is not None
        and "/" in one.date.edtf
        and (one.place < _OPENING or len(texts) < _OPENING)
        and one.score > 1.5
    ]
    if not spans:
        return None
    widest = max(spans, key=lambda one: (_last(one) - _first(one), -one.place, -one.date.start))
    others = tuple(one for one in strong if one is not widest and _first(widest) <= _first(one) <= _last(widest))
    return PeriodFound(widest.date.edtf, widest.date.first, widest.date.last, 0.9, (widest, *others), widest.reasons)


def _weighed(text: str, place: int, date: Date) -> Dated:
    before, after = sentence_around(text, date)
    score, reasons = 0.0, []
    for pattern, value, reason in (
        (_EVENT, 1.2, "un fait de l’expérience"),
        (_START, 1.2, "un début"),
        (_END, 0.8, "une fin"),
    ):
        if pattern.search(before) or pattern.search(after) or pattern.search(text[date.start : date.end]):
            score += value
            reasons.append(reason)
    if date.shape in _RANGES:
        score += 1.2
        reasons.append("une durée")
    if date.shape in ("mois", "saison", "part", "jour") or _LEAD_IN.search(before) or date.shape in ("ouvert", "fin"):
        score += 0.8
        reasons.append("une date amenée par le récit")
    if date.shape == "ouvert":
        score -= 1.4
    if (date.first or date.last or 0) < 1975:
        score -= 2
    return Dated(date, place, text, score, tuple(reasons))


def _heaviest(dated: list[Dated]) -> list[Dated]:
    """Years cut where nothing happens for long; of equal groups the later."""
    ordered = sorted(dated, key=lambda one: (_first(one), one.place, one.date.start))
    groups: list[list[Dated]] = []
    for one in ordered:
        if groups and _first(one) - max(_last(other) for other in groups[-1]) <= GAP:
            groups[-1].append(one)
        else:
            groups.append([one])
    return max(reversed(groups), key=lambda group: sum(one.score for one in group), default=[])


def _first(one: Dated) -> int:
    return one.date.first if one.date.first is not None else (one.date.last or 0)


def _last(one: Dated) -> int:
    return one.date.last if one.date.last is not None else (one.date.first or 0)


def _joined(group: list[Dated], confidence: float, texts: list[str]) -> PeriodFound:
    reasons = tuple(dict.fromkeys(reason for one in group for reason in one.reasons))
    ordered = tuple(sorted(group, key=lambda one: (-(one.date.shape in _RANGES), one.place, one.date.start)))
    start, end = min(map(_first, group)), max(map(_last, group))
    ongoing = any(_ONGOING.search(text) for text in texts)
    single = len({one.date.edtf for one in group}) == 1
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
