"""Reading `records.jsonl`: one record a line, sorted by id."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from crawler.system_errors import reason_of
from indexer.errors import BuildFailed
from transform.schema import Record


def record_lines(records: Path) -> Iterator[tuple[Record, bytes]]:
    """Each record with its line, as it stands in the file. Raises `BuildFailed`, naming the line that is wrong."""
    before = ""
    try:
        with records.open("rb") as stream:
            for number, raw in enumerate(stream, 1):
                line = raw.rstrip(b"\r\n")
                if not line:
                    continue
                record = _record(line, number, records)
                if record.id <= before:
                    raise BuildFailed(
                        f"{records}, ligne {number} : « {record.id} » vient après « {before} ». Les notices doivent "
                        "être triées, chacune une fois. Refaites ce fichier avec : comedie transform"
                    )
                before = record.id
                yield record, line
    except OSError as problem:
        raise BuildFailed(
            f"{records} ne se lit pas ({reason_of(problem)}). Faites d’abord les notices avec : comedie transform"
        ) from problem


def find_record(records: Path, record_id: str) -> Record | None:
    """One record by halving the file, which is sorted by id. Raises `BuildFailed` where a line is none."""
    wanted = record_id.encode("utf-8", "replace").decode()
    try:
        with records.open("rb") as stream:
            low, high = 0, stream.seek(0, os.SEEK_END)
            while low < high:
                middle = (low + high) // 2
                line = _line_from(stream, middle)
                if line and _record(line, 0, records).id < wanted:
                    low = middle + 1
                else:
                    high = middle
            line = _line_from(stream, low)
    except OSError:
        return None
    found = _record(line, 0, records) if line else None
    return found if found is not None and found.id == wanted else None


def _line_from(stream: BinaryIO, place: int) -> bytes:
    """The first line that begins there or later; empty at the end."""
    stream.seek(max(place - 1, 0))
    if place:
        stream.readline()
    return stream.readline().rstrip(b"\r\n")


def _record(line: bytes, number: int, records: Path) -> Record:
    try:
        return Record.from_json_line(line)
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "la ligne entière"
        raise BuildFailed(
            f"{records}, ligne {number} : ce n’est pas une notice ({where} : {first['msg']}). "
            "Refaites ce fichier avec : comedie transform"
        ) from problem
