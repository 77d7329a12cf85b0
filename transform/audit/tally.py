"""What repeats over a template's pages, learnt from all of them before any loss is given its reason."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from transform.audit.left import Left
from transform.audit.place import spine
from transform.templates.profile import INDUCED

#: A text at one place is the template's own on at least this many pages, and this share of them;
_LEAST_PAGES, _REPEATED = 3, 0.2
#: a place whose texts differ is navigation where it is on this share of them.
_ALWAYS = 0.9


@dataclass(slots=True)
class Keys:
    """Numbers that name what one page left over: things, and places. The same in every process."""

    things: list[int]
    places: list[int]

    @classmethod
    def of(cls, left: Iterable[Left]) -> "Keys":
        numbers = list(map(_numbers, left))
        return cls(*([*dict.fromkeys(column)] for column in zip(*numbers, strict=True))) if numbers else cls([], [])


class Reason(NamedTuple):
    """Why something is left over, as it is told, and on how many pages of its template; 0 for a loss.

    `key`: what is told together; `needle`: the words of a text, as a title is searched for them.
    """

    words: str
    pages: int
    key: tuple[str, str, str, str]
    needle: str


@dataclass(slots=True)
class Tally:
    """Pages are grouped by template, and by template and kind: what repeats in either group repeats.

    Memory: one number for each different thing left over. `reasons`: found once the tally is settled, of what repeats
    in each template and kind.
    """

    pages: Counter[tuple[str, str]] = field(default_factory=Counter)
    _things: dict[tuple[str, str], Counter[int]] = field(default_factory=dict)
    _places: dict[tuple[str, str], Counter[int]] = field(default_factory=dict)
    reasons: dict[tuple[str, str], dict[Left, Reason]] = field(default_factory=dict)

    def add(self, template: str, kind: str, keys: Keys) -> None:
        for group in _groups(template, kind):
            self.pages[group] += 1
            self._things.setdefault(group, Counter()).update(keys.things)
            self._places.setdefault(group, Counter()).update(keys.places)

    def settled(self) -> "Tally":
        """Without what is too rare to be any template's own."""
        return Tally(self.pages, _frequent(self._things), _frequent(self._places))

    def repeated(self, template: str, kind: str, left: Left) -> int:
        """On how many pages the same thing stands at the same place; 0 where that is too few to be the template's."""
        return self._most(self._things, _number(_thing(left)), template, kind, _REPEATED)

    def always(self, template: str, kind: str, left: Left) -> int:
        """On how many pages something of the same sort stands at the place; 0 where not on nearly all."""
        return self._most(self._places, _number(_place(left)), template, kind, _ALWAYS)

    def common(self, template: str, kind: str, left: Left) -> int:
        """The same, where that is at least the share that makes a text repeat."""
        return self._most(self._places, _number(_place(left)), template, kind, _REPEATED)

    def _most(
        self, groups: dict[tuple[str, str], Counter[int]], key: int, template: str, kind: str, share: float
    ) -> int:
        best = 0
        for group in _groups(template, kind):
            count = groups[group][key] if group in groups else 0
            if count >= _LEAST_PAGES and count >= share * self.pages[group]:
                best = max(best, count)
        return best


def _frequent(groups: dict[tuple[str, str], Counter[int]]) -> dict[tuple[str, str], Counter[int]]:
    return {
        group: Counter({key: count for key, count in counts.items() if count >= _LEAST_PAGES})
        for group, counts in groups.items()
    }


def _thing(left: Left) -> tuple[str, ...]:
    return left.what, spine(left.place), left.url or left.text


def _place(left: Left) -> tuple[str, ...]:
    return left.what, spine(left.place)


@lru_cache(maxsize=8192)
def _numbers(left: Left) -> tuple[int, int]:
    """Of the thing and of its place. What frames a site is left over on every page, word for word."""
    return _number(_thing(left)), _number(_place(left))


@lru_cache(maxsize=32_768)
def _number(key: tuple[str, ...]) -> int:
    digest = hashlib.blake2b("\0".join(key).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _groups(template: str, kind: str) -> tuple[tuple[str, str], ...]:
    """Templates that nobody described are also one group: what frames the rest of the site frames its smallest."""
    own = ((template, ""), (template, kind))
    return (*own, (INDUCED, "")) if template.startswith(INDUCED) else own
