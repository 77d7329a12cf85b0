"""What a profile asks of a page beyond the fields of a record: dates, numbers, codes, as they are written."""

from collections.abc import Iterable, Iterator

from transform.extract.page import Page
from transform.markup import line_of
from transform.templates.fields import ValuePlace
from transform.templates.numbers import pattern
from transform.templates.selection import select

#: Values of one name, and characters that a pattern looks at.
_MOST, _LONGEST = 200, 2_000


def values_at(places: Iterable[ValuePlace], page: Page) -> Iterator[tuple[str, str, str | None, str | None]]:
    """(name, value, path, raw), in the order of the places, then of the page. `raw`: the attribute a value is from."""
    for place in places:
        found = 0
        for element in select(place.selector, page.root):
            raw = element.get(place.attribute) if place.attribute else line_of(element)
            for value in _matches(place, (raw or "")[:_LONGEST]):
                found += 1
                if found > _MOST:
                    break
                yield place.name, value, page.path_of(element), raw if place.attribute else None


def _matches(place: ValuePlace, raw: str) -> Iterator[str]:
    if place.pattern is None:
        values = iter([raw])
    else:
        values = (found[1] if found.re.groups else found[0] for found in pattern(place.pattern).finditer(raw))
    return (words for value in values if (words := " ".join((value or "").split())))
