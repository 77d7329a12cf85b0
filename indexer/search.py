"""Answering a reader's request: one query, one version of the index, one meaning (law 8)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from indexer.card import Card
from indexer.engine import MAX_RANKED, Answer, Ask, Engine, EngineHit, Order, Snapshot
from indexer.errors import EngineUnavailable, NothingIndexed
from indexer.explanation import Explanation, explanation
from indexer.facets import Filters, counted, facets_of, hidden_of, years_of
from indexer.highlights import snippets_of
from indexer.identity import ResultSet, result_set
from indexer.lexicon import Lexicon
from indexer.marks import Wanted, marked, wanted
from indexer.promoted import Promotion, promoted_for, with_promoted
from indexer.query.canonical import canonical
from indexer.query.clauses import Clause, Plan
from indexer.query.filter_words import filtered
from indexer.query.open_words import open_words_cut
from indexer.query.parser import parse
from indexer.query.plan import loose_word_count, make_plan
from indexer.query.questions import is_question
from indexer.query.request import Mots, SearchRequest, Tri
from indexer.query.rewriting import absent, rewrite
from indexer.query.sentence import Understood, sentence
from indexer.query.synonyms import NOTHING_BESIDE, Expansion
from indexer.query.tree import Query, Scope
from indexer.rescue import Remedy, remedies
from indexer.results import Hit, Results, Rewrite
from indexer.similar import plan_like
from indexer.suggestions import MAX_SUGGESTED, MAX_TITLES, Suggestion, titles_plan, typed_words
from indexer.versions import IndexVersion
from transform.schema import Record
from transform.vocabulary import Vocabularies, load_vocabularies

#: Hits on one page, whatever is asked for.
MAX_SIZE = 100

#: A letter alone begins too many words.
_SHORTEST_SUGGESTED = 2

_ORDERS = {Tri.PERTINENCE: Order.RELEVANCE, Tri.RECENTES: Order.LATEST, Tri.ANCIENNES: Order.OLDEST}


@dataclass(frozen=True, slots=True)
class _Words:
    """The query, corrected where that is safe, and its words' other names."""

    query: Query
    rewrites: tuple[Rewrite, ...] = ()
    beside: Expansion = NOTHING_BESIDE
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """Which words must match, and why: asked for, a question, or nothing that holds them all."""

    words: _Words
    mots: Mots
    question: bool = False
    fallback: bool = False

    def plan(self, lexicon: Lexicon) -> Plan:
        return make_plan(
            self.words.query,
            self.mots,
            lexicon.words,
            coverage_first=self.fallback,
            meanings=lexicon.meanings,
            beside=self.words.beside,
        )


