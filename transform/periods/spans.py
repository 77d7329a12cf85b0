"""A span that the text gives for the whole is the period, with what is surely of it just before and after."""

import re
from collections.abc import Sequence

from transform.periods.account import BACKGROUND, OPENING
from transform.periods.events import BEGINS, Event, Tells
from transform.periods.found import PeriodFound
from transform.periods.story import NEAR, OPENS, SET_OFF

#: What a date outside a span that tells the whole must weigh to lengthen it; less for an end.
_LENGTHENS, _LENGTHENS_END = 2.0, 0.8
_SHAPES = frozenset(("années", "saisons", "mois", "durée"))
_MONTH = re.compile(r"\d{4}-(?:0\d|1[0-2])")


def told(strong: Sequence[Event]) -> PeriodFound | None:
    """A span that the opening gives for the whole (« De 2004 à 2008, un groupe… »)."""
    listed = [one for one in strong if _is_listed(one)]
    spans = [one for one in _spans(strong) if one.where == OPENING and not (one in listed and len(listed) > 1)]
    if not spans:
        return None
    widest = max(spans, key=lambda one: (one.last - one.first, one.score, -one.place, -one.date.start))
    if widest.together:
        start, end = _phases(widest, [one for one in spans if one.together])
        if (start, end) != (widest.first, widest.last):
            inside = tuple(one for one in strong if one is not widest and start <= one.first <= end)
            return PeriodFound(f"{start}/{end}", start, end, 0.85, (widest, *inside), widest.reasons)
    later = [one for one in strong if _goes_further(one, widest)]
    if later:
        end = max(one.last for one in later)
        return PeriodFound(f"{widest.first}/{end}", widest.first, end, 0.85, (widest, *later), widest.reasons)
    others = tuple(one for one in strong if one is not widest and widest.first <= one.first <= widest.last)
    return PeriodFound(widest.date.edtf, widest.date.first, widest.date.last, 0.9, (widest, *others), widest.reasons)


def lengthened(strong: Sequence[Event]) -> PeriodFound | None:
    """A span of years inside the account, and what lengthens it."""
    spans = [one for one in _spans(strong) if one.last - one.first > (Tells.ACT not in one.tells)]
    if not spans:
        return None
    core = max(spans, key=lambda one: (one.score, one.last - one.first, -one.place, -one.date.start))
    start, end = _phases(core, spans)
    acts = [one for one in strong if one is not core and one.score >= _LENGTHENS and one.date.shape != "décennie"]
    ends = acts + [one for one in strong if one.score >= _LENGTHENS_END and one.date.shape != "décennie"]
    opening = [one for one in acts if BEGINS & one.tells]
    if Tells.EXECUTION in core.tells:
        # What was carried out began before, with what set it off if nothing else is dated.
        opening += [one for one in strong if one.where == OPENING and start - SET_OFF <= one.first < start]
    before = min((one.first for one in opening if start - NEAR <= one.first < start), default=start)
    after = max((one.last for one in ends if end < one.last <= end + NEAR), default=end)
    apart = [one for one in acts if _sooner(one, core) or _later(one, core)]
    apart += [one for one in ends if Tells.END in one.tells and _later(one, core)]
    if (before, after) == (core.first, core.last) and not apart:
        edtf, others = core.date.edtf, [one for one in strong if start <= one.first <= one.last <= end]
        if any(one is not core and one.last == end for one in others):
            edtf = edtf.removesuffix("~")
    else:
        edtf, others = f"{before}/{after}", ends
    inside = tuple(one for one in others if one is not core and before <= one.first <= after)
    return PeriodFound(edtf, before, after, 0.85, (core, *inside), core.reasons)


def _is_listed(one: Event) -> bool:
    """« 2022-2023 : quatorze entretiens », a line of a chronology."""
    return not one.before.strip("-–• ") and one.after.lstrip().startswith(":")


def _goes_further(one: Event, span: Event) -> bool:
    """« La concertation, menée entre 2004 et 2006, … En 2007, la charte est adoptée », all in the opening."""
    return (
        one.place == span.place
        and one.where == OPENING
        and one.date.start > span.date.end
        and span.last < one.first <= span.last + NEAR
        and Tells.ACT in one.tells
        and Tells.END in one.tells
        and not one.past
        and span.before.strip() != ""
        and span.date.shape in _SHAPES
    )


def _spans(strong: Sequence[Event]) -> list[Event]:
    return [
        one
        for one in strong
        if (one.date.shape in _SHAPES or (one.date.shape == "saison" and one.where == OPENING))
        and one.date.last is not None
        and "/" in one.date.edtf
        and one.score > OPENS
    ]


def _phases(core: Event, spans: Sequence[Event]) -> tuple[int, int]:
    """From the first to the last of spans that follow each other as those of one story do."""
    start, end = core.first, core.last
    for one in sorted((one for one in spans if one.where != BACKGROUND), key=lambda one: one.first):
        if end < one.first <= end + NEAR:
            end = max(end, one.last)
    for one in sorted((one for one in spans if one.where != BACKGROUND), key=lambda one: one.last, reverse=True):
        if start - NEAR <= one.last < start:
            start = min(start, one.first)
    return start, end


def _sooner(one: Event, core: Event) -> bool:
    """By month or day: seasons and quarters are no months."""
    ours, theirs = _MONTH.match(one.date.edtf), _MONTH.match(core.date.edtf)
    return ours is not None and theirs is not None and ours[0] < theirs[0]


def _later(one: Event, core: Event) -> bool:
    ours, theirs = _MONTH.match(one.date.edtf.rpartition("/")[2]), _MONTH.match(core.date.edtf.rpartition("/")[2])
    return ours is not None and theirs is not None and ours[0] > theirs[0]
