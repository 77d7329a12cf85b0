"""What the site asks robots to leave alone, and the sitemaps it names."""

from dataclasses import dataclass, replace
from typing import Self

from protego import Protego

from crawler.access import Override

#: As much of robots.txt as is read, in bytes (RFC 9309 asks for 500 kB at least).
_MAX_BYTES = 512_000
_MAX_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Robots:
    """`rules` is null where the site has none: everything is allowed. What they forbid an `override` allows."""

    agent: str
    rules: Protego | None = None
    override: Override | None = None

    @classmethod
    def read(cls, payload: bytes, agent: str) -> "Robots":
        return cls(agent).with_rules(payload)

    def with_rules(self, payload: bytes) -> Self:
        return replace(self, rules=Protego.parse(payload[:_MAX_BYTES].decode("utf-8-sig", "replace")))

    def allows(self, url: str) -> bool:
        return self.override is not None or not self.forbids(url)

    def forbids(self, url: str) -> bool:
        """What the site itself asks, whatever its owner decided for us."""
        return self.rules is not None and not self.rules.can_fetch(url, self.agent)

    @property
    def delay(self) -> float:
        """Seconds between two requests, at most a minute; 0 where nothing is asked."""
        asked = self.rules.crawl_delay(self.agent) if self.rules is not None else None
        return min(float(asked), _MAX_DELAY) if asked else 0.0

    @property
    def sitemaps(self) -> list[str]:
        return list(self.rules.sitemaps) if self.rules is not None else []