class Search:
    """Follows the version in service: each call sees one version, the one that is current when it begins."""

    def __init__(
        self,
        engine: Engine,
        vocabularies: Vocabularies | Callable[[], Vocabularies] | None = None,
        promotions: Callable[[], Sequence[Promotion]] = tuple,
    ) -> None:
        """`vocabularies`: those whose synonyms and labels serve, or what gives them as they are now.

        `promotions` gives the answers that editors put first.
        """
        self._promotions = promotions
        self._engine = engine
        given = vocabularies or load_vocabularies()
        self._vocabularies = given if callable(given) else lambda: given
        self._open: Snapshot | None = None
        self._known: Lexicon | None = None

    @property
    def engine(self) -> Engine:
        return self._engine

    @property
    def promotions(self) -> Callable[[], Sequence[Promotion]]:
        return self._promotions

    @property
    def vocabularies(self) -> Callable[[], Vocabularies]:
        return self._vocabularies

    def run(self, request: SearchRequest) -> Results:
        """Raises `NothingIndexed` or `EngineUnavailable`; no text, filter or page is an error (law 10)."""
        snapshot = self._snapshot()
        lexicon = self._lexicon(snapshot)
        filters, promoted = lexicon.filters(request), self._promoted(request)
        offset, size = _place(request)
        reading, looser = _readings(request, lexicon)

        def answered(reading: _Reading) -> Answer:
            plan = with_promoted(reading.plan(lexicon), promoted)
            order = _ORDERS[request.tri]
            return snapshot.search(Ask(plan, filters.all(), filters.counts, filters.tallies, offset, size, order))

        answer = answered(reading)
        if looser is not None and answer.total <= len(promoted) and _finds_nothing(reading, snapshot, lexicon):
            reading = looser
            answer = answered(reading)
        return _results(request, filters, reading, answer, snapshot, promoted)

    def total(self, request: SearchRequest) -> int:
        """How many hits, alone: what `run` would say."""
        snapshot = self._snapshot()
        plan, filters = self._matching(request, snapshot)
        return snapshot.search(Ask(replace(plan, scoring=(), bonuses=()), filters, size=0)).total

    def rescue(self, found: Results) -> list[Remedy]:
        """What would find something, where nothing was found."""
        return remedies(self.total, found)

    def ids(self, request: SearchRequest, after: str = "") -> Iterator[str]:
        """Of every hit, in order of ids, whatever the page: as many as `total` says. `after`: those beyond this one."""
        snapshot = self._snapshot()
        plan, filters = self._matching(request, snapshot)
        return snapshot.ids(plan, filters, _sendable(after))

    def walk(self, request: SearchRequest, after: str = "") -> Iterator[Record]:
        """The same with their records."""
        snapshot = self._snapshot()
        plan, filters = self._matching(request, snapshot)
        return (Record.from_json_line(source) for _, source in snapshot.walk(plan, filters, _sendable(after)))

    def identity(self, request: SearchRequest) -> ResultSet:
        """By which a result can be cited, and found again to be the same."""
        snapshot = self._snapshot()
        plan, filters = self._matching(request, snapshot)
        return result_set(snapshot.ids(plan, filters), snapshot.manifest.version.name)

    def suggestions(self, typed: str) -> tuple[Suggestion, ...]:
        """A few, the best first; none for nothing."""
        snapshot = self._snapshot()
        lexicon = self._lexicon(snapshot)
        asked = typed_words(typed)
        if not asked or (len(asked[-1]) < _SHORTEST_SUGGESTED and len(asked) == 1):
            return ()
        plan = titles_plan(typed, lexicon.words)
        standing = lexicon.filters(SearchRequest()).all()
        hits = snapshot.search(Ask(plan, standing, size=MAX_TITLES)).hits if plan else ()
        cards = [Card.decoded(hit.card) for hit in hits]
        named = list(islice(lexicon.suggested.beginning(asked), MAX_SUGGESTED))
        titles = [Suggestion(card.title, "titre", card.path, 1) for card in cards]
        return (*named[: MAX_SUGGESTED - len(titles)], *titles)

    def like(self, record: Record, number: int) -> list[Record]:
        """Those that say most nearly the same, the nearest first."""
        snapshot = self._snapshot()
        plan = plan_like(record, snapshot.vocabulary, snapshot.manifest.documents)
        if plan is None:
            return []
        standing = self._lexicon(snapshot).filters(SearchRequest()).all()
        hits = snapshot.search(Ask(plan, standing, size=min(max(number, 0), MAX_SIZE))).hits
        return [Record.from_json_line(source) for hit in hits if (source := snapshot.get(hit.id))]

    def explain(self, request: SearchRequest, record: Record) -> Explanation:
        """In words, why the record stands where it does."""
        snapshot = self._snapshot()
        reading = _read(request, snapshot, self._lexicon(snapshot))
        promoted = self._promoted(request).get(record.id)
        return explanation(record, reading.words.query, snapshot.vocabulary, reading.words.beside, promoted)

    def _matching(self, request: SearchRequest, snapshot: Snapshot) -> tuple[Plan, tuple[Clause, ...]]:
        lexicon = self._lexicon(snapshot)
        reading = _read(request, snapshot, lexicon)
        return self._plan(request, reading, lexicon), lexicon.filters(request).all()

    def _plan(self, request: SearchRequest, reading: _Reading, lexicon: Lexicon) -> Plan:
        return with_promoted(reading.plan(lexicon), self._promoted(request))

    def _promoted(self, request: SearchRequest) -> Mapping[str, str]:
        """None where the words are taken as they are typed."""
        return {} if request.tel_quel else promoted_for(request.text, self._promotions())

    def record(self, record_id: str) -> Record | None:
        source = self._snapshot().get(_sendable(record_id))
        return Record.from_json_line(source) if source is not None else None

    def alive(self) -> bool:
        """Whether a search would be answered; never raises."""
        try:
            return self._engine.alive() and self._snapshot() is not None
        except (EngineUnavailable, NothingIndexed):
            return False

    @property
    def version(self) -> IndexVersion | None:
        return self._engine.current()

    def kinds(self) -> dict[str, int]:
        """How many records of each kind there are, in the order of the kinds."""
        return counted(self._snapshot().manifest.kinds)

    def recent(self, n: int) -> list[Record]:
        """The records last published."""
        return [Record.from_json_line(source) for source in self._snapshot().recent(min(max(n, 0), MAX_SIZE))]

    def records(self) -> Iterator[Record]:
        """All of them, in the order of their ids."""
        return (Record.from_json_line(source) for _, source in self._snapshot().walk(Plan()))

    def _lexicon(self, snapshot: Snapshot) -> Lexicon:
        known, vocabularies = self._known, self._vocabularies()
        if known is None or not known.is_of(snapshot.vocabulary, vocabularies):
            known = self._known = Lexicon(snapshot.vocabulary, vocabularies)
        return known

    def _snapshot(self) -> Snapshot:
        for last_attempt in (False, True):
            version = self._engine.current()
            if version is None:
                raise NothingIndexed("Aucun index n’est en service. Construisez-le avec : comedie index")
            if self._open is not None and self._open.manifest.version == version:
                return self._open
            if version.newer:
                raise NothingIndexed(
                    f"L’index en service ({version.name}) a été construit par une version plus récente du programme. "
                    "Mettez le programme à jour, ou revenez à l’index d’avant avec : comedie index --rollback"
                )
            if not version.readable:
                raise NothingIndexed(
                    f"L’index en service ({version.name}) a été construit par une autre version du programme. "
                    "Reconstruisez-le avec : comedie index"
                )
            try:
                self._open = self._engine.open(version)
            except NothingIndexed:
                if last_attempt:
                    raise
                continue  # switched, and the old version dropped, between the two lines above
            return self._open
        raise AssertionError("unreachable")


