"""Writing a version in a folder that bears another name until it is complete."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from crawler.system_errors import reason_of
from indexer.document import IndexedDocument
from indexer.engines.embedded.card_file import CARDS_FILE, CardWriter
from indexer.engines.embedded.columns import ColumnsWriter
from indexer.engines.embedded.one_segment import OneSegment
from indexer.engines.embedded.schema import RANK_STEP, to_tantivy
from indexer.engines.embedded.snapshot import SAID_FILE, TANTIVY_FOLDER, WORDS_FILE
from indexer.errors import BuildFailed
from indexer.versions import Manifest
from indexer.vocabulary import Vocabulary

#: As tantivy tells what the system refused.
_OS_ERROR = re.compile(r"(?:os error|code:) (\d{1,3})\b")
MANIFEST_FILE = "manifest.json"


class EmbeddedWriter:
    def __init__(self, building: Path, final: Path) -> None:
        self._building = building
        self._final = final
        self._count = 0

    def __enter__(self) -> Self:
        self._building.mkdir(parents=True)
        self._segment = OneSegment(self._building / TANTIVY_FOLDER)
        self._cards = CardWriter(self._building / CARDS_FILE)
        self._columns = ColumnsWriter()
        return self

    def __exit__(self, *problem: object) -> None:
        with suppress(OSError):  # on a full disk; what was finished is written already
            self._cards.close()
        self._segment.close()
        shutil.rmtree(self._building, ignore_errors=True)

    def add(self, document: IndexedDocument) -> None:
        self._count += 1
        with told_disk():
            place = self._cards.add(document.id, document.card, document.source)
            self._segment.add(to_tantivy(document, self._count * RANK_STEP, place))
            self._columns.add(document)

    def finish(self, manifest: Manifest, vocabulary: Vocabulary) -> None:
        with told_disk():
            self._segment.finish()
            self._cards.sync()
            self._columns.write(self._building, self._cards.size)
            (self._building / WORDS_FILE).write_bytes(vocabulary.words.data)
            with (self._building / SAID_FILE).open("w", encoding="utf-8") as stream:
                stream.writelines(f"{line}\n" for line in vocabulary.changed_lines())
            write_durably(self._building / MANIFEST_FILE, json.dumps(manifest.to_json(), ensure_ascii=False))
            shutil.rmtree(self._final, ignore_errors=True)
            os.replace(self._building, self._final)


@contextmanager
def told_disk() -> Iterator[None]:
    """What cannot be written within becomes `BuildFailed`."""
    try:
        yield
    except (OSError, ValueError) as problem:
        raise BuildFailed(_full_disk(problem)) from problem


def write_durably(path: Path, text: str) -> None:
    """Beside, then renamed: a reader sees the old file or the new one."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with fresh.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(fresh, path)


def _full_disk(problem: Exception) -> str:
    told = _OS_ERROR.search(str(problem))
    why = problem if isinstance(problem, OSError) or told is None else OSError(int(told[1]), str(problem))
    reason = reason_of(why) if isinstance(why, OSError) else str(why)
    return (
        f"L’index n’a pas pu être écrit ({reason}). Vérifiez la place libre et les droits du dossier, puis "
        "recommencez ; l’index en service n’a pas changé."
    )
