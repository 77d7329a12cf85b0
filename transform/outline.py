"""A page's elements read once, as parsed: their order, what selectors ask for, and where each one stood."""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

Node: TypeAlias = etree._Element  # noqa: SLF001 (the only name that lxml gives to the type)

#: Blanks as XPath's `normalize-space` knows them: a no-break space is none.
WORDS = re.compile(r"[^ \t\r\n]+")

ADDRESSES = frozenset(("href", "src"))
#: Attributes by which selectors look for an element, and which few elements of a page have.
SELDOM = frozenset(
    (
        *("rel", "itemprop", "property", "name", "role", "datetime", "data-id", "action", "content", "lang"),
        *("style", "hidden"),
    )
)


@dataclass(slots=True)
class Outline:
    """Elements in document order as they stood when it was made, and again by class and by id.

    It holds on to every element, so that each stays the one key it is here, however the page is taken apart later.
    `numbers`: the place of each in the order; `tags` and `parents` (-1 above the root) by that place. `values`: by the
    whole of their class attribute; `having`: by the `SELDOM` attributes that they have; `addresses`: as written.
    """

    numbers: dict[Node, int] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    classes: dict[str, list[Node]] = field(default_factory=dict)
    ids: dict[str, list[Node]] = field(default_factory=dict)
    values: dict[str, list[Node]] = field(default_factory=dict)
    having: dict[str, list[Node]] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    _alike: defaultdict[tuple[int, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    _paths: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Node) -> "Outline":
        elements = list(root.iter(etree.Element))
        numbers = dict(zip(elements, range(len(elements)), strict=True))
        tags = [str(element.tag) for element in elements]
        above = [element.getparent() for element in elements]
        outline = cls(numbers, tags, [-1 if parent is None else numbers.get(parent, -1) for parent in above])
        classes, ids, values = outline.classes, outline.ids, outline.values
        having, addresses = outline.having, outline.addresses
        for element in elements:
            for attribute, value in element.items():
                if attribute == "class":
                    if value:
                        values.setdefault(value, []).append(element)
                        for name in names_in(value):
                            classes.setdefault(name, []).append(element)
                elif attribute == "id":
                    if value:
                        ids.setdefault(value, []).append(element)
                elif attribute in ADDRESSES:
                    addresses.append(value)
                elif attribute in SELDOM:
                    having.setdefault(attribute, []).append(element)
        return outline

    def classed_with(self, piece: str) -> list[Node]:
        """Elements whose class attribute holds these letters, in document order."""
        found = [elements for value, elements in self.values.items() if piece in value]
        if len(found) < 2:
            return found[0] if found else []
        return sorted((one for elements in found for one in elements), key=self.numbers.__getitem__)

    def path_of(self, element: Node) -> str | None:
        """The XPath of an element where it stood; nothing for one that did not stand there."""
        number = self.numbers.get(element)
        return self._path(number) if number is not None else None

    def _path(self, number: int) -> str:
        """Made when first asked for: of a page's hundreds of elements, a dozen are evidence."""
        climbed: list[int] = []
        while number >= 0 and number not in self._paths:
            climbed.append(number)
            number = self.parents[number]
        path = self._paths.get(number, "")
        for place in reversed(climbed):
            path = self._paths[place] = f"{path}/{self._step(place)}"
        return path

    def _step(self, number: int) -> str:
        """`div[2]`, or `div` for the only one of its parent."""
        if not self._alike:
            for child, key in enumerate(zip(self.parents, self.tags, strict=True)):
                self._alike[key].append(child)
        tag = self.tags[number]
        alike = self._alike[self.parents[number], tag]
        return f"{tag}[{bisect_left(alike, number) + 1}]" if len(alike) > 1 else tag


@lru_cache(maxsize=4096)
def names_in(value: str) -> tuple[str, ...]:
    """Of a class attribute, each once."""
    return tuple(dict.fromkeys(WORDS.findall(value)))
