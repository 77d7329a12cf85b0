"""A version with some records changed, beside the one it comes from; files that stay the same are shared."""

import json
from collections.abc import Iterable
from pathlib import Path

from indexer.document import IndexedDocument
from indexer.engine import Change
from indexer.engines.embedded.card_file import CARDS_FILE, CardWriter
from indexer.engines.embedded.columns import COLUMNS_FILE, DIRECTORY_FILE
from indexer.engines.embedded.schema import ID, RANK_STEP, reopen, to_tantivy
from indexer.engines.embedded.segments import (
    added_segments,
    join,
    note_added,
    segment_ids,
    share,
    shared_part,
)
from indexer.engines.embedded.snapshot import (
    REPLACED_FILE,
    SAID_FILE,
    TANTIVY_FOLDER,
    WORDS_FILE,
    EmbeddedSnapshot,
    replaced_in,
)
from indexer.engines.embedded.writer import MANIFEST_FILE, told_disk, write_durably
from indexer.errors import BuildRefused

_HEAP_BYTES = 20_000_000
_ADDED_FOLDER = "added"


def changed_copy(source: Path, building: Path, change: Change) -> None:
    """Fills `building`. Raises `BuildRefused` where ids lie too close, `BuildFailed` where nothing can be written."""
    with told_disk():
        gone = sorted({*change.removed, *(document.id for document in change.documents)})
        before = EmbeddedSnapshot(source, change.manifest)
        ranks = _ranks(before, change.documents)
        added = added_segments(source)
        built = segment_ids(source / TANTIVY_FOLDER) - added
        shared_part(source / TANTIVY_FOLDER, building / TANTIVY_FOLDER, built)
        shared_part(source / TANTIVY_FOLDER, building / _ADDED_FOLDER, added)
        for name in (CARDS_FILE, COLUMNS_FILE, DIRECTORY_FILE, WORDS_FILE):
            share(source / name, building / name)
        replaced = sorted({*(replaced_in(source) or ()), *before.numbers(gone)})
        (building / REPLACED_FILE).write_text(json.dumps(replaced), encoding="ascii")
        with (building / SAID_FILE).open("w", encoding="utf-8") as stream:
            stream.writelines(f"{line}\n" for line in change.vocabulary.changed_lines())
        places = _appended(building / CARDS_FILE, change.documents)
        _written(building / TANTIVY_FOLDER, gone, [])
        _written(building / _ADDED_FOLDER, gone, zip(change.documents, ranks, places, strict=True))
        note_added(building, segment_ids(building / _ADDED_FOLDER))
        join(building / TANTIVY_FOLDER, building / _ADDED_FOLDER)
        write_durably(building / MANIFEST_FILE, json.dumps(change.manifest.to_json(), ensure_ascii=False))


def _written(folder: Path, gone: list[str], documents: Iterable[tuple[IndexedDocument, int, int]]) -> None:
    """`documents` with their ranks and their places."""
    writer = reopen(folder).writer(_HEAP_BYTES, num_threads=1)
    for record_id in gone:
        writer.delete_documents_by_term(ID, record_id)
    for document, rank, place in documents:
        writer.add_document(to_tantivy(document, rank, place))
    writer.commit()
    writer.wait_merging_threads()


def _appended(cards_file: Path, documents: Iterable[IndexedDocument]) -> list[int]:
    """Where each record then stands in the file."""
    cards = CardWriter(cards_file)
    try:
        places = [cards.append(document.id, document.card, document.source) for document in documents]
        if places:
            cards.sync()
        return places
    finally:
        cards.close()


def _ranks(before: EmbeddedSnapshot, documents: Iterable[IndexedDocument]) -> list[int]:
    """Of records in the order of their ids: its own where the id is known, else the middle between its neighbours'."""
    ranks: list[int] = []
    for document in documents:
        low, high = before.ranks_around(document.id)
        if low != high:
            low = max([low, *ranks[-1:]])
            if high is not None and high - low < 2:
                raise BuildRefused(
                    "Trop de notices nouvelles se suivent : l’index n’a plus de place entre elles. "
                    "Reconstruisez-le avec : comedie index"
                )
            low = low + RANK_STEP if high is None else (low + high) // 2
        ranks.append(low)
    return ranks
