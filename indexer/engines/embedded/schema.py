"""tantivy's side of an indexed document: one whitespace field per view, filled with terms made by our chain."""

from collections.abc import Sequence
from pathlib import Path

import tantivy

from indexer.document import TEXT_FIELDS, VALUE_FIELDS, IndexedDocument
from indexer.fields import YEARS_FIELD
from indexer.language import View
from indexer.query.clauses import text_field

ID, RANK, ADDED, PLACE = "id", "rank", "added", "place"

#: Ranks are apart, so that a record can later stand between two others.
RANK_STEP = 1 << 24

_TOKENIZER = "terms"
_POSITIONS = {
    View.STEMS: "freq",
    View.EXACT: "freq",
    View.STEM_PAIRS: "freq",
    View.EXACT_PAIRS: "position",
    View.STOPS: "freq",
    View.WORDS: "position",
}

#: What tantivy keeps of each text field: sequences are only looked up among pairs of exact forms.
INDEX_OPTIONS = {
    **{text_field(scope, which): _POSITIONS[which] for scope, which in TEXT_FIELDS},
    **dict.fromkeys((*VALUE_FIELDS, ID), "basic"),
}


def build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, tokenizer_name="raw", index_option="basic")
    for scope, which in TEXT_FIELDS:
        name = text_field(scope, which)
        builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option=INDEX_OPTIONS[name])
    for name in VALUE_FIELDS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(RANK, fast=True, indexed=True)
    builder.add_unsigned_field(ADDED, fast=True)
    builder.add_unsigned_field(PLACE, fast=True)
    builder.add_unsigned_field(YEARS_FIELD, fast=True, indexed=True)
    return builder.build()


def create(folder: Path) -> tantivy.Index:
    folder.mkdir(parents=True)
    return _with_tokenizer(tantivy.Index(build_schema(), path=str(folder)))


def reopen(folder: Path) -> tantivy.Index:
    return _with_tokenizer(tantivy.Index.open(str(folder)))


def _with_tokenizer(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer(_TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def to_tantivy(document: IndexedDocument, rank: int, place: int) -> tantivy.Document:
    """`rank` stands for the id wherever order is asked for: it grows with it. `place`: in the file of cards."""
    made = tantivy.Document()
    made.add_text(ID, document.id)
    for name, passages in document.terms.items():
        _add_passages(made, name, passages)
    for name, values in document.values.items():
        for value in values:
            made.add_text(name, value)
    made.add_unsigned(RANK, rank)
    made.add_unsigned(ADDED, document.added)
    made.add_unsigned(PLACE, place)
    for year in document.years:
        made.add_unsigned(YEARS_FIELD, year)
    return made


def _add_passages(made: tantivy.Document, name: str, passages: Sequence[Sequence[str]]) -> None:
    """One value a passage where positions count (values are a step apart), one in all elsewhere."""
    if INDEX_OPTIONS[name] == "position":
        for terms in passages:
            made.add_text(name, " ".join(terms))
    else:
        made.add_text(name, " ".join(term for terms in passages for term in terms))