def _sendable(text: str) -> str:
    """Half a surrogate pair cannot be written in UTF-8; no id holds one."""
    return text.encode("utf-8", "replace").decode()


def _place(request: SearchRequest) -> tuple[int, int]:
    """Offset and size of the page, never beyond what is ranked."""
    size = min(max(request.size, 0), MAX_SIZE)
    offset = min((max(request.page, 1) - 1) * size, MAX_RANKED)
    return offset, min(size, MAX_RANKED - offset)


def _words(request: SearchRequest, lexicon: Lexicon) -> _Words:
    query = parse(request.text)
    if not query.root.nodes:
        return _Words(query)
    if request.tel_quel:
        return _Words(query, absent=absent(query, lexicon.words))
    query, rewrites = rewrite(query, lexicon.words, lexicon.names)
    return _Words(query, rewrites, lexicon.synonyms.beside(query), absent(query, lexicon.words))


def _read(request: SearchRequest, snapshot: Snapshot, lexicon: Lexicon) -> _Reading:
    """From the text alone, so that no filter changes which words must match (law 9)."""
    reading, looser = _readings(request, lexicon)
    return looser if looser is not None and _finds_nothing(reading, snapshot, lexicon) else reading


def _readings(request: SearchRequest, lexicon: Lexicon) -> tuple[_Reading, _Reading | None]:
    """The reading that is tried, and the one that takes its place where it finds nothing, if one may."""
    words = _words(request, lexicon)
    if request.mots is Mots.TOUS or loose_word_count(words.query, lexicon.words) < 2:
        return _Reading(words, request.mots or Mots.TOUS), None
    if request.mots is Mots.CERTAINS:
        return _Reading(words, Mots.CERTAINS), None
    if is_question(request.text):
        return _Reading(words, Mots.CERTAINS, question=True), None
    return _Reading(words, Mots.TOUS), _Reading(words, Mots.CERTAINS, fallback=True)


def _finds_nothing(reading: _Reading, snapshot: Snapshot, lexicon: Lexicon) -> bool:
    """Under no filter at all, and with nothing that editors put first."""
    return not snapshot.search(Ask(replace(reading.plan(lexicon), scoring=(), bonuses=()), size=0)).total


def _results(
    request: SearchRequest,
    filters: Filters,
    reading: _Reading,
    answer: Answer,
    snapshot: Snapshot,
    promoted: Mapping[str, str],
) -> Results:
    query = reading.words.query
    understood = Understood(
        query,
        answer.total,
        reading.mots,
        reading.fallback,
        reading.question,
        request.filters,
        request.text,
        open_words_cut(query, snapshot.vocabulary),
        filtered(request, filters.meanings),
    )
    in_title, in_text = (
        wanted(query, scope, snapshot.vocabulary, reading.words.beside) for scope in (Scope.TITLE, Scope.TEXT)
    )
    return Results(
        request=request,
        understood=sentence(understood) + _chosen(answer, promoted, request),
        mots=reading.mots,
        fallback=reading.fallback,
        total=answer.total,
        hits=tuple(_hit(hit, in_title, in_text, promoted.get(hit.id)) for hit in answer.hits),
        facets=facets_of(filters, answer.counts, answer.tallies),
        rewrites=reading.words.rewrites,
        index_version=snapshot.manifest.version.name,
        question=reading.question,
        hidden=hidden_of(answer.tallies),
        years=years_of(filters, answer.counts),
        canonical=canonical(query),
        synonyms=reading.words.beside.said,
        absent=reading.words.absent,
    )


def _chosen(answer: Answer, promoted: Mapping[str, str], request: SearchRequest) -> str:
    """Said, for such a record may hold none of the words."""
    count = sum(hit.id in promoted for hit in answer.hits)
    if not count or request.page > 1 or request.tri is not Tri.PERTINENCE:
        return ""
    return f" La rédaction a choisi {'la première' if count == 1 else f'les {count} premières'}."


def _hit(hit: EngineHit, in_title: Wanted, in_text: Wanted, promoted: str | None) -> Hit:
    card = Card.decoded(hit.card)
    return Hit(
        id=hit.id,
        kind=card.kind,
        path=card.path,
        title=marked(card.title, in_title),
        subtitle=marked(card.subtitle, in_text) if card.subtitle else None,
        snippets=snippets_of(card, in_text),
        score=hit.score,
        line=card.line,
        language=card.language,
        promoted=promoted,
    )
