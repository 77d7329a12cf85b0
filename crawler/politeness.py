"""How fast a host is asked: the delay follows its answers, and a host that has too much to do is left in peace."""

import json
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime

#: Where the delay follows the host, it is at least so many times what an answer takes to begin, up to a bound.
TIMES_ITS_ANSWER = 2.0
_LONGEST_DELAY = 30.0
#: Weight of the last answer in the host's usual time.
_WEIGHT = 0.2
#: After each good answer a host that was slowed down for is asked so much sooner again.
_RECOVERY = 0.95
_TOO_MANY = 429
#: 502 and 504 are how a proxy says that the server behind it cannot follow.
_OVERLOADED = frozenset({_TOO_MANY, 502, 503, 504})
#: One page that answers 503 is broken; so many answers in a row are a host that cannot follow.
_IN_A_ROW = 3
_MOST_DOUBLINGS = 10
#: A host that does not answer is tried again so often at least, in seconds.
_LONGEST_SILENCE = 60.0


@dataclass(slots=True)
class Politeness:
    """Times in seconds; `now` and `paused_until` are of the epoch, so that they outlive the process.

    `base` is the shortest delay between the starts of two requests, kept whatever the host answers. `adaptive`: the
    delay also follows the time that answers take. `first_pause` is where an overloaded host names none itself; it
    doubles, up to `longest_pause`, which bounds what a host may ask for as well. `patient`: a host that
    does not answer at all gets time as well, to start again, or for our own network to come back.
    """

    base: float = 0.0
    adaptive: bool = False
    first_pause: float = 1.0
    longest_pause: float = 600.0
    patient: bool = False
    paused_until: float = field(default=0.0, init=False)
    why: str = field(default="", init=False)
    _usual: float = field(default=0.0, init=False)
    _slowed: float = field(default=0.0, init=False)
    _overloads: int = field(default=0, init=False)
    _silences: int = field(default=0, init=False)

    @property
    def delay(self) -> float:
        followed = min(TIMES_ITS_ANSWER * self._usual, _LONGEST_DELAY) if self.adaptive else 0.0
        return max(self.base, followed, self._slowed)

    def answered(self, status: int, waited: float, retry_after: str | None, now: float, *, first: bool = True) -> bool:
        """Takes note of an answer that took `waited` to begin; whether the host is to be left in peace for a while.

        `first`: to a URL never asked before. One that failed before tells of itself, not of its host.
        """
        self._took(waited)
        self._silences = 0
        if status not in _OVERLOADED:
            self._overloads = 0
            self._slowed = self._slowed * _RECOVERY if self._slowed > self.base + 0.01 else 0.0
            return False
        asked = seconds_asked(retry_after, now)
        told = bool(asked) or status == _TOO_MANY
        self._overloads += told or first
        if not told and not (first and self._overloads >= _IN_A_ROW):
            return False
        self._slowed = max(self._slowed, min(2 * self.delay, _LONGEST_DELAY, self.longest_pause))
        pause = asked or self.first_pause * 2 ** min(self._overloads - 1, _MOST_DOUBLINGS)
        self.paused_until = max(self.paused_until, now + min(pause, self.longest_pause))
        self.why = f"le serveur demande de ralentir ({status})"
        return True

    def unanswered(self, waited: float, now: float) -> None:
        """A request that nothing came back from."""
        self._took(waited)
        self._silences += 1
        if self.patient and self._silences >= _IN_A_ROW:
            pause = self.first_pause * 2 ** min(self._silences - _IN_A_ROW, _MOST_DOUBLINGS)
            self.paused_until = max(self.paused_until, now + min(pause, _LONGEST_SILENCE, self.longest_pause))
            self.why = "le site ne répond pas"

    def pause(self, now: float) -> float:
        """How long the host is still to be left in peace."""
        return max(self.paused_until - now, 0.0)

    def state(self) -> str:
        """What a later run is to know."""
        return json.dumps(
            {
                "usual": round(self._usual, 3),
                "slowed": round(self._slowed, 3),
                "overloads": self._overloads,
                "paused_until": round(self.paused_until, 1),
                "why": self.why,
            },
            ensure_ascii=False,
        )

    def restore(self, state: str | None, now: float) -> None:
        """Goes on as an earlier run left it; a clock that was set back makes no pause longer than it may be."""
        try:
            known = json.loads(state or "{}")
            self._usual = min(float(known.get("usual", 0.0)), _LONGEST_DELAY)
            self._slowed = min(float(known.get("slowed", 0.0)), _LONGEST_DELAY)
            self._overloads = int(known.get("overloads", 0))
            self.paused_until = min(float(known.get("paused_until", 0.0)), now + self.longest_pause)
            self.why = str(known.get("why", ""))
        except (ValueError, TypeError, AttributeError, OverflowError):
            return

    def _took(self, waited: float) -> None:
        self._usual = waited if not self._usual else (1 - _WEIGHT) * self._usual + _WEIGHT * waited


def seconds_asked(retry_after: str | None, now: float) -> float:
    """What a Retry-After header asks to wait, in figures or as a date; 0 where it makes no sense."""
    written = (retry_after or "").strip()
    if written.isascii() and written.isdecimal():
        return float(written[:9])
    try:
        moment = parsedate_to_datetime(written)
        return max(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() - now, 0.0)
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0.0
