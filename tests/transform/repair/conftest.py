"""Strings of the real corpora, once a session."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from transform.decode import decode
from transform.errors import PageError
from transform.markup import line_of, parse

TAGS = ("title", "h1", "h2", "h3", "p", "li", "td", "dd", "pre")


def _pages(folder: Path, pattern: str) -> Iterator[str]:
    for path in sorted(folder.rglob(pattern)):
        if not path.is_file():
            continue
        try:
            root = parse(decode(path.read_bytes()).text)
        except PageError:
            continue
        yield from (line_of(element) for element in root.iter(*TAGS))


@pytest.fixture(scope="session")
def corpus_strings(corpus: Path) -> dict[str, list[str]]:
    strings = {
        "senat": list(_pages(corpus / "senat", "*.html")) + list(_pages(corpus / "senat" / "recents", "*")),
        "httpd-fr": list(_pages(corpus / "httpd-fr", "*.html.fr")),
    }
    for name in ("piaf", "service-public"):
        strings[name] = [
            values.get(field) or ""
            for file in ("corpus", "queries")
            for line in (corpus / "retrieval" / name / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
            for values in [json.loads(line)]
            for field in ("title", "text")
        ]
    return {name: list(dict.fromkeys(filter(None, texts))) for name, texts in strings.items()}
