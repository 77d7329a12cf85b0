"""The hours at which a site may be asked: at night, say, when nobody else needs its server."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Self

from crawler.errors import HarvestError

_WRITTEN = re.compile(r"\s*(\d{1,2})(?:\s*[h:]\s*(\d{2})?)?\s*[-–à]\s*(\d{1,2})(?:\s*[h:]\s*(\d{2})?)?\s*")


@dataclass(frozen=True, slots=True)
class Hours:
    """From `begins` to `ends`, over midnight where it ends earlier than it begins, in the machine's own time."""

    begins: time
    ends: time

    @classmethod
    def read(cls, written: str) -> Self:
        """`22:00-06:00`, `22h-6h`. Raises `HarvestError`."""
        found = _WRITTEN.fullmatch(written)
        if found is not None:
            hour, minute, last_hour, last_minute = (int(figures or 0) for figures in found.groups())
            if max(hour, last_hour) <= 24 and max(minute, last_minute) < 60:
                begins, ends = _clock(hour, minute), _clock(last_hour, last_minute)
                if begins is not None and ends is not None and begins != ends:
                    return cls(begins, ends)
        raise HarvestError(
            f"« {written} » n’est pas une plage d’heures. Écrivez par exemple --hours 22:00-06:00.", exit_code=2
        )

    def closed_for(self, now: datetime) -> float:
        """Seconds until the site may be asked; 0 while it may."""
        clock = now.time()
        if self.begins < self.ends:
            is_open = self.begins <= clock < self.ends
        else:
            is_open = clock >= self.begins or clock < self.ends
        if is_open:
            return 0.0
        opens = datetime.combine(now.date(), self.begins, now.tzinfo)
        if opens <= now:
            opens += timedelta(days=1)
        return (opens - now).total_seconds()

    def __str__(self) -> str:
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"


def _clock(hour: int, minute: int) -> time | None:
    """`24:00` is the midnight at the day's end."""
    if hour == 24:
        return time(0, 0) if minute == 0 else None
    return time(hour, minute)
