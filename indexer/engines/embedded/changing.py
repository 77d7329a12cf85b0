"""A version with some records changed, beside the one it comes from; files that stay the same are shared."""

import json
import os
import shutil
from pathlib import Path

from indexer.engine import Change
from indexer.engines.embedded.card_file import CARDS_FILE, CardWriter
from indexer.engines.embedded.columns import COLUMNS_FILE, DIRECTORY_FILE
from indexer.engines.embedded.schema import ID, RANK_STEP, reopen, to_tantivy
from indexer.engines.embedded.snapshot import REPLACED_FILE, TANTIVY_FOLDER, WORDS_FILE, EmbeddedSnapshot, replaced_in
from indexer.engines.embedded.writer import MANIFEST_FILE, told_disk, write_durably
from indexer.errors import BuildRefused

_HEAP_BYTES = 20_000_000


def changed_copy(source: Path, building: Path, change: Change) -> None:
    """Fills `building`. Raises `BuildRefused` where ids lie too close, `BuildFailed` where nothing can be written."""
    with told_disk():
        _shared(source / TANTIVY_FOLDER, building / TANTIVY_FOLDER)
        for name in (CARDS_FILE, COLUMNS_FILE, DIRECTORY_FILE):
            _link(source / name, building / name)
        gone = [*change.removed, *(document.id for document in change.documents)]
        before = EmbeddedSnapshot(source, change.manifest).numbers(gone)
        replaced = sorted({*(replaced_in(source) or ()), *before})
        (building / REPLACED_FILE).write_text(json.dumps(replaced), encoding="ascii")
        with (building / WORDS_FILE).open("w", encoding="utf-8") as stream:
            stream.writelines(f"{line}\n" for line in change.vocabulary.to_lines())
        writer = reopen(building / TANTIVY_FOLDER).writer(_HEAP_BYTES, num_threads=1)
        for record_id in change.removed:
            writer.delete_documents_by_term(ID, record_id)
        writer.commit()
        cards = CardWriter(building / CARDS_FILE)
        try:
            for document in change.documents:
                place = cards.append(document.id, document.card, document.source)
                cards.sync()
                rank = _rank(EmbeddedSnapshot(building, change.manifest), document.id)
                writer.delete_documents_by_term(ID, document.id)
                writer.add_document(to_tantivy(document, rank, place))
                writer.commit()
        finally:
            cards.close()
        writer.wait_merging_threads()
        write_durably(building / MANIFEST_FILE, json.dumps(change.manifest.to_json(), ensure_ascii=False))


def _rank(snapshot: EmbeddedSnapshot, record_id: str) -> int:
    """Its own where the id is known, else the middle between its neighbours'."""
    before, after = snapshot.ranks_around(record_id)
    if before == after:
        return before
    if after is None:
        return before + RANK_STEP
    if after - before < 2:
        raise BuildRefused(
            "Trop de notices nouvelles se suivent : l’index n’a plus de place entre elles. "
            "Reconstruisez-le avec : comedie index"
        )
    return (before + after) // 2


def _shared(source: Path, target: Path) -> None:
    """Segments are never rewritten; what is, and the locks, are files of their own."""
    target.mkdir(parents=True)
    for path in source.iterdir():
        if path.suffix == ".json":
            shutil.copy2(path, target / path.name)
        elif path.suffix != ".lock":
            _link(path, target / path.name)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a disk that knows no links, or too many of one file
        shutil.copy2(source, target)
