"""Events joined into a period: open where acts go on, approximate where a duration ends it."""

import re
from collections.abc import Sequence

from transform.periods.events import Event, Tells, is_range
from transform.periods.found import PeriodFound

#: Years before the first act at which those who act may have come together.
_FOUNDED_FOR_IT = 2
_ONGOING = re.compile(
    r"\b(?:se poursui\w+|se (?:réuni(?:t|ssent)|retrouvent|voient) (?:encore|toujours)|toujours en cours"
    r"|continu(?:e|ent|ons) (?:de|à|encore|aujourd)"
    r"|(?:travaill|dialogu|discut|négoci|pratiqu|collabor|coopèr|gèr|s[’']entend"
    r"|se (?:réuni|rencontr|retrouv|concert))\w*"
    r" (?:ensemble )?depuis (?:près de |plus de |bientôt |déjà |une )?"
    r"(?:\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|dizaine|vingt)"
    r" (?:d[’'])?(?:ans|années)"
    r"|encore aujourd|jusqu[’']à aujourd)",
    re.IGNORECASE,
)
#: « La table continue. », « le comité siège encore »; a committee that only watches is no act.
_SITS = re.compile(
    r"\b(?:comité|groupe|table|commission|cercle|instance|assemblée|dialogue|concertation|démarche|médiation)s?"
    r"(?! de suivi) (?:continue|siège)(?:nt)?(?: (?:encore|toujours)|(?=\s?[.,;]))",
    re.IGNORECASE,
)
#: One of these is in all that says so.
_ONGOING_SIGNS = ("poursui", "réuni", "en cours", "continu", "encore", "aujourd", " depuis ")
_NUMBER = r"(un|deux|trois|quatre|cinq|six|sept|huit|dix|\d)"
_LASTING = re.compile(rf"\b(?:pendant {_NUMBER} ans\b|dure (?:pendant )?{_NUMBER} ans\b)", re.IGNORECASE)
#: Of the whole, however many dates there are: « a choisi de passer quatre ans à négocier ».
_WHOLE = re.compile(
    rf"\b(?:pass|mi)\w+ {_NUMBER} ans à"
    r" (?:négocier|discuter|se parler|se réunir|chercher|débattre|s[’']entendre|s[’']accorder)\b",
    re.IGNORECASE,
)
_COUNTS = {"un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "dix": 10}


def joined(group: Sequence[Event], confidence: float, texts: Sequence[str], founded: Sequence[int]) -> PeriodFound:
    """`founded`: years at which those who act may have begun to."""
    reasons = tuple(dict.fromkeys(reason for one in group for reason in one.reasons))
    ordered = tuple(sorted(group, key=lambda one: (-is_range(one.date), one.place, one.date.start)))
    start, end = min(one.first for one in group), max(one.last for one in group)
    start = min((year for year in founded if start - _FOUNDED_FOR_IT <= year), default=start)
    ongoing = any(goes_on_still(text) for text in texts) or _goes_on(group)
    single = len({one.date.edtf for one in group}) == 1 and start == group[0].first
    date = ordered[0].date

    def period(edtf: str, first: int | None, last: int | None) -> PeriodFound:
        return PeriodFound(edtf, first, last, round(confidence, 2), ordered, reasons)

    if single and date.shape == "ouvert" and not ongoing:
        return period(date.edtf, date.first, None)
    if ongoing and not (single and "/" in date.edtf and not date.edtf.endswith("/..")):
        return period(f"{start}/..", start, None)
    if not any(one.is_end and one.first > start for one in group):
        years = _years(_WHOLE, texts)
        if years and start + years > end:
            return period(f"{start}/{start + years}~", start, start + years)
    if single:
        years = _years(_LASTING, texts) if date.shape == "année" else 0
        if years:
            return period(f"{start}/{start + years}~", start, start + years)
        return period(date.edtf.removeprefix("../"), date.first or date.last, date.last)
    return period(f"{start}/{end}" if start != end else str(start), start, end)


def _years(pattern: re.Pattern[str], texts: Sequence[str]) -> int:
    found = next((match for text in texts if (match := pattern.search(text))), None)
    if found is None:
        return 0
    word = next(one for one in found.groups() if one).lower()
    return _COUNTS.get(word, 0) or int(word)


def goes_on_still(text: str) -> bool:
    """Whether the text says that acts go on."""
    small = text.lower()
    if any(sign in small for sign in _ONGOING_SIGNS) and _ONGOING.search(text) is not None:
        return True
    return (" continue" in small or " siège" in small) and _SITS.search(text) is not None


def _goes_on(group: Sequence[Event]) -> bool:
    """« Depuis 2013, un comptage commun a lieu », and nothing after it says an end."""
    since = [one for one in group if one.date.shape == "ouvert" and Tells.ACT in one.tells]
    if not since or since[0].first > min(one.first for one in group):
        return False
    one = since[0]
    if not one.text[one.date.start : one.date.end].lower().startswith("depuis") and any(
        Tells.ACT in other.tells and other.last > one.first for other in group
    ):
        return False
    return not any(Tells.END in one.tells and one.last >= since[0].first for one in group if one not in since)
