"""Reading `records.jsonl`: one record a line, sorted by id."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

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
            f"{records} ne se lit pas ({problem.strerror}). Faites d’abord les notices avec : comedie transform"
        ) from problem


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
