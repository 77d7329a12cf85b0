"""Judged queries in the BEIR layout: `corpus.jsonl`, `queries.jsonl`, `qrels.tsv` in one folder."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.errors import IndexerError
from transform.schema import Kind, Record, Section, Source


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """`relevant`: id of a document → how relevant it is, above zero."""

    id: str
    text: str
    relevant: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class JudgedSet:
    documents: tuple[Record, ...]
    queries: tuple[JudgedQuery, ...]


class JudgedSetUnreadable(IndexerError):
    """The folder does not hold what a BEIR folder holds."""

    exit_code = 2


def read_judged_set(folder: Path) -> JudgedSet:
    """Documents sorted by id; only the queries that have a relevant document."""
    documents = sorted((_document(values) for values in _lines(folder / "corpus.jsonl")), key=lambda record: record.id)
    queries = read_questions(folder)
    if not documents or not queries:
        raise JudgedSetUnreadable(f"{folder} ne contient pas de documents, ou pas de questions jugées.")
    return JudgedSet(tuple(documents), queries)


def read_questions(folder: Path) -> tuple[JudgedQuery, ...]:
    """Only those that have a relevant document; the documents themselves stand elsewhere."""
    judgements = _judgements(folder / "qrels.tsv")
    return tuple(
        JudgedQuery(str(values["_id"]), str(values["text"]), judgements[str(values["_id"])])
        for values in _lines(folder / "queries.jsonl")
        if str(values.get("_id")) in judgements
    )


def _document(values: Mapping[str, Any]) -> Record:
    source = Source(url=f"judged:{values['_id']}", template="judged", captured="", archive="", offset=0, digest="")
    sections = [Section(text=str(values["text"]))]
    title = str(values.get("title", ""))
    return Record(id=str(values["_id"]), kind=Kind.PAGE, title=title, sections=sections, source=source)


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for number, line in _text_lines(path):
        if number == 1 and line.startswith("query-id"):
            continue
        parts = line.split("\t")
        if len(parts) != 3 or not parts[2].strip().lstrip("-").isdecimal():
            raise JudgedSetUnreadable(
                f"{path}, ligne {number} : il faut question, document et note, séparés par des tabulations."
            )
        if int(parts[2]) > 0:
            found.setdefault(parts[0], {})[parts[1]] = int(parts[2])
    return found


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in _text_lines(path):
        try:
            values = json.loads(line)
        except ValueError:
            values = None
        if not isinstance(values, dict) or "_id" not in values or "text" not in values:
            raise JudgedSetUnreadable(f"{path}, ligne {number} : il faut un objet JSON avec _id et text.")
        yield values


def _text_lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield number, line.rstrip("\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise JudgedSetUnreadable(
            f"{path} ne se lit pas ({problem}). Il faut un dossier avec corpus.jsonl, queries.jsonl et qrels.tsv."
        ) from problem
