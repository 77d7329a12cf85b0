"""What a reader asks for, as one frozen value: the URL, the API and the shell all build this."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

#: One table rules the URL, the query language and the API: parameter → (record field, label).
FILTERS: dict[str, tuple[str, str]] = {
    "type": ("kind", "Type"),
}

MAX_TEXT = 1000
MAX_VALUES = 50
MAX_PAGE = 500
PAGE_SIZE = 20


class Mots(StrEnum):
    """Which words must match."""

    TOUS = "tous"
    CERTAINS = "certains"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Bounded by construction: too long a text is cut, too high a page is the last allowed (law 10)."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mots: Mots | None = None
    tel_quel: bool = False
    page: int = 1
    size: int = PAGE_SIZE

    @classmethod
    def from_parameters(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """From the pairs of a query string; unknown names and senseless values are left aside."""
        filters: dict[str, list[str]] = {}
        text, mots, tel_quel, page = "", None, False, 1
        for name, raw in pairs:
            value = raw.replace("\x00", "").strip()
            if name == "q":
                text = value[:MAX_TEXT]
            elif name == "mots" and value in set(Mots):
                mots = Mots(value)
            elif name == "tel_quel":
                tel_quel = value == "1"
            elif name == "page" and value.isdecimal() and len(value) < 9:
                page = min(max(int(value), 1), MAX_PAGE)
            elif name in FILTERS and value:
                values = filters.setdefault(name, [])
                if value not in values and len(values) < MAX_VALUES:
                    values.append(value[:200])
        frozen = {name: tuple(values) for name, values in filters.items()}
        return cls(text=text, filters=frozen, mots=mots, tel_quel=tel_quel, page=page)

    def to_parameters(self) -> list[tuple[str, str]]:
        """The canonical pairs: a request and its permalink are the same thing."""
        pairs = [("q", self.text)] if self.text else []
        for name in FILTERS:
            pairs += [(name, value) for value in sorted(self.filters.get(name, ()))]
        if self.mots is not None:
            pairs.append(("mots", self.mots.value))
        if self.tel_quel:
            pairs.append(("tel_quel", "1"))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return pairs

    @property
    def permalink(self) -> str:
        pairs = self.to_parameters()
        return f"/recherche?{urlencode(pairs)}" if pairs else "/recherche"

    def toggled(self, name: str, value: str) -> Self:
        """The same request with one facet value ticked, or unticked; back on the first page."""
        values = self.filters.get(name, ())
        changed = tuple(v for v in values if v != value) if value in values else (*values, value)
        filters = {**self.filters, name: changed}
        return replace(self, filters={n: v for n, v in filters.items() if v}, page=1)

    def at_page(self, page: int) -> Self:
        return replace(self, page=page)
