"""A record as an index holds it: terms by field, facet values, and the record itself, byte for byte."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.acronyms import acronyms_of
from indexer.card import Card
from indexer.fields import VALUE_FIELDS
from indexer.language import View, WordForms, view, words, words_and_spans
from indexer.query.clauses import text_field
from indexer.query.tree import MAX_BETWEEN, Scope
from indexer.values import Named, values_of
from indexer.word_places import written_places
from transform.schema import Record

__all__ = ["MAX_INDEXED_TEXT", "NO_WORDS", "TEXT_FIELDS", "VALUE_FIELDS", "IndexedDocument", "document_of"]

#: In characters. What stands beyond is shown with the record but not searched; the build counts such records.
MAX_INDEXED_TEXT = 2_000_000

#: Stands in a field that holds no word, so that both engines average lengths over the same documents.
NO_WORDS = "_"

#: No two words of different passages are near each other.
_APART = (NO_WORDS,) * (MAX_BETWEEN + 1)

#: Which views of which text are fields of the index.
TEXT_FIELDS: tuple[tuple[Scope, View], ...] = (
    *((Scope.FULL, which) for which in View),
    (Scope.TITLE, View.STEMS),
    (Scope.TITLE, View.EXACT),
    (Scope.TITLE, View.EXACT_PAIRS),
    (Scope.TITLE, View.STOPS),
    (Scope.TITLE, View.WORDS),
    (Scope.TEXT, View.STEMS),
    (Scope.TEXT, View.EXACT),
    (Scope.TEXT, View.EXACT_PAIRS),
    (Scope.TEXT, View.STOPS),
    (Scope.TEXT, View.WORDS),
)

_TEXT_FIELDS = frozenset(TEXT_FIELDS)


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """`terms`: field → for each passage, its terms. `added` is `YYYYMMDD` as a number, 0 where unknown.

    `values` and `years` are what it is filtered by, `named` what the version's table of values learns from it.
    `text` is for OpenSearch's own French analyser; `vocabulary`, the words it adds to the version's; `card`, what a
    page of results shows of it; `acronyms`, those it explains, with their long forms.
    """

    id: str
    kind: str
    title: str
    terms: Mapping[str, Sequence[Sequence[str]]]
    values: Mapping[str, tuple[str, ...]]
    years: tuple[int, ...]
    named: Mapping[str, tuple[Named, ...]]
    added: int
    text: str
    card: str
    source: bytes
    vocabulary: frozenset[WordForms]
    acronyms: frozenset[tuple[str, str]]
    cut: bool


def document_of(record: Record, source: bytes) -> IndexedDocument:
    """`source` is the record's line, which is given back unchanged."""
    values = values_of(record)
    card = Card.of(record, values.named)
    texts, cut = _bounded([passage.text for passage in card.passages])
    title = words(record.title)
    body, places = _analysed(texts)
    return IndexedDocument(
        id=record.id,
        kind=record.kind.value,
        title=record.title,
        terms=_terms(title, body),
        values=values.terms,
        years=values.years,
        named=values.named,
        added=_day(record.published),
        text="\n".join([record.title, *texts]),
        card=card._replace(places=places).encoded(),
        source=source,
        vocabulary=frozenset(title).union(*body),
        acronyms=acronyms_of(record),
        cut=cut,
    )


def _analysed(texts: list[str]) -> tuple[list[list[WordForms]], str]:
    """The words of each text, and where those of all stand in a card's body, a sign between two texts."""
    body: list[list[WordForms]] = []
    placed: list[tuple[WordForms, int, int]] = []
    begins = 0
    for text in texts:
        found, spans = words_and_spans(text)
        body.append(found)
        placed += [(forms, begins + start, begins + end) for forms, (start, end) in zip(found, spans, strict=True)]
        begins += len(text) + 1
    return body, written_places(placed)


def _bounded(texts: list[str]) -> tuple[list[str], bool]:
    kept: list[str] = []
    left = MAX_INDEXED_TEXT
    for text in texts:
        kept.append(text[:left])
        left -= len(kept[-1])
        if len(kept[-1]) < len(text):
            return kept, True
    return kept, False


def _terms(title: list[WordForms], body: list[list[WordForms]]) -> dict[str, list[list[str]]]:
    """Each view of each passage is made once: the full text's terms are the title's and the text's."""
    fields: dict[str, list[list[str]]] = {}
    for which in View:
        by_scope = {Scope.TITLE: [view(which, title)], Scope.TEXT: [view(which, passage) for passage in body]}
        by_scope[Scope.FULL] = by_scope[Scope.TITLE] + by_scope[Scope.TEXT]
        for scope, passages_terms in by_scope.items():
            if (scope, which) in _TEXT_FIELDS:
                kept = [terms for terms in passages_terms if terms]
                if which is View.WORDS and kept:
                    kept = [[term for terms in kept for term in (*terms, *_APART)]]
                elif which is View.STOPS:
                    kept = [sorted({term for terms in kept for term in terms})] if kept else []
                fields[text_field(scope, which)] = kept or [[NO_WORDS]]
    return fields


def _day(published: str | None) -> int:
    """Of « 2011 », « 2011-04 » or « 2011-04-02… »; what is not known counts as the beginning."""
    digits = [part for part in (published or "")[:10].split("-") if part.isascii() and part.isdecimal()]
    if not digits or len(digits[0]) != 4:
        return 0
    year, month, day = (int(part) for part in [*digits, "0", "0"][:3])
    return year * 10_000 + min(month, 12) * 100 + min(day, 31)
