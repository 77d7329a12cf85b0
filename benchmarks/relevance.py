"""Judged queries on both engines, beside OpenSearch's own French analyser (title and text in one field).

    python benchmarks/relevance.py FOLDER… [--opensearch URL]

Each FOLDER is in the BEIR layout. The queries are asked as they are, then as people type them: with a slip in one word,
in capitals without accents, with the other apostrophe, without the final question mark; and with each half of them, for
recipes are tuned on one. Without a server only the embedded engine is measured. One JSON object a line, then a table.
"""

# ruff: noqa: E402 (the folder of this file leaves the path before our packages are imported)
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])

import argparse
import hashlib
import json
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.helpers import bulk

from indexer.engines import open_engine
from indexer.judged import JudgedQuery, JudgedSet, read_judged_set
from indexer.language.folding import without_accents
from indexer.lifecycle import build
from indexer.query import Mots
from indexer.relevance import DEPTH, measure
from indexer.search import Search

_RIVAL = "comedie-benchmark-rival"
_LONG_WORD = re.compile(r"\b[a-zà-öø-ÿœæ]{6,}\b")


def with_a_slip(text: str) -> str:
    """A letter left out, two swapped, or one replaced, in one lower-case word of six letters or more."""
    drawn = random.Random(text)
    words = list(_LONG_WORD.finditer(text))
    if not words:
        return text
    word = drawn.choice(words)
    place = drawn.randrange(word.start() + 1, word.end() - 1)
    kind = drawn.choice(("left out", "swapped", "replaced"))
    if kind == "left out":
        return text[:place] + text[place + 1 :]
    if kind == "swapped":
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    other = drawn.choice([letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter != text[place]])
    return text[:place] + other + text[place + 1 :]


def in_capitals(text: str) -> str:
    return "".join(map(without_accents, text.upper()))


def with_the_other_apostrophe(text: str) -> str:
    return text.translate({ord("'"): "’", ord("’"): "'"})


def without_question_mark(text: str) -> str:
    return re.sub(r"\s*\?+\s*$", "", text)


VARIANTS: dict[str, Callable[[str], str]] = {
    "one slip": with_a_slip,
    "capitals": in_capitals,
    "other apostrophe": with_the_other_apostrophe,
    "no question mark": without_question_mark,
}


def half_of(judged: JudgedSet, number: int) -> JudgedSet:
    """By the digest of the query's id: the same half on every machine."""
    kept = (q for q in judged.queries if hashlib.blake2b(q.id.encode()).digest()[0] % 2 == number)
    return replace(judged, queries=tuple(kept))


def typed_as(judged: JudgedSet, change: Callable[[str], str]) -> JudgedSet:
    return replace(judged, queries=tuple(replace(query, text=change(query.text)) for query in judged.queries))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--opensearch", default="")
    arguments = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for folder in arguments.folders:
        rows += measured(folder.name, read_judged_set(folder), arguments.opensearch)
    print(table(rows))


def measured(name: str, judged: JudgedSet, url: str) -> Iterator[dict[str, Any]]:
    def told(who: str, how: str, asked: JudgedSet, values: dict[str, float | int]) -> dict[str, Any]:
        row = {"set": name, "who": who, "how": how, **values, "queries": len(asked.queries)}
        print(json.dumps(row, ensure_ascii=False), flush=True)
        return row

    halves = {"first half": half_of(judged, 0), "second half": half_of(judged, 1)}
    slips = typed_as(judged, with_a_slip)
    if url:
        with rival(url, judged) as asks:
            for how, asked in {"certains": judged, **halves, "one slip": slips}.items():
                yield told("french analyser", how, asked, asks(asked))
    with ours("embedded", judged, url) as search:
        for how, asked in {"certains": judged, **halves}.items():
            yield told("embedded", how, asked, measure(search, asked, Mots.CERTAINS).to_json())
        yield told("embedded", "auto", judged, measure(search, judged, None).to_json())
        for how, change in VARIANTS.items():
            asked = typed_as(judged, change)
            yield told("embedded", how, asked, measure(search, asked, Mots.CERTAINS).to_json())
    if url:
        with ours("opensearch", judged, url) as search:
            yield told("opensearch", "certains", judged, measure(search, judged, Mots.CERTAINS).to_json())


@contextmanager
def ours(name: str, judged: JudgedSet, url: str) -> Iterator[Search]:
    with tempfile.TemporaryDirectory() as scratch:
        engine = open_engine(name, index_folder=Path(scratch, "index"), opensearch_url=url, site="benchmark")
        records = Path(scratch, "records.jsonl")
        with records.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{record.to_json_line()}\n" for record in judged.documents)
        version = build(engine, records, force=True, holder="benchmark")
        try:
            yield Search(engine)
        finally:
            engine.drop(version)


@contextmanager
def rival(url: str, judged: JudgedSet) -> Iterator[Callable[[JudgedSet], dict[str, float | int]]]:
    """OpenSearch out of the box: one field, its French analyser, a match query."""
    client = OpenSearch(hosts=[url], timeout=60)
    client.indices.delete(index=_RIVAL, ignore_unavailable=True)
    mapping = {"properties": {"all": {"type": "text", "analyzer": "french"}}}
    client.indices.create(index=_RIVAL, body={"settings": {"number_of_shards": 1}, "mappings": mapping})
    documents = (
        {"_index": _RIVAL, "_id": d.id, "_source": {"all": f"{d.title}\n{d.sections[0].text}"}}
        for d in judged.documents
    )

    def rank(query: JudgedQuery) -> int | None:
        body = {"query": {"match": {"all": query.text}}, "size": DEPTH, "_source": False}
        hits = client.search(index=_RIVAL, body=body)["hits"]["hits"]
        return next((place for place, hit in enumerate(hits, 1) if hit["_id"] in query.relevant), None)

    def asks(asked: JudgedSet) -> dict[str, float | int]:
        ranks = [rank(query) for query in asked.queries]
        return {
            "success@1": round(sum(one == 1 for one in ranks) / len(ranks), 4),
            "success@10": round(sum(one is not None for one in ranks) / len(ranks), 4),
            "mrr@10": round(sum(1 / one for one in ranks if one) / len(ranks), 4),
        }

    try:
        bulk(client, documents, refresh=True)
        yield asks
    finally:
        client.indices.delete(index=_RIVAL)
        client.close()


def table(rows: list[dict[str, Any]]) -> str:
    """Markdown: one line for who and how, success@1 and mrr@10 of each set."""
    sets = list(dict.fromkeys(row["set"] for row in rows))
    figures = {(row["who"], row["how"], row["set"]): f"{row['success@1']:.3f} / {row['mrr@10']:.3f}" for row in rows}
    lines = [f"| success@1 / mrr@10 | {' | '.join(sets)} |", f"|---{'|---' * len(sets)}|"]
    for who, how in dict.fromkeys((row["who"], row["how"]) for row in rows):
        lines.append(f"| {who}, {how} | {' | '.join(figures.get((who, how, one), '') for one in sets)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
