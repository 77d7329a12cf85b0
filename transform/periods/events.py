"""A date of the account as an event: what its sentence tells, and how surely it is the experience's own."""

import re
from dataclasses import dataclass
from enum import StrEnum

from transform.periods import cues
from transform.periods.account import AFTERMATH, BACKGROUND, HEADING, OPENING, TOLD, Account
from transform.periods.dates import Date
from transform.periods.sorting import sentence_around

_RANGES = frozenset(("jours", "années", "saisons", "durée"))
_LED = frozenset(("mois", "saison", "part", "jour", "ouvert", "fin", "relatif"))
#: What a date told in the pluperfect loses, where it is not what came of acts before it.
PAST = 1.5
_OLD = 1975


class Tells(StrEnum):
    """What the sentence of a date tells, in the words that a reader is shown."""

    ACT = "un fait de l’expérience"
    START = "un début"
    END = "une fin"
    SPAN = "une durée"
    OPENS = "une date qui ouvre la phrase"
    LED = "une date amenée par le récit"
    HEADING = "un intertitre"
    EXECUTION = "une réalisation de ce qui fut convenu"


#: A beginning or work, and not only an end of it.
WORK = frozenset((Tells.ACT, Tells.START, Tells.SPAN, Tells.HEADING))
BEGINS = frozenset((Tells.ACT, Tells.START, Tells.HEADING))


@dataclass(frozen=True, slots=True)
class Event:
    """A date of the experience. `place`: of the text among those read."""

    date: Date
    place: int
    where: str
    text: str
    score: float
    tells: frozenset[Tells]
    #: People come together in its sentence.
    together: bool = False
    #: Told in the pluperfect.
    past: bool = False
    #: That something was closed: an act of the story only after others.
    closed: bool = False
    #: What stands before and after it in its sentence, in small letters.
    before: str = ""
    after: str = ""

    @property
    def first(self) -> int:
        """Its first year; the last where it is open."""
        return self.date.first if self.date.first is not None else (self.date.last or 0)

    @property
    def last(self) -> int:
        """Its last year; the first where it is open."""
        return self.date.last if self.date.last is not None else (self.date.first or 0)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What it tells, in a fixed order."""
        return tuple(one.value for one in Tells if one in self.tells)

    @property
    def is_end(self) -> bool:
        """An end or what carries it out."""
        return Tells.END in self.tells or Tells.EXECUTION in self.tells


def is_range(date: Date) -> bool:
    """A form that covers more than one date."""
    return date.shape in _RANGES


def is_closing(account: Account, date: Date) -> bool:
    """« La décharge a fermé en novembre 2012 »."""
    return cues.CLOSED.search(sentence_around(account.text, date)[0].lower()) is not None


def event_of(account: Account, place: int, date: Date) -> Event:
    """The event that the sentence of the date tells, weighed."""
    text = account.text
    before, after = (one.lower() for one in sentence_around(text, date))
    written = text[date.start : date.end].lower()
    opens = not cues.LEAD_IN.sub("", before).strip()
    clause = cues.CLAUSE.split(after.lstrip(", ") if opens else after, maxsplit=1)[0]
    score, tells = 0.0, set[Tells]()

    def told(pattern: re.Pattern[str], behind: str) -> bool:
        return any(pattern.search(one) for one in (before, behind, written))

    for pattern, value, one, behind in (
        (cues.ACT, 1.2, Tells.ACT, after),
        (cues.START, 1.2, Tells.START, clause),
        (cues.END, 0.8, Tells.END, clause),
    ):
        if told(pattern, behind):
            score += value
            tells.add(one)
    if is_range(date) or (date.shape in ("saison", "mois") and "/" in date.edtf and account.where == OPENING):
        score += 1.2
        tells.add(Tells.SPAN)
        if not before.strip():
            score += 0.8
            tells.add(Tells.OPENS)
    led = _is_led(before, after)
    if led or date.shape in _LED:
        score += 0.8
        tells.add(Tells.LED)
    score += _since(date, written, before, tells)
    if any(sign in before or sign in after for sign in cues.EXECUTION_SIGNS) and told(cues.EXECUTION, after):
        tells.add(Tells.EXECUTION)
    if account.where == HEADING:
        score += 1.6 if led else 2.4
        tells.add(Tells.HEADING)
    end = Tells.END in tells or Tells.EXECUTION in tells
    score += {OPENING: 0.4, BACKGROUND: -1.0, AFTERMATH: 0.0 if end else -1.0}.get(account.where, 0.0)
    setting = _setting(account, before, tells)
    score += 1.2 * setting
    past = (
        not end
        and not setting
        and (_had(before) or cues.BEFORE.search(cues.WHO.split(after, maxsplit=1)[0]) is not None)
    ) or (cues.WANTED.search(before) is not None)
    if past:
        score -= PAST
    if (
        (cues.COMPARED.search(before) and not cues.ONLY.search(before))
        or (not cues.LEAD_IN.sub("", before.rpartition(";")[2]).strip() and cues.FIGURE.match(after))
        or (Tells.ACT not in tells and cues.COUNTED.match(after))
    ):
        score -= 2
    if (date.first or date.last or 0) < _OLD:
        score -= 2
    # Nowhere else is it asked.
    asked = account.where == OPENING or end
    return Event(
        date,
        place,
        account.where,
        text,
        score,
        frozenset(tells),
        together=asked and told_together(before, after),
        past=past,
        before=before,
        after=after,
    )


def _had(before: str) -> bool:
    """In the pluperfect, and not only somebody of whom it is said."""
    found = cues.BEFORE.search(before)
    return found is not None and cues.DID.search(before, found.end()) is None


def _is_led(before: str, after: str) -> bool:
    """Brought in by the tale, or the line of a chronology."""
    return (
        cues.LEAD_IN.search(before) is not None
        or cues.LISTED.search(before) is not None
        or cues.LISTS.match(after) is not None
        or (before.endswith(", ") and cues.APPOSED.search(before) is not None)
        or cues.TIMES_OF.search(before) is not None
        or (not before.strip("-–• ") and cues.LISTED_BY_DATE.match(after) is not None)
    )


def _since(date: Date, written: str, before: str, tells: set[Tells]) -> float:
    """What a state loses, and what has been carried out gains; adds what it tells."""
    score = 0.0
    act = Tells.ACT in tells
    starts = written.startswith(("à partir", "a partir"))
    if cues.RUNS.search(before) or (
        date.shape == "ouvert" and cues.RUNS.search(before + written.partition(" ")[0] + " ")
    ):
        tells.add(Tells.EXECUTION)
    elif (date.shape == "ouvert" and not starts) or (cues.SINCE.search(before) and not act):
        score -= 1.4 if act else 2.2
    if date.shape == "fin" and not act:
        score -= 2
    return score


def _setting(account: Account, before: str, tells: set[Tells]) -> bool:
    """The account stops to say when it begins."""
    found = cues.SETTING.search(before) is not None
    if found and account.where == TOLD:
        tells.add(Tells.START)
    return found


def told_together(before: str, after: str) -> bool:
    """Whether people come together there."""
    return cues.TOGETHER.search(before) is not None or cues.TOGETHER.search(after) is not None
