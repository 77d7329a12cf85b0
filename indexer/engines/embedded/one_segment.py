"""All documents of a build in one segment of tantivy's, merged once.

A query looks each of its words up in each segment, and the pages of the files that it touches there are the reader's
memory: 59 MiB of four segments at 100,000 records, 46 of one. tantivy merges when eight segments of some size are
there and then all of that size, but seven and a few large ones stay as they are; it takes for equal all those of fewer
than 10,000 documents. So documents are written in parts of fewer, each in a folder where tantivy sees no other, and
joined.
"""

import shutil
from collections import deque
from pathlib import Path

import tantivy

from indexer.engines.embedded.schema import create, reopen
from indexer.engines.embedded.segments import join, remove_merged

_HEAP_BYTES = 128_000_000
_MERGE_HEAP_BYTES = 20_000_000

#: Documents of a part.
_PART = 5_000

#: tantivy merges no fewer segments: the last documents, one less than these, are a segment each.
_MERGED_FROM = 8


class OneSegment:
    """`folder` is made. One thread writes, so that documents keep the order in which they come within a part."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._part_folder = folder.with_name(f"{folder.name}-part")
        self._waiting: deque[tantivy.Document] = deque()
        self._written = 0
        self._part: tantivy.IndexWriter | None = None
        create(folder)

    def add(self, document: tantivy.Document) -> None:
        self._waiting.append(document)
        if len(self._waiting) >= _MERGED_FROM:
            self._write(self._waiting.popleft())
            if self._written >= _PART:
                self._join()

    def finish(self) -> None:
        self._join()
        for document in self._waiting:
            self._write(document)
            self._join()
        self._waiting.clear()
        writer = reopen(self._folder).writer(_MERGE_HEAP_BYTES, num_threads=1)
        writer.commit()
        writer.wait_merging_threads()
        remove_merged(self._folder)

    def close(self) -> None:
        """Whatever is not finished is not there."""
        self._part = None
        shutil.rmtree(self._part_folder, ignore_errors=True)

    def _write(self, document: tantivy.Document) -> None:
        if self._part is None:
            self._part = create(self._part_folder).writer(_HEAP_BYTES, num_threads=1)
        self._part.add_document(document)
        self._written += 1

    def _join(self) -> None:
        part, self._part, self._written = self._part, None, 0
        if part is not None:
            part.commit()
            part.wait_merging_threads()
            join(self._folder, self._part_folder)
