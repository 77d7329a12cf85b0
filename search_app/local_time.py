"""The hour and the day where the readers are. A zone that is unknown here is told: hours are then those of UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from search_app.french import NO_BREAK, day


@dataclass(frozen=True, slots=True)
class LocalTime:
    """`says_zone`: the hours shown are not the readers' own, so they are followed by their zone."""

    zone: tzinfo
    says_zone: bool = False

    @classmethod
    def of(cls, name: str) -> "LocalTime":
        """The zone of an IANA name, such as `Europe/Paris`."""
        try:
            return cls(ZoneInfo(name))
        except (KeyError, ValueError, OSError):
            # KeyError: no such zone, or no zones at all on this machine.
            return cls(UTC, says_zone=True)

    def today(self) -> date:
        return datetime.now(self.zone).date()

    def day(self, moment: str) -> str:
        """`2026-11-23T23:30:00Z` → `24 novembre 2026` in Paris."""
        there = self._there(moment)
        return day(there.date()) if there else day(moment)

    def hour(self, moment: str) -> str:
        """`2026-11-23T23:30:00Z` → `24 novembre 2026 à 0 h 30` in Paris."""
        there = self._there(moment)
        if there is None:
            return day(moment)
        zone = f"{NO_BREAK}UTC" if self.says_zone else ""
        return f"{day(there.date())} à {there.hour}{NO_BREAK}h{NO_BREAK}{there.minute:02}{zone}"

    def _there(self, moment: str) -> datetime | None:
        """What is no date and hour is shown as it is written; one without a zone is of UTC."""
        try:
            read = datetime.fromisoformat(moment)
            if len(moment) <= len("2026-11-23"):
                return None
            return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(self.zone)
        except (ValueError, OverflowError):
            return None
