"""The period of an experience: the time of the acts that its fiche tells.

Acts are what people do to settle the matter together, for or against each other (ask, inquire, listen, meet,
refuse, agree, sign, decide) and to carry out what was decided. The period goes from the first dated act to the last;
a span that the text gives for the whole is the period, with its precision. What set people in motion is outside,
unless all that is dated after it is an end or an execution. What has become of it since, told without a date of its
own, is no end. It is open only if the text says that acts go on. Laws, older bodies, the place's history, statistics,
works cited, publication and forecasts never count; without a dated act or trigger there is no period.
`docs/architecture.md` says it in full.

Each date of the account is an event of some kind (`events.py`) unless `sorting.py` says what else it is; `story.py`
keeps those of the story, `spans.py` and `joining.py` compose the period of them.
"""

from collections.abc import Iterable
from dataclasses import replace

from transform.periods.account import OPENING, TOLD, Account
from transform.periods.cues import FOUNDING
from transform.periods.dates import Date, dates
from transform.periods.events import Event, Tells, event_of, is_closing
from transform.periods.found import PeriodFound
from transform.periods.joining import goes_on_still, joined
from transform.periods.relative import relative
from transform.periods.sorting import FOUNDED, HISTORY, reason_against
from transform.periods.spans import lengthened, told
from transform.periods.story import LEAST, SURE, heaviest, in_the_story, precise, without_triggers

#: Of a period that only a state tells.
_FAINT = 0.3


def period_of(texts: Iterable[str | Account], published: int | None = None) -> PeriodFound | None:
    """`texts` in reading order; a bare one is an opening.

    `published`: the year of publication, after which nothing told can have happened.
    """
    whole = [Account(one) if isinstance(one, str) else one for one in texts]
    kept: list[Event] = []
    founded: list[int] = []
    befell: list[int] = []
    last: Date | None = None
    for place, account in enumerate(whole):
        sorted_ = [(date, reason_against(account.text, date, published)) for date in dates(account.text)]
        own = [date for date, reason in sorted_ if reason in (None, HISTORY)]
        after = relative(account.text, own, last)
        last = max((*own, *after), key=lambda one: one.end, default=last)
        sorted_ += [(date, reason_against(account.text, date, published)) for date in after]
        for date, reason in sorted_:
            if reason is None:
                kept.append(event_of(account, place, date))
            elif (
                reason == FOUNDED
                and date.first
                and FOUNDING.search(account.text[max(0, date.start - 60) : date.start].lower())
            ):
                founded.append(date.first)
            elif reason == FOUNDED and account.where == TOLD and is_closing(account, date):
                kept.append(replace(event_of(account, place, date), score=LEAST, closed=True))
            elif reason == HISTORY and date.first and account.where == OPENING:
                befell.append(date.first)
    kept = in_the_story(kept)
    sure = [one for one in kept if one.score > SURE]
    strong, confidence = (sure, 0.9) if sure else ([one for one in kept if one.score > LEAST], 0.4)
    strong = without_triggers(strong)
    found = told(strong) or lengthened(strong)
    if found is not None:
        return found
    group = heaviest(precise(strong))
    if not group:
        return None
    share = sum(one.score for one in group) / max(0.1, sum(max(one.score, 0) for one in strong))
    confidence *= max(0.0, min(1.0, share)) * (0.75 if len(group) == 1 else 1)
    told_so = [one.text for one in whole]
    if confidence <= 0:
        # What goes on still, and of which nothing else is told.
        if not (group[0].date.shape == "ouvert" and any(map(goes_on_still, told_so))):
            return None
        confidence = _FAINT
    if len(group) == 1 and Tells.END in group[0].tells:
        # Nothing else tells when it began.
        founded += befell
    return joined(group, confidence, told_so, founded)
