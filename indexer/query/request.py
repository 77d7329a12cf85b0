"""What a reader asks for, as one frozen value: the URL, the API and the shell all build this."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from indexer.fields import EMPTY_VALUE, FIELDS, FIRST_YEAR, LAST_YEAR, REPLACED_NAME, Several

MAX_TEXT = 1000
MAX_VALUES = 50
MAX_PAGE = 500
PAGE_SIZE = 20
_LONGEST_VALUE = 200

ANY_MODE = "un"

#: One year, chosen from a list: the same as `de` and `a` with it, which the permalink has, and stronger than both.
YEAR_PARAMETER = "annee"


class Mots(StrEnum):
    """Which words must match."""

    TOUS = "tous"
    CERTAINS = "certains"


class Tri(StrEnum):
    """In which order."""

    PERTINENCE = "pertinence"
    RECENTES = "recentes"
    ANCIENNES = "anciennes"


class Vue(StrEnum):
    LISTE = "liste"
    CARTE = "carte"
    CHRONOLOGIE = "chronologie"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Bounded by construction: too long a text is cut, too high a page is the last allowed (law 10).

    `filters`: parameter → values as they stand in the URL (`eau`, `-eau`, `(vide)`). `any_of`: the fields of which
    one ticked value is enough. `first_year`, `last_year`: the period that a record's own must overlap;
    `undated`: those of unknown period too, or alone where no year is asked for. `within`: field → text that the
    shown values hold. `replaced`: records that a newer one seems to replace, too.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mots: Mots | None = None
    tel_quel: bool = False
    page: int = 1
    size: int = PAGE_SIZE
    any_of: frozenset[str] = frozenset()
    first_year: int | None = None
    last_year: int | None = None
    undated: bool = False
    inferred: bool = True
    replaced: bool = False
    tri: Tri = Tri.PERTINENCE
    vue: Vue = Vue.LISTE
    within: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_parameters(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """From the pairs of a query string; unknown names and senseless values are left aside."""
        filters: dict[str, list[str]] = {}
        within: dict[str, str] = {}
        any_of: set[str] = set()
        request = cls()
        for name, raw in sorted(pairs, key=lambda pair: pair[0] == YEAR_PARAMETER):
            value = raw.replace("\x00", "").strip()
            if name in FIELDS and value:
                values = filters.setdefault(name, [])
                if value[:_LONGEST_VALUE] not in values and len(values) < MAX_VALUES:
                    values.append(value[:_LONGEST_VALUE])
            elif name in _MODES and value == ANY_MODE:
                any_of.add(_MODES[name])
            elif name in _WITHIN and value:
                within[_WITHIN[name]] = value[:_LONGEST_VALUE]
            else:
                request = request._with(name, value)
        frozen = {name: tuple(values) for name, values in filters.items()}
        return replace(request, filters=frozen, any_of=frozenset(any_of), within=within)

    def _with(self, name: str, value: str) -> Self:
        if name == "q":
            return replace(self, text=_printable(value)[:MAX_TEXT])
        if name == "mots" and value in set(Mots):
            return replace(self, mots=Mots(value))
        if name == "tel_quel":
            return replace(self, tel_quel=value == "1")
        if name == "page" and value.isdecimal() and len(value) < 9:
            return replace(self, page=min(max(int(value), 1), MAX_PAGE))
        if name in {"de", "a"} and value.isdecimal() and len(value) <= 4:
            year = min(max(int(value), FIRST_YEAR), LAST_YEAR)
            return replace(self, first_year=year) if name == "de" else replace(self, last_year=year)
        if name == YEAR_PARAMETER and value.isdecimal() and len(value) <= 4:
            year = min(max(int(value), FIRST_YEAR), LAST_YEAR)
            return replace(self, first_year=year, last_year=year, undated=False)
        if name == "periode":
            return replace(self, undated=value == EMPTY_VALUE)
        if name == "inferees":
            return replace(self, inferred=value != "non")
        if name == REPLACED_NAME:
            return replace(self, replaced=value == "oui")
        if name == "tri" and value in set(Tri):
            return replace(self, tri=Tri(value))
        if name == "vue" and value in set(Vue):
            return replace(self, vue=Vue(value))
        return self

    def to_parameters(self) -> list[tuple[str, str]]:
        """The canonical pairs: a request and its permalink are the same thing."""
        pairs = [("q", self.text)] if self.text else []
        for name, rule in FIELDS.items() if self.filters or self.any_of or self.within else ():
            pairs += [(name, value) for value in sorted(self.filters.get(name, ()))]
            pairs += [(rule.mode_parameter, ANY_MODE)] if name in self.any_of else []
            pairs += [(rule.within_parameter, self.within[name])] if name in self.within else []
        pairs += [("de", str(self.first_year))] if self.first_year is not None else []
        pairs += [("a", str(self.last_year))] if self.last_year is not None else []
        pairs += [("periode", EMPTY_VALUE)] if self.undated else []
        pairs += [("inferees", "non")] if not self.inferred else []
        pairs += [(REPLACED_NAME, "oui")] if self.replaced else []
        pairs += [("mots", self.mots.value)] if self.mots is not None else []
        pairs += [("tel_quel", "1")] if self.tel_quel else []
        pairs += [("tri", self.tri.value)] if self.tri is not Tri.PERTINENCE else []
        pairs += [("vue", self.vue.value)] if self.vue is not Vue.LISTE else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return pairs

    @property
    def permalink(self) -> str:
        pairs = self.to_parameters()
        return f"/recherche?{urlencode(pairs)}" if pairs else "/recherche"

    @property
    def has_period(self) -> bool:
        return self.first_year is not None or self.last_year is not None or self.undated

    @property
    def is_filtered(self) -> bool:
        return self != self.without_filters.at_page(self.page)

    @property
    def without_filters(self) -> Self:
        plain = replace(self, filters={}, any_of=frozenset(), first_year=None, last_year=None, page=1)
        return replace(plain, undated=False, inferred=True, replaced=False, within={})

    @property
    def without_period(self) -> Self:
        return replace(self, first_year=None, last_year=None, undated=False, page=1)

    @property
    def ticks(self) -> Hashable:
        """All that is not words, page or order: the same for two requests that are filtered alike."""
        years = (self.first_year, self.last_year, self.undated)
        filters = tuple((name, tuple(values)) for name, values in self.filters.items())
        return filters, self.any_of, years, self.inferred, self.replaced, tuple(self.within.items())

    def any_is_enough(self, name: str) -> bool:
        return FIELDS[name].several is Several.ANY or name in self.any_of

    def toggled(self, name: str, value: str) -> Self:
        """The same request with one facet value ticked, or unticked; back on the first page."""
        values = self.filters.get(name, ())
        changed = tuple(v for v in values if v != value) if value in values else (*values, value)
        filters = {**self.filters, name: changed}
        return replace(self, filters={n: v for n, v in filters.items() if v}, page=1)

    def switched(self, name: str) -> Self:
        """All ticked values of a field, or one of them: the other of the two."""
        return replace(self, any_of=self.any_of ^ {name}, page=1)

    def at_page(self, page: int) -> Self:
        return replace(self, page=page)


_MODES = {rule.mode_parameter: name for name, rule in FIELDS.items() if rule.several is Several.ALL}
_WITHIN = {rule.within_parameter: name for name, rule in FIELDS.items()}


def _printable(text: str) -> str:
    """Without controls, marks of direction, letters nobody has defined: no word has them, each link would."""
    kept = text[: 10 * MAX_TEXT].replace("\u200b", " ")
    return "".join(letter for letter in kept if letter.isprintable() or letter.isspace())
