"""What the archive says of its own making: for each harvest a `metadata` record, and the addresses that it settled.

The ledger stays beside the archive; these records travel with it. They are written when a harvest ends, so that they
cost the crawl nothing; what a killed one could not tell, the next one tells.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from crawler.warc.record import warc_date, warc_fields

if TYPE_CHECKING:
    from crawler.frontier import Frontier

#: The type of a list of addresses, one JSON object a line: `url`, and of the other names those that are known.
ADDRESSES = "application/vnd.comedie.addresses+jsonl"
#: The most that one such record holds, in lines; what was unchanged is counted only.
LINES = 1_000
_NAMES = ("url", "outcome", "status", "reason", "via", "text", "redirect", "attempts", "captured", "checked", "seconds")
_TOLD = """SELECT id, url, outcome, status, reason, found_on, link_text, redirect_to, attempts, captured_at, checked_at,
 seconds FROM url WHERE harvest = ? AND state = 'done'
 AND outcome <> 'unchanged' AND id > ? ORDER BY id LIMIT ?"""
#: The names of a line that hold an address.
_POINTERS = ("via", "redirect")


def begin(connection: sqlite3.Connection, run: int, source: str) -> int:
    """A row for this harvest; returns its number. One run takes several harvests where they are interrupted."""
    cursor = connection.execute(
        "INSERT INTO harvest (run, source, began) VALUES (?, ?, ?) RETURNING id", (run, source, _now())
    )
    return int(cursor.fetchone()[0])


def end(connection: sqlite3.Connection, frontier: "Frontier", about: Iterable[tuple[str, str]]) -> None:
    """Writes what this harvest did, and what earlier ones were killed before telling.

    Nothing of a harvest that brought nothing: the same folder again adds nothing to the archive.
    """
    connection.execute("UPDATE harvest SET ended = ? WHERE id = ?", (_now(), frontier.harvest))
    query = (
        "SELECT id, run, source, began, ended FROM harvest WHERE told = 0"
        " AND EXISTS (SELECT 1 FROM capture WHERE capture.harvest = harvest.id) ORDER BY id"
    )
    for number, run, source, began, ended in connection.execute(query).fetchall():
        name = f"urn:comedie:{frontier.writer.site}:harvest:{number}"
        lists = 0
        for lists, lines in enumerate(_lists(connection, number), start=1):
            frontier.writer.add_metadata(f"{name}:addresses:{lists}", ADDRESSES, lines)
            frontier.note("told", f"{number}:{lists}")
            frontier.commit()
        fields = [*about, ("source", source), ("run", str(run)), ("began", began)]
        fields += [("ended", ended)] if ended else []
        fields += [("address-lists", str(lists)), *_counted(connection, number)]
        frontier.writer.add_metadata(name, "application/warc-fields", warc_fields(fields))
        frontier.note("told", str(number))
        frontier.commit()
        connection.execute("UPDATE harvest SET told = 1 WHERE id = ?", (number,))
    connection.execute("UPDATE harvest SET told = 1")


def without(block: bytes, goes: Callable[[str], bool]) -> bytes:
    """A list of addresses without those that `goes` names, nor what points to them."""
    kept: list[str] = []
    for values in _values(block):
        if not goes(str(values.get("url", ""))):
            dropped = [name for name in _POINTERS if goes(str(values.get(name, "")))]
            if "via" in dropped:
                dropped.append("text")
            kept.append(_line({name: value for name, value in values.items() if name not in dropped}))
    return "".join(kept).encode()


def names(block: bytes, goes: Callable[[str], bool]) -> bool:
    """Whether a list of addresses speaks of one that `goes` names."""
    return any(goes(str(values.get(name, ""))) for values in _values(block) for name in ("url", *_POINTERS))


def _values(block: bytes) -> Iterator[dict[str, Any]]:
    for line in block.decode("utf-8", "replace").split("\n"):
        try:
            values = json.loads(line)
        except ValueError:
            continue
        if isinstance(values, dict):
            yield values


def _lists(connection: sqlite3.Connection, harvest: int) -> Iterator[bytes]:
    last = 0
    while rows := connection.execute(_TOLD, (harvest, last, LINES)).fetchall():
        last = rows[-1][0]
        yield "".join(_line(dict(zip(_NAMES, row[1:], strict=True))) for row in rows).encode()


def _counted(connection: sqlite3.Connection, harvest: int) -> list[tuple[str, str]]:
    query = "SELECT outcome, count(*) FROM url WHERE harvest = ? AND state = 'done' GROUP BY outcome ORDER BY outcome"
    return [(f"outcome-{outcome}", str(count)) for outcome, count in connection.execute(query, (harvest,))]


def _line(values: dict[str, Any]) -> str:
    known = {name: value for name, value in values.items() if value not in {None, ""}}
    return json.dumps(known, ensure_ascii=False) + "\n"


def _now() -> str:
    return warc_date(datetime.now(UTC))
