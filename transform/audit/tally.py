"""What repeats over a template's pages, learnt from all of them before any loss is given its reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from transform.audit.page import Left
from transform.audit.place import spine

#: A text at one place is the template's own on at least this many pages, and this share of them;
_LEAST_PAGES, _REPEATED = 3, 0.2
#: a place whose texts differ is navigation where it is on this share of them.
_ALWAYS = 0.9


@dataclass(slots=True)
class Tally:
    """Pages are grouped by template, and by template and kind: what repeats in either group repeats.

    Memory: one number for each different thing left over.
    """

    pages: Counter[tuple[str, str]] = field(default_factory=Counter)
    _things: Counter[int] = field(default_factory=Counter)
    _places: Counter[int] = field(default_factory=Counter)

    def add(self, template: str, kind: str, left: Iterable[Left]) -> None:
        things = {_thing(one) for one in left}
        places = {(one.what, spine(one.place)) for one in left}
        for group in ((template, ""), (template, kind)):
            self.pages[group] += 1
            self._things.update(hash((group, thing)) for thing in things)
            self._places.update(hash((group, place)) for place in places)

    def repeated(self, template: str, kind: str, left: Left) -> int:
        """On how many pages the same thing stands at the same place; 0 where that is too few to be the template's."""
        return self._most(self._things, _thing(left), template, kind, _REPEATED)

    def always(self, template: str, kind: str, left: Left) -> int:
        """On how many pages something of the same sort stands at the place; 0 where not on nearly all."""
        return self._most(self._places, (left.what, spine(left.place)), template, kind, _ALWAYS)

    def common(self, template: str, kind: str, left: Left) -> int:
        """The same, where that is at least the share that makes a text repeat."""
        return self._most(self._places, (left.what, spine(left.place)), template, kind, _REPEATED)

    def _most(self, counts: Counter[int], key: object, template: str, kind: str, share: float) -> int:
        best = 0
        for group in ((template, ""), (template, kind)):
            count = counts[hash((group, key))]
            if count >= _LEAST_PAGES and count >= share * self.pages[group]:
                best = max(best, count)
        return best


def _thing(left: Left) -> tuple[str, str, str]:
    return left.what, spine(left.place), left.url or left.text
