"""Who did what to the index, and when: kept beside the versions, and never rewritten."""

import getpass
import json
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Self


class Act(StrEnum):
    BUILD = "build"
    REFUSE = "refuse"
    SWITCH = "switch"
    ROLLBACK = "rollback"
    CHANGE = "change"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Event:
    """`at`: RFC 3339 in UTC. `by`: what was run, and whose account on which machine. `version`: a version's name.

    `details`: counts and ids, as JSON has them.
    """

    at: str
    by: str
    act: Act
    version: str
    details: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def now(cls, by: str, act: Act, version: str, **details: Any) -> Self:
        return cls(datetime.now(UTC).isoformat(timespec="microseconds"), by, act, version, details)

    def to_json(self) -> dict[str, Any]:
        return {"at": self.at, "by": self.by, "act": self.act.value, "version": self.version, **dict(self.details)}

    @classmethod
    def from_json(cls, values: Any) -> Self | None:
        """None for what is no event: a line that a kill cut."""
        try:
            details = {name: value for name, value in values.items() if name not in {"at", "by", "act", "version"}}
            return cls(str(values["at"]), str(values["by"]), Act(values["act"]), str(values["version"]), details)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None

    @classmethod
    def from_line(cls, line: str | bytes) -> Self | None:
        try:
            return cls.from_json(json.loads(line))
        except ValueError:
            return None


def signed(holder: str) -> str:
    """A holder's name with the account, the machine and the process."""
    try:
        account = getpass.getuser()
    except (KeyError, OSError):  # an account that has no name here, as in some containers
        account = str(os.getuid())
    return f"{holder} ({account}@{socket.gethostname()}, processus {os.getpid()})"
