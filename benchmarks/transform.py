"""WARC to records, pages per second, with and without the audit, beside trafilatura on the same pages in one run.

    python benchmarks/transform.py [--pages 1200] [--rounds 3] [--processes 2] [--profile | --learnt]

Pages are the bundled site's items, repeated under other addresses and numbers, in other words (`variation.py`: only
the frame repeats, as on a real site). Trafilatura only gives text; it runs in as many processes. Our figure counts
everything: reading, extraction, audit, comparison of pages, files written. Each way pays for the start of its own
processes, and for no library of another's.

`--learnt`: drawn sites that nobody described, one process, processor time only: pages per second where templates are
learnt, where the profiles learnt are given, and how many times as long the first takes; what induction itself takes.
"""

# ruff: noqa: E402, PLC0415 (the folder of this file leaves the path before our package of the same name is imported; and
# every process that is started loads this file: what one way needs is loaded where it is used, so that none pays for
# another's)
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])

import argparse
import cProfile
import json
import os
import pstats
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection

from crawler.archive import Archive, ArchiveWriter
from crawler.archive_writer import HttpExchange
from crawler.capture import ArchiveEntry
from crawler.cdxj import write_index
from transform.workers import Crew

_TRUTH = Path(__file__).parents[1] / "fixtures" / "truth" / "records.jsonl"
_MOMENT = datetime(2026, 11, 22, 10, 0, 0, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1_200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--profile", action="store_true", help="where one process spends its time; nothing is compared")
    parser.add_argument("--learnt", action="store_true", help="what learning templates costs, beside giving them")
    arguments = parser.parse_args()
    if arguments.learnt:
        print(json.dumps(_learnt(arguments.pages, arguments.rounds), indent=1))
        return
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        entries = generated(root / "archive", arguments.pages)
        if arguments.profile:
            _profile(root)
            return
        ways: dict[str, Callable[[], object]] = {
            "with audit": lambda: _transform(root, arguments.processes, audit=True),
            "without audit": lambda: _transform(root, arguments.processes, audit=False),
            "trafilatura": lambda: _trafilatura(root, entries, arguments.processes),
        }
        speeds: dict[str, list[float]] = {name: [] for name in ways}
        spent: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(arguments.rounds):
            for name, run in ways.items():
                before, began = _processor_time(), time.perf_counter()
                pages = run()
                assert isinstance(pages, int)
                speeds[name].append(pages / (time.perf_counter() - began))
                spent[name].append(1_000 * (_processor_time() - before) / pages)
        found = {name: statistics.median(values) for name, values in speeds.items()}
        ratios = {name: round(found[name] / found["trafilatura"], 2) for name in ("with audit", "without audit")}
        answer = {
            "pages": len(entries),
            "processes": arguments.processes,
            "load before": round(os.getloadavg()[0], 2),
            "pages per second": {name: round(value, 1) for name, value in found.items()},
            "times trafilatura": ratios,
            "processor, milliseconds a page, least of the rounds": {n: round(min(v), 1) for n, v in spent.items()},
        }
        print(json.dumps(answer, indent=1))


def _processor_time() -> float:
    """Seconds, of this process and of all those it started that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _learnt(pages: int, rounds: int) -> dict[str, object]:
    """Medians over rounds, each on a site of its own."""
    import trafilatura  # noqa: F401 (loaded before it is timed)

    from tests.support.themes import drawn_site
    from transform.publication import INDUCED_FOLDER

    found: dict[str, list[float]] = {"learnt": [], "given": [], "times as long": [], "trafilatura": []}
    for number in range(rounds):
        site = drawn_site(600 + number, pages=max(10, pages // 2))
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch)
            writer = ArchiveWriter(root / "archive", "mesure")
            entries = [writer.add_exchange(_served(url, html)) for url, html in sorted(site.pages.items())]
            writer.sync()
            write_index(root / "archive", entries)
            began = time.process_time()
            _request(root, root / "learnt")
            learnt = time.process_time() - began
            profiles = tuple(sorted((root / "learnt" / INDUCED_FOLDER).glob("*.yaml")))
            began = time.process_time()
            _request(root, root / "given", profiles)
            given = time.process_time() - began
            began = time.process_time()
            archive = Archive(root / "archive")
            for entry in entries[:100]:
                extracted(archive, entry)
            rival = (time.process_time() - began) / len(entries[:100])
        found["learnt"].append(len(entries) / learnt)
        found["given"].append(len(entries) / given)
        found["times as long"].append(learnt / given)
        found["trafilatura"].append(1 / rival)
    return {
        "load before": round(os.getloadavg()[0], 2),
        "pages per second of one core": {name: round(statistics.median(values), 2) for name, values in found.items()},
    }


def _request(root: Path, records: Path, profiles: tuple[Path, ...] = ()) -> None:
    from transform.run import TransformRequest, transform

    transform(
        TransformRequest(
            archive=root / "archive",
            ledger=root / "ledger.sqlite",
            records=records,
            site="mesure",
            processes=1,
            profiles=profiles,
        )
    )


def _served(url: str, html: str) -> HttpExchange:
    body = html.encode()
    kind = "text/html; charset=UTF-8"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return HttpExchange(url, _MOMENT, b"GET / HTTP/1.1\r\n\r\n", head.encode(), body, 200, kind, body)


def generated(folder: Path, pages: int) -> list[ArchiveEntry]:
    writer = ArchiveWriter(folder, "mesure")
    entries = [writer.add_exchange(exchange) for exchange, _ in zip(_copies(), range(pages), strict=False)]
    writer.sync()
    write_index(folder, entries)
    return entries


def _copies() -> Iterator[HttpExchange]:
    """Without end: each round of items under addresses and numbers of its own, in words of its own."""
    from benchmarks.variation import Variation
    from fixtures.server import LegacySite
    from transform.decode import decode

    items = [json.loads(line) for line in _TRUTH.read_text(encoding="utf-8").splitlines()]
    with LegacySite() as site:
        connection = HTTPConnection("127.0.0.1", site.port, timeout=30)
        bodies: list[tuple[dict[str, str], str, str]] = []
        for item in items:
            connection.request("GET", item["path"])
            answer = connection.getresponse()
            read = answer.read()
            kind = answer.getheader("Content-Type") or "text/html"
            if "?" not in item["path"]:
                bodies.append((item, decode(read, kind).text, site.url))
        connection.close()
    variation = Variation(html for _, html, _ in bodies)
    copy = 0
    while True:
        copy += 1
        for item, html, origin in bodies:
            number, other = item["native_id"], f"{item['native_id']}{copy:04}"
            path = f"{item['path'].rstrip('/')}-copie-{copy}/"
            text = html.replace(item["path"], path).replace(f"?p={number}", f"?p={other}")
            for name in ("postid-", "page-id-", "post-"):
                text = text.replace(f"{name}{number}", f"{name}{other}")
            body = variation.of(text, copy).encode("utf-8", "replace")
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Length: {len(body)}\r\n\r\n"
            request = f"GET {path} HTTP/1.1\r\n\r\n".encode()
            kind = "text/html; charset=UTF-8"
            yield HttpExchange(f"{origin}{path}", _MOMENT, request, head.encode(), body, 200, kind, body)


def _transform(root: Path, processes: int, *, audit: bool) -> int:
    from transform.run import TransformRequest, transform

    with tempfile.TemporaryDirectory(dir=root) as records:
        request = TransformRequest(
            archive=root / "archive",
            ledger=root / "ledger.sqlite",
            records=Path(records),
            site="mesure",
            processes=processes,
            audit=audit,
        )
        return transform(request).records


def _trafilatura(root: Path, entries: list[ArchiveEntry], processes: int) -> int:
    with Crew(root / "archive", processes) as crew:
        return sum(crew.spread(extracted, entries, lambda _: 0))


def extracted(archive: Archive, entry: ArchiveEntry) -> int:
    """One page as trafilatura's users read it: recall before speed."""
    import trafilatura

    trafilatura.extract(archive.read(entry).payload, favor_recall=True, include_tables=True)
    return 1


def _profile(root: Path) -> None:
    profile = cProfile.Profile()
    profile.enable()
    _transform(root, 1, audit=True)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(35)


if __name__ == "__main__":
    main()
