"""tantivy's segments as files, told apart by who wrote them, so that a change rewrites nothing of what was built.

tantivy merges its segments when eight of them are small, whatever that costs: the few small ones that a build leaves
would all be merged again in the middle of a change. Each writer is therefore shown some segments only: those of the
build, in which it marks records as removed, or those of the changes since, which are few records. `meta.json` is
tantivy's own file; of it, only the list of segments and the number of the last operation are touched here.
"""

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

#: The ids of the segments that changes wrote; no file where there is none.
ADDED_FILE = "added.json"

_META_FILE = "meta.json"


def added_segments(folder: Path) -> set[str]:
    """Of a version's folder."""
    try:
        found: list[str] = json.loads((folder / ADDED_FILE).read_bytes())
    except FileNotFoundError:
        return set()
    return set(found)


def note_added(folder: Path, ids: Iterable[str]) -> None:
    (folder / ADDED_FILE).write_text(json.dumps(sorted(ids)), encoding="ascii")


def segment_ids(folder: Path) -> set[str]:
    """Of an index of tantivy's."""
    return {segment["segment_id"] for segment in _meta(folder)["segments"]}


def shared_part(source: Path, target: Path, ids: set[str]) -> None:
    """An index of tantivy's with these segments of another only. Files are shared, as none is ever rewritten."""
    target.mkdir(parents=True)
    meta = _meta(source)
    meta["segments"] = [segment for segment in meta["segments"] if segment["segment_id"] in ids]
    begins = tuple(f"{segment['segment_id'].replace('-', '')}." for segment in meta["segments"])
    for path in source.iterdir():
        if begins and path.name.startswith(begins):
            share(path, target / path.name)
    _write_meta(target, meta)


def join(target: Path, other: Path) -> None:
    """Moves the segments of another index to one that has none of them."""
    meta, others = _meta(target), _meta(other)
    for path in other.iterdir():
        if path.suffix not in {".json", ".lock"}:
            os.replace(path, target / path.name)
    meta["segments"] += others["segments"]
    meta["opstamp"] = max(meta["opstamp"], others["opstamp"])
    _write_meta(target, meta)
    shutil.rmtree(other)


def remove_merged(folder: Path) -> None:
    """The files of segments that are no longer in the list: tantivy leaves those that it was not shown as its own."""
    listed = {segment.replace("-", "") for segment in segment_ids(folder)}
    for path in folder.iterdir():
        if path.name[0] != "." and path.suffix not in {".json", ".lock"} and path.name.partition(".")[0] not in listed:
            path.unlink()


def share(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a disk that knows no links, or too many of one file
        shutil.copy2(source, target)


def _meta(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / _META_FILE).read_bytes())
    return found


def _write_meta(folder: Path, meta: dict[str, Any]) -> None:
    (folder / _META_FILE).write_text(json.dumps(meta), encoding="utf-8")
