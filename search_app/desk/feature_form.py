"""« À la une » : what an editor writes, and what is wrong with it. Pure: no request, no database."""

from dataclasses import dataclass, field
from datetime import date, timedelta

MAX_REASON = 500
MAX_DAYS = 731


@dataclass(frozen=True, slots=True)
class FeatureForm:
    """What was typed, kept as it was; `errors` by field, each a sentence that says what to write."""

    reason: str
    start: str
    end: str
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, str]:
        """What the decision keeps, once there is no error."""
        return {"start": date.fromisoformat(self.start).isoformat(), "end": date.fromisoformat(self.end).isoformat()}


def blank(today: date) -> FeatureForm:
    return FeatureForm(reason="", start=today.isoformat(), end="")


def checked(given: dict[str, str], today: date) -> FeatureForm:
    reason = " ".join(given.get("reason", "").split())
    start, end = given.get("start", "").strip() or today.isoformat(), given.get("end", "").strip()
    errors: dict[str, str] = {}
    if not reason:
        errors["reason"] = "Écrivez une raison\u00a0: elle sera lue par tous, sous le titre de la fiche."
    elif len(reason) > MAX_REASON:
        errors["reason"] = (
            f"Cette raison est trop longue\u00a0: {len(reason)} caractères, il en faut au plus {MAX_REASON}."
        )
    first, last = _date(start), _date(end)
    if first is None:
        errors["start"] = "Cette date ne se lit pas. Écrivez-la ainsi\u00a0: 2026-11-23."
    if not end:
        errors["end"] = "Donnez le dernier jour\u00a0: ensuite, la fiche quitte la une d’elle-même."
    elif last is None:
        errors["end"] = "Cette date ne se lit pas. Écrivez-la ainsi\u00a0: 2027-01-31."
    elif first is not None and last < first:
        errors["end"] = "Le dernier jour est avant le premier. Choisissez-en un plus tardif."
    elif last < today:
        errors["end"] = "Ce jour est déjà passé. Choisissez-en un à venir."
    elif first is not None and last - first > timedelta(MAX_DAYS):
        errors["end"] = "C’est plus de deux ans. Choisissez un jour plus proche\u00a0: vous pourrez prolonger."
    return FeatureForm(reason, start, end, errors)


def _date(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2200 else None
