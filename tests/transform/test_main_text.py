"""Thirty pages of the bundled site marked by hand: their main text is kept, and no loss gives a false reason.

`fixtures/truth/main_text.json`: by page, runs of lines in reading order, each with what a person says it is and the
words it begins with. The lines are cut by a parser that neither the extraction nor the audit uses first.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag

from fixtures.legacy_site.site import WordPress
from tests.transform.conftest import TRUTH, Workspace, truth
from transform.schema import Image, Record

MARKED: dict[str, list[tuple[str, str]]] = json.loads((TRUTH / "main_text.json").read_text(encoding="utf-8"))
SITE = WordPress()
MAIN = frozenset(("titre", "sous-titre", "chapitre", "texte", "documents", "note"))
#: What a loss may give as its reason, by what a person says that the line is. Of main text, nothing may be lost.
TRUE_REASONS = {
    "cadre": {"boilerplate", "navigation", "colonne", "cadre répété"},
    "intitulé": {"intitulé d’une valeur gardée dans un champ"},
    "fil": {"navigation", "boilerplate"},
    "date": {"métadonnées affichées", "intitulé d’une valeur gardée dans un champ"},
    "mots-clés": {"métadonnées affichées", "intitulé d’une valeur gardée dans un champ", "boilerplate"},
    "partage": {"partage", "boilerplate"},
    "navigation": {"navigation", "boilerplate"},
    "commentaires": {"commentaires", "boilerplate"},
    "colonne": {"colonne", "boilerplate", "intitulé d’une valeur gardée dans un champ"},
}
_BLOCKS = frozenset(
    """
    address article aside blockquote body br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5
    h6 header hr li main nav ol option p pre section select table tbody td tfoot th thead title tr ul button label
    """.split()  # noqa: SIM905 (a list of words is read as words)
)


def lines_of(page: Tag) -> list[str]:
    """The lines of text that a reader sees, one a block."""
    lines: list[str] = []
    words: list[str] = []

    def end() -> None:
        line = " ".join("".join(words).split())
        words.clear()
        if line:
            lines.append(line)

    def walk(node: Tag) -> None:
        for child in node.children:
            if type(child) is NavigableString:
                words.append(child)
            elif isinstance(child, Tag) and child.name not in {"script", "style", "template"}:
                block = child.name in _BLOCKS
                if block:
                    end()
                walk(child)
                if block:
                    end()

    walk(page)
    end()
    return lines


def labelled(path: str) -> Iterator[tuple[str, str]]:
    """(what the line is, the line)."""
    body = BeautifulSoup(SITE.answer(path, "http://127.0.0.1").body, "html5lib").body
    assert body is not None
    runs = iter([*MARKED[path], ("", "\0")])
    label, (following, opening) = "", next(runs)
    for line in lines_of(body):
        if line.startswith(opening):
            label, (following, opening) = following, next(runs)
        yield label, line
    assert opening == "\0", f"{path}: no line begins with {opening!r}"


def words_in(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def kept_words(record: Record) -> Counter[str]:
    pieces = [record.title, record.subtitle or "", record.lead or ""]
    for section in record.sections:
        pieces += [section.heading or "", section.text]
    pieces += [f"{note.mark} {note.text}" for note in record.notes]
    pieces += [document.title or "" for document in record.documents]
    for medium in record.media:
        pieces += [medium.caption or "", medium.credit or ""] if isinstance(medium, Image) else [medium.title or ""]
    if record.step is not None:
        pieces += [record.step.chapter or "", record.step.parcours or ""]
    return Counter(words_in(" ".join(pieces)))


def path_of(url: str) -> str:
    return urlsplit(url).path


@pytest.fixture(scope="module")
def records(legacy: Workspace) -> dict[str, Record]:
    return {path_of(record.source.url): record for record in legacy.read()}


def test_thirty_pages_of_every_kind_are_marked(records: dict[str, Record]) -> None:
    assert len(MARKED) == 30
    assert len({records[path].kind for path in MARKED}) == 11
    damaged = {one["path"] for one in truth() if one["damage"]}
    assert len(damaged & MARKED.keys()) >= 5


@pytest.mark.parametrize("path", MARKED)
def test_what_a_person_calls_main_text_is_in_the_record(path: str, records: dict[str, Record]) -> None:
    planted = next(one["damage"] for one in truth() if one["path"] == path)
    lines = [line for label, line in labelled(path) if label in MAIN]
    assert len(lines) >= 3
    missing = Counter(words_in(" ".join(lines))) - kept_words(records[path])
    for damage in planted:
        missing -= Counter(words_in(BeautifulSoup(damage["shown"], "html5lib").get_text()))
    # A note's call touches the word before it (« Lehéricey1 »), and calls are kept apart.
    calls = {note.mark for note in records[path].notes}
    assert [word for word in missing if not any(word.endswith(call) for call in calls)] == []


@pytest.mark.parametrize("path", MARKED)
def test_what_a_person_calls_the_frame_is_in_no_text(path: str, records: dict[str, Record]) -> None:
    main = {line for label, line in labelled(path) if label in MAIN}
    record = records[path]
    text = [record.lead or "", *(section.text for section in record.sections), *(note.text for note in record.notes)]
    held = {" ".join(line.split()) for piece in text for line in piece.split("\n")}
    # Short words, as a share button's, may be a line of the text too.
    others = {line for label, line in labelled(path) if label not in MAIN and len(line) > 12} - main
    assert sorted(others & held) == []


def test_every_reason_is_true(legacy: Workspace) -> None:
    labels: dict[str, set[str]] = defaultdict(set)
    for path in MARKED:
        for label, line in labelled(path):
            labels[" ".join(words_in(line))].add(label)
    judged = 0
    for loss in legacy.lines("losses.jsonl"):
        here = loss["what"] == "text" and (loss["pages"] is not None or path_of(loss["url"]) in MARKED)
        found = labels.get(" ".join(words_in(loss["text"] or "")), set()) if here else set()
        if not found:
            continue
        judged += 1
        assert found - MAIN, f"main text told as lost: {loss}"
        assert any(loss["reason"] in TRUE_REASONS[label] for label in found - MAIN), loss
    assert judged >= 30
