"""OpenSearch's side of an indexed document: the same terms, as whitespace text, one field per view.

`text_fr` is beside them for people who query by hand: OpenSearch's own French analyser. `source` is the record's
line; the terms are not kept in `_source`, and neither is `card`, what is shown of it: stored by itself, it is read
without the rest.
"""

from typing import Any

from indexer.document import TEXT_FIELDS, VALUE_FIELDS, IndexedDocument
from indexer.fields import YEARS_FIELD
from indexer.language import View
from indexer.query.clauses import text_field

ID, ADDED, CARD, SOURCE = "id", "added", "card", "source"

_POSITIONS = {View.EXACT_PAIRS: "positions", View.WORDS: "positions"}


def index_body(shards: int = 1, replicas: int = 0) -> dict[str, Any]:
    """Settings and mappings of a version. No refresh while it is written."""
    return {
        "settings": {
            "index": {
                "number_of_shards": shards,
                "number_of_replicas": replicas,
                "refresh_interval": "-1",
                "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
            }
        },
        "mappings": {
            "dynamic": False,
            "_source": {"includes": [ID, "title", *VALUE_FIELDS, YEARS_FIELD, SOURCE]},
            "properties": {
                ID: {"type": "keyword"},
                "title": {"type": "text", "analyzer": "french"},
                "text_fr": {"type": "text", "analyzer": "french"},
                ADDED: {"type": "integer"},
                YEARS_FIELD: {"type": "integer"},
                CARD: {"type": "text", "index": False, "store": True},
                SOURCE: {"type": "keyword", "index": False, "doc_values": False},
                **{name: {"type": "keyword"} for name in VALUE_FIELDS},
                **{text_field(scope, which): _terms_field(which) for scope, which in TEXT_FIELDS},
            },
        },
    }


def words_body(replicas: int = 0) -> dict[str, Any]:
    return {
        "settings": {"index": {"number_of_shards": 1, "number_of_replicas": replicas}},
        "mappings": {"dynamic": False, "properties": {}},
    }


def to_opensearch(document: IndexedDocument) -> dict[str, Any]:
    return {
        ID: document.id,
        "title": document.title,
        "text_fr": document.text,
        ADDED: document.added,
        YEARS_FIELD: list(document.years),
        CARD: document.card,
        SOURCE: document.source.decode(),
        **{name: list(values) for name, values in document.values.items()},
        **{name: [" ".join(terms) for terms in passages] for name, passages in document.terms.items()},
    }


def _terms_field(which: View) -> dict[str, Any]:
    return {"type": "text", "analyzer": "whitespace", "index_options": _POSITIONS.get(which, "freqs")}
