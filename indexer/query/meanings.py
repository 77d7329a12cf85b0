"""What a value means in one index version: the values it names there, those within it, and how each is shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from indexer.fields import EMPTY_VALUE, FIELDS, folded_name
from indexer.language import words
from indexer.value_table import ValueTable
from transform.schema import KIND_LABELS, Kind
from transform.vocabulary import Concept, Vocabularies

_LANGUAGES = {
    "fr": "français",
    "en": "anglais",
    "es": "espagnol",
    "de": "allemand",
    "it": "italien",
    "pt": "portugais",
    "nl": "néerlandais",
    "ca": "catalan",
    "oc": "occitan",
    "br": "breton",
    "eu": "basque",
    "co": "corse",
}
_LABELS: dict[str, dict[str, str]] = {
    "kind": {kind.value: plural for kind, (_, plural) in KIND_LABELS.items()},
    "language": _LANGUAGES,
    "media": {"image": "image", "video": "vidéo", "document": "document joint", "pdf": "document PDF"},
}
_FORMER_REGION = "ancienne-region-"


#: The place of each kind.
KIND_ORDER = {kind.value: place for place, kind in enumerate(Kind)}


#: Up to so many times fewer values than there are, these alone are compared.
_SORTED_WHOLE = 16


class Order(dict[str, tuple[bool, int, int, str]]):
    """Value → what it is sorted by, worked out when it is first asked for."""

    def __init__(self, values: ValueTable, index: str) -> None:
        super().__init__()
        self._values = values
        self._index = index

    def __missing__(self, value: str) -> tuple[bool, int, int, str]:
        of_kinds = self._index == "kind"
        kind = KIND_ORDER.get(value, len(KIND_ORDER)) if of_kinds else 0
        documents = 0 if of_kinds else self._values.documents(self._index, value)
        place = (value == EMPTY_VALUE, kind, -documents, value)
        if documents or of_kinds:
            self[value] = place  # values that no record has are readers' own: not kept
        return place

    def sorted(self, found: Collection[str]) -> list[str]:
        """These values in their order; where many are found, without comparing any two."""
        ordered = self._ordered
        if self._index == "kind" or len(found) * _SORTED_WHOLE < len(ordered):
            return sorted(found, key=self.__getitem__)
        first = [value for value in ordered if value in found]
        if len(first) == len(found):
            return first
        # What no record has, and « non renseigné », stand behind all others.
        return first + sorted((value for value in found if value not in ordered), key=self.__getitem__)

    @cached_property
    def _ordered(self) -> dict[str, None]:
        held = (value for value, entry in self._values.entries(self._index).items() if entry.documents)
        return dict.fromkeys(sorted((value for value in held if value != EMPTY_VALUE), key=self.__getitem__))


@dataclass(frozen=True, slots=True)
class Meanings:
    """`values`: the version's own; `vocabularies`: the labels of controlled values, and what is within them."""

    values: ValueTable = field(default_factory=ValueTable)
    vocabularies: Vocabularies = field(default_factory=lambda: Vocabularies({}))
    _broader: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict, compare=False, repr=False)
    _orders: dict[str, "Order"] = field(default_factory=dict, compare=False, repr=False)
    _shown: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict, compare=False, repr=False)
    _name_words: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def places(self, parameter: str, written: str) -> tuple[tuple[str, str], ...]:
        """Index field and value, for each that is meant: by its value, else by its name, else by words of its name."""
        index = FIELDS[parameter].index
        known = self.values.entries(index)
        if written in known or written in self._concepts(index) or written in _LABELS.get(index, {}):
            found: tuple[str, ...] = (written,)
        else:
            found = self.values.called(index, written) or self._called(index, written)
        if not found and parameter == "region":
            former = self.values.called("places", written)
            return tuple(("places", value) for value in former if value.startswith(_FORMER_REGION))
        found = found or self.values.holding(index, written)
        return tuple(
            (index, value) for value in dict.fromkeys(within for one in found for within in self._all(index, one))
        )

    def label(self, index: str, value: str) -> str:
        """As a reader sees it: a region of before 2016 says that it is one."""
        name = self.name(index, value)
        return f"{name} (ancienne région)" if name and index == "places" and value.startswith(_FORMER_REGION) else name

    def written(self, parameter: str, value: str) -> str:
        """What a reader's own words mean, as it is shown, where that is one thing; else the words."""
        index = FIELDS[parameter].index
        meant = () if value in self.values.entries(index) else self.places(parameter, value)
        return self.label(*meant[0]) if len(meant) == 1 else self.label(index, value)

    def name(self, index: str, value: str) -> str:
        label = self.values.label(index, value) or _LABELS.get(index, {}).get(value, "")
        return label or self.vocabularies.label(index, value)

    def broader(self, index: str) -> dict[str, tuple[str, ...]]:
        """The values that contain others, with all that they contain, where a record holds one of them."""
        if index not in self._broader:
            inside = {one: self._all(index, one) for one in self._concepts(index)}
            self._broader[index] = {
                one: held
                for one, held in inside.items()
                if len(held) > 1 and any(self.values.documents(index, value) for value in held)
            }
        return self._broader[index]

    def parent(self, index: str, value: str) -> str:
        concept = self._concepts(index).get(value)
        return (concept.broader or "") if concept else self.values.parent(index, value)

    def order(self, index: str) -> "Order":
        """In which the values of a field stand, whatever is ticked: kinds in their own, others the frequent first."""
        if index not in self._orders:
            self._orders[index] = Order(self.values, index)
        return self._orders[index]

    def shown(self, index: str, value: str) -> tuple[str, str]:
        """Label, and the value that contains it."""
        known = self._shown.get((index, value))
        if known is None:
            label = "non renseigné" if value == EMPTY_VALUE else self.label(index, value)
            known = label, self.parent(index, value)
            if self.values.documents(index, value):
                self._shown[index, value] = known
        return known

    def name_words(self, index: str, value: str) -> frozenset[str]:
        """Folded."""
        known = self._name_words.get((index, value))
        if known is None:
            known = frozenset(word.exact for word in words(self.name(index, value)))
            self._name_words[index, value] = known
        return known

    def _concepts(self, index: str) -> Mapping[str, Concept]:
        return self.vocabularies.schemes[index].concepts if index in self.vocabularies.schemes else {}

    def _called(self, index: str, written: str) -> tuple[str, ...]:
        name = folded_name(written)
        labels = {value: (label,) for value, label in _LABELS.get(index, {}).items()}
        names = {**labels, **{one.id: (one.label, *one.synonyms) for one in self._concepts(index).values()}}
        return tuple(value for value, known in names.items() if any(folded_name(one) == name for one in known))

    def _all(self, index: str, value: str) -> tuple[str, ...]:
        if index not in self.vocabularies.schemes:
            return (value,)
        scheme = self.vocabularies.schemes[index]
        found = [value]
        for one in found:
            found += [inside for inside in scheme.narrower(one) if inside not in found]
        return tuple(found)
