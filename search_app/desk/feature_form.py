"""« À la une » : what an editor writes, and what is wrong with it. Pure: no request, no database."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from search_app.desk.typed_date import typed_date
from transform.decisions import Featured

MAX_REASON = 500
MAX_DAYS = 731

_UNREADABLE = "Cette date ne se lit pas. Écrivez-la ainsi\u00a0: 10/01/2027, ou 10 janvier 2027."


@dataclass(frozen=True, slots=True)
class FeatureForm:
    """What was typed, its days as YYYY-MM-DD where they could be read; `errors` by field, each says what to write."""

    reason: str
    start: str
    end: str
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, str]:
        """What the decision keeps, once there is no error."""
        return {"start": self.start, "end": self.end}

    @property
    def unreadable(self) -> set[str]:
        """The days that a calendar would not show: kept as plain text, so that they can be mended."""
        return {name for name, typed in (("start", self.start), ("end", self.end)) if typed and not typed_date(typed)}


def blank(today: date) -> FeatureForm:
    return FeatureForm(reason="", start=today.isoformat(), end="")


def changing(current: Featured) -> FeatureForm:
    """To begin with what was decided before."""
    return FeatureForm(current.reason, current.start.isoformat(), current.end.isoformat())


def checked(given: dict[str, str], today: date) -> FeatureForm:
    reason = " ".join(given.get("reason", "").split())
    start, end = given.get("start", "").strip() or today.isoformat(), given.get("end", "").strip()
    first, last = typed_date(start), typed_date(end)
    found = {
        "reason": _wrong_reason(reason),
        "start": _wrong_start(first, today),
        "end": _wrong_end(end, first, last, today),
    }
    errors = {name: problem for name, problem in found.items() if problem}
    return FeatureForm(reason, first.isoformat() if first else start, last.isoformat() if last else end, errors)


def _wrong_reason(reason: str) -> str:
    if not reason:
        return "Écrivez une raison\u00a0: elle sera lue par tous, sous le titre de la fiche."
    if len(reason) > MAX_REASON:
        return f"Cette raison est trop longue\u00a0: {len(reason)} caractères, il en faut au plus {MAX_REASON}."
    return ""


def _wrong_start(first: date | None, today: date) -> str:
    if first is None:
        return _UNREADABLE
    if first - today > timedelta(MAX_DAYS):
        return "C’est trop loin\u00a0: deux ans au plus. Choisissez un jour plus proche."
    if today - first > timedelta(MAX_DAYS):
        return "C’est trop ancien\u00a0: deux ans au plus. Partez d’aujourd’hui."
    return ""


def _wrong_end(typed: str, first: date | None, last: date | None, today: date) -> str:
    if not typed:
        return "Donnez le dernier jour\u00a0: ensuite, la fiche quitte la une d’elle-même."
    if last is None:
        return _UNREADABLE
    if first is not None and last < first:
        return "Le dernier jour est avant le premier. Choisissez-en un plus tardif."
    if last < today:
        return "Ce jour est déjà passé. Choisissez-en un à venir."
    if last - max(first or today, today) > timedelta(MAX_DAYS):
        return "C’est trop loin\u00a0: deux ans au plus. Choisissez un jour plus proche\u00a0: vous pourrez prolonger."
    return ""
