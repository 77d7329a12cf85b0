"""What of a selector can be found on a page at all: most classes that a profile knows, a page does not have."""

import re
from dataclasses import dataclass
from functools import lru_cache

from transform.outline import Outline

_NAME = re.compile(r"([.#])([\w-]+)")
_TAG = re.compile(r"(?:^|[\s>+~])([a-z][a-z0-9]*)")
_HOLDS = re.compile(r"\[(?:class|href|src)[*^$]?='([^'\s]+)'\]")
_BRACKETS = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Present:
    """Tags, `.classes` and `#ids` of one page; `written`: its class attributes and its addresses, in one text."""

    names: frozenset[str]
    written: str

    @classmethod
    def of(cls, outline: Outline) -> "Present":
        names = {*outline.tags, *(f"#{name}" for name in outline.ids), *(f".{name}" for name in outline.classes)}
        return cls(frozenset(names), "\n".join((*outline.values, *outline.addresses)))

    def possible(self, selector: str) -> str:
        """The alternatives of a selector that may find something; empty where none can."""
        parts = _needs_of(selector)
        if parts is None:
            return selector
        able = [
            part
            for part, needs, pieces in parts
            if needs <= self.names and all(piece in self.written for piece in pieces)
        ]
        return selector if len(able) == len(parts) else ", ".join(able)


@lru_cache(maxsize=2048)
def _needs_of(selector: str) -> list[tuple[str, frozenset[str], tuple[str, ...]]] | None:
    """For each alternative: the names it needs, the pieces of classes and addresses. Nothing for what is not read."""
    if any(sign in selector for sign in "(\\|") or re.search(r"\[[^\]]*,", selector):
        return None
    found = []
    for part in selector.split(","):
        pieces = tuple(_HOLDS.findall(part))
        bare = _BRACKETS.sub("", part).strip()
        needs = {f"{sign}{name}" for sign, name in _NAME.findall(bare)} | set(_TAG.findall(bare))
        found.append((part.strip(), frozenset(needs), pieces))
    return found
