"""What a version must show before it is put in service. Each check gives a French sentence, or nothing."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indexer.card import Card
from indexer.engine import Ask, FacetCount, Snapshot
from indexer.fields import EMPTY_VALUE, INFERRED_MARK
from indexer.language import words
from indexer.query.clauses import HasTerm
from indexer.query.parser import parse
from indexer.query.plan import KIND_FIELD, make_plan
from indexer.query.request import Mots
from transform.schema import Record

SAMPLE = 40

#: The share of sampled records that must be found by the words of their own title.
KNOWN_ITEMS_FOUND = 0.9
KNOWN_ITEM_DEPTH = 10
#: Both engines hold the ids as whole values.
_ID_FIELD = "id"


@dataclass(slots=True)
class Expected:
    """What the records say, gathered while they are read: the same sample for the same records."""

    documents: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    _sample: list[tuple[bytes, Record, bytes]] = field(default_factory=list)

    def add(self, record: Record, line: bytes) -> None:
        self.documents += 1
        self.kinds[record.kind.value] = self.kinds.get(record.kind.value, 0) + 1
        self._sample.append((hashlib.sha256(record.id.encode()).digest(), record, line))
        if len(self._sample) > 4 * SAMPLE:
            self._sample = self._kept()

    @property
    def sample(self) -> list[tuple[Record, bytes]]:
        return [(record, line) for _, record, line in self._kept()]

    def _kept(self) -> list[tuple[bytes, Record, bytes]]:
        return sorted(self._sample, key=lambda drawn: drawn[0])[:SAMPLE]


def problems(snapshot: Snapshot, expected: Expected) -> list[str]:
    """All that is wrong with a version; empty where it may serve."""
    return [
        *_counts(snapshot, expected),
        *_records(snapshot, expected.sample),
        *_known_items(snapshot, expected.sample),
    ]


def _counts(snapshot: Snapshot, expected: Expected) -> Iterable[str]:
    answer = snapshot.search(Ask(facets=(FacetCount(KIND_FIELD),), size=0))
    if answer.total != expected.documents:
        yield f"{answer.total} notices dans l’index, {expected.documents} dans le fichier"
    found: Mapping[str, int] = {
        kind: count for kind, count in answer.counts[KIND_FIELD].items() if not kind.startswith(INFERRED_MARK)
    }
    found = {kind: count for kind, count in found.items() if kind != EMPTY_VALUE}
    for kind in sorted(expected.kinds.keys() | found.keys()):
        if found.get(kind, 0) != expected.kinds.get(kind, 0):
            yield f"{found.get(kind, 0)} « {kind} » dans l’index, {expected.kinds.get(kind, 0)} dans le fichier"


def _records(snapshot: Snapshot, sample: list[tuple[Record, bytes]]) -> Iterable[str]:
    for record, _ in sample:
        source = snapshot.get(record.id)
        if source is None:
            yield f"la notice {record.id} manque"
            continue
        kept = Record.from_json_line(source)
        changed = [name for name in Record.model_fields if getattr(kept, name) != getattr(record, name)]
        if changed:
            yield f"la notice {record.id} a changé ({', '.join(changed)})"


def _known_items(snapshot: Snapshot, sample: list[tuple[Record, bytes]]) -> Iterable[str]:
    titled = [record for record, _ in sample if any(word.stem for word in words(record.title))]
    missed = [record.title for record in titled if not _found_by_title(snapshot, record)]
    if len(missed) > len(titled) * (1 - KNOWN_ITEMS_FOUND):
        yield f"{len(missed)} notices sur {len(titled)} ne sont pas trouvées par leur titre, dont « {missed[0]} »"


def _found_by_title(snapshot: Snapshot, record: Record) -> bool:
    """By its own title, or behind others that bear the same; else at least among those that hold all its words.

    How high it stands depends on how alike the titles of an archive are: that is for judged queries to say.
    """
    plan = make_plan(parse(record.title), Mots.CERTAINS, snapshot.vocabulary)
    hits = snapshot.search(Ask(plan=plan, size=KNOWN_ITEM_DEPTH)).hits
    if any(hit.id == record.id or Card.decoded(hit.card).title == record.title for hit in hits):
        return True
    strict = make_plan(parse(record.title), Mots.TOUS, snapshot.vocabulary)
    return snapshot.search(Ask(plan=strict, filters=(HasTerm(_ID_FIELD, record.id),), size=0)).total == 1
