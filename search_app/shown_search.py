"""The search as readers get it: what was withdrawn is named nowhere, before the index is made again without it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from indexer.engine import Engine
from indexer.identity import ResultSet, result_set
from indexer.promoted import Promotion
from indexer.query import SearchRequest
from indexer.results import Results
from indexer.search import Search
from indexer.suggestions import Suggestion
from transform.decisions import Decision
from transform.schema import Record
from transform.vocabulary import Vocabularies
from transform.withdrawal import Withdrawals

#: So many recent records are asked for beside those wanted, where some are hidden.
_EXTRA = 20


class ShownSearch(Search):
    """`decisions` gives the journal as it is now."""

    def __init__(
        self,
        engine: Engine,
        decisions: Callable[[], tuple[Decision, ...]],
        vocabularies: Vocabularies | Callable[[], Vocabularies] | None = None,
        promotions: Callable[[], Sequence[Promotion]] = tuple,
    ) -> None:
        super().__init__(engine, vocabularies, promotions)
        self._decisions = decisions
        self._withheld: tuple[str, frozenset[str]] = ("", frozenset())

    def run(self, request: SearchRequest) -> Results:
        """The total says one less for each hit of this page that is hidden; facets follow with the next index."""
        found = super().run(request)
        hidden = self._hidden()
        hits = tuple(hit for hit in found.hits if hit.id not in hidden)
        gone = len(found.hits) - len(hits)
        return replace(found, hits=hits, total=found.total - gone) if gone else found

    def record(self, record_id: str) -> Record | None:
        return None if record_id in self._hidden() else super().record(record_id)

    def recent(self, n: int) -> list[Record]:
        hidden = self._hidden()
        if not hidden:
            return super().recent(n)
        return [record for record in super().recent(n + _EXTRA) if record.id not in hidden][:n]

    def records(self) -> Iterator[Record]:
        hidden = self._hidden()
        return (record for record in super().records() if record.id not in hidden)

    def ids(self, request: SearchRequest, after: str = "") -> Iterator[str]:
        hidden = self._hidden()
        return (record_id for record_id in super().ids(request, after) if record_id not in hidden)

    def walk(self, request: SearchRequest, after: str = "") -> Iterator[Record]:
        hidden = self._hidden()
        return (record for record in super().walk(request, after) if record.id not in hidden)

    def identity(self, request: SearchRequest) -> ResultSet:
        version = self.version
        return result_set(self.ids(request), version.name if version else "")

    def suggestions(self, typed: str) -> tuple[Suggestion, ...]:
        """Titles of withdrawn records are told to nobody."""
        hidden = self._hidden()
        found = super().suggestions(typed)
        return tuple(one for one in found if one.path.removeprefix("/notice/").partition("/")[0] not in hidden)

    def like(self, record: Record, number: int) -> list[Record]:
        hidden = self._hidden()
        return [other for other in super().like(record, number + len(hidden)) if other.id not in hidden][:number]

    def _hidden(self) -> frozenset[str]:
        """Worked out again when the journal grew."""
        decisions = self._decisions()
        stamp = decisions[-1].id if decisions else ""
        if self._withheld[0] != stamp:
            self._withheld = (stamp, frozenset(Withdrawals.of(decisions).records))
        return self._withheld[1]
