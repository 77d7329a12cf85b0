"""Records read per second of processor time: our scan, warcio and FastWARC, on the same generated file, in one run.

    python benchmarks/warc_scan.py [--pages 15000] [--rounds 3]

Each page is a response of some 10 kB of HTML and its request, as our harvest writes them.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastwarc.warc import ArchiveIterator as FastWarcIterator
from warcio.archiveiterator import ArchiveIterator

from crawler.archive_writer import ArchiveWriter, HttpExchange
from crawler.warc.item import ScannedRecord
from crawler.warc.scan import scan

_WORDS = ("concertation", "médiation", "fiche", "territoire", "association", "élus", "réserve", "pêche", "littoral")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=15_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = generated(Path(scratch), arguments.pages)
        speeds: dict[str, list[float]] = {name: [] for name in READERS}
        records = 0
        for _ in range(arguments.rounds):
            for name, read in READERS.items():
                began = time.process_time()
                records = read(path)
                speeds[name].append(records / (time.process_time() - began))
        found = {name: round(statistics.median(values)) for name, values in speeds.items()}
        print(json.dumps({"records": records, "bytes": path.stat().st_size, "records per CPU second": found}, indent=1))


def generated(folder: Path, pages: int) -> Path:
    """Deterministic: the same words in the same order for everyone."""
    choose = random.Random(2020)
    writer = ArchiveWriter(folder, "mesure")
    for number in range(pages):
        text = " ".join(choose.choices(_WORDS, k=choose.randint(20, 1_500)))
        body = f"<!doctype html><html><head><title>Fiche {number}</title></head><body>{text}</body></html>".encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        request = f"GET /fiche/{number}/ HTTP/1.1\r\nHost: www.exemple.fr\r\nAccept: */*\r\n\r\n".encode()
        moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
        url = f"https://www.exemple.fr/fiche/{number}/"
        writer.add_exchange(HttpExchange(url, moment, request, head, body, 200, "text/html", body))
        if number % 500 == 0:
            writer.sync()
    writer.sync()
    return next(folder.glob("*.warc.gz"))


def ours(path: Path, *, verify: bool) -> int:
    with path.open("rb") as file:
        items = [isinstance(item, ScannedRecord) for item in scan(file, verify=verify)]
    assert all(items)
    return len(items)


def warcio(path: Path, *, verify: bool) -> int:
    count = 0
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise" if verify else False):
            while record.content_stream().read(1 << 16):
                pass
            count += 1
    return count


def fastwarc(path: Path, *, verify: bool) -> int:
    count = 0
    with path.open("rb") as file:
        for record in FastWarcIterator(file, parse_http=False):
            if verify:
                assert record.verify_block_digest()
            else:
                record.reader.read()
            count += 1
    return count


READERS: dict[str, Callable[[Path], int]] = {
    "comedie, digests verified": lambda path: ours(path, verify=True),
    "comedie, lengths and checksums": lambda path: ours(path, verify=False),
    "warcio": lambda path: warcio(path, verify=False),
    "warcio, digests verified": lambda path: warcio(path, verify=True),
    "FastWARC": lambda path: fastwarc(path, verify=False),
    "FastWARC, block digests verified": lambda path: fastwarc(path, verify=True),
}

if __name__ == "__main__":
    main()
