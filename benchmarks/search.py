"""Searching 2,000 and 100,000 records: both engines beside the raw ones and SQLite FTS5, and whole pages over HTTP.

    python benchmarks/search.py [--sizes 2000 100000] [--queries 60] [--opensearch URL] [--sentences 12] [--keep FOLDER]

Records are generated from the bundled site's words (some 220 each at 12 sentences). A query is two or three of these,
all of which must match; the answer has 20 hits, three facets and highlights. In each round every contender is asked the
same query, one after the other, in an order that is drawn each time, and after a pause: a server goes on working after
its answer, and whoever is always asked next would pay for it. Wall-clock times depend on what else runs; the
processor's time beside them does not.
Loopback only. Prints one JSON object a line, then the tables as Markdown.
"""

# ruff: noqa: E402 (the folder of this file leaves the path before our package of the same name is imported)
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])

import argparse
import http.client
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any
from urllib.parse import quote

import tantivy
from opensearchpy import OpenSearch
from opensearchpy.helpers import bulk

from indexer.changes import change
from indexer.engine import Answer, Ask, Engine, Snapshot
from indexer.engines import open_engine
from indexer.lifecycle import build
from indexer.query import Mots, SearchRequest
from indexer.search import Search
from indexer.values import values_of
from tests.support.library import library, sentences_of_the_site
from transform.schema import Record

FACETS = ("kind", "themes", "regions")
SITE = "benchmark"
_RIVAL = "comedie-benchmark-raw"
_CLIENTS = 8
_SECONDS = 15.0
#: Records that are changed, one after the other.
_CHANGED = 10
#: Seconds after each answer.
_REST = 0.02


@dataclass
class Times:
    """Milliseconds of one contender's answers: on the clock, and of this process's processor time."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def take(self, work: Callable[[], object]) -> None:
        started, processor = time.perf_counter(), time.process_time()
        work()
        self.wall.append((time.perf_counter() - started) * 1000)
        self.cpu.append((time.process_time() - processor) * 1000)

    def to_json(self) -> dict[str, float]:
        return {
            "p50_ms": round(statistics.median(self.wall), 1),
            "p95_ms": round(_p95(self.wall), 1),
            "cpu_ms": round(statistics.median(self.cpu), 1),
            "cpu_p95_ms": round(_p95(self.cpu), 1),
        }


def _p95(values: list[float]) -> float:
    return sorted(values)[min(int(len(values) * 0.95), len(values) - 1)]


class _ThreeFacets:
    """A snapshot that is asked for three facets, where the page asks for all."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def __getattr__(self, name: str) -> Any:
        return getattr(self._snapshot, name)

    def search(self, ask: Ask) -> Answer:
        facets = tuple(facet for facet in ask.facets if facet.field in FACETS)
        return self._snapshot.search(replace(ask, facets=facets, tallies=()))


class _SearchOfThree(Search):
    def _snapshot(self) -> Snapshot:
        found: Any = _ThreeFacets(super()._snapshot())
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=int, default=[2_000, 100_000])
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--sentences", type=int, default=12)
    parser.add_argument("--opensearch", default="", help="the address of a server; without one, only what needs none")
    parser.add_argument("--keep", type=Path, help="where to leave records and indices for another run")
    parser.add_argument("--no-pages", action="store_true", help="only the engines")
    arguments = parser.parse_args()
    rows: list[dict[str, Any]] = [{"what": "--help", **help_seconds()}]
    _say(rows[0])
    for size in arguments.sizes:
        with _folder(arguments.keep, f"{size}-{arguments.sentences}") as folder:
            records = _records(folder, size, arguments.sentences)
            rows += measured(folder, records, size, arguments)
    print(table(rows))


def measured(folder: Path, records: Path, size: int, arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    contenders: dict[str, Callable[[str], object]] = {}
    engines: dict[str, Engine] = {}
    for name in ("embedded", *(["opensearch"] if arguments.opensearch else [])):
        engine = open_engine(
            name, index_folder=folder / "index", opensearch_url=arguments.opensearch, site=f"{SITE}-{size}"
        )
        started, processor = time.perf_counter(), time.process_time()
        build(engine, records, force=True)
        wall, cpu = time.perf_counter() - started, time.process_time() - processor
        told = {"s": round(wall, 1), "cpu_s": round(cpu, 1), "peak_MiB": _peak()}
        yield _say({"what": f"build, {name}", "size": size, **told})
        engines[name] = engine
        contenders[f"{name}: 3 facets, highlights"] = _asks(_SearchOfThree(engine))
        contenders[f"{name}: all facets, highlights"] = _asks(Search(engine))
    contenders["SQLite FTS5"] = sqlite_rival(folder, records)
    contenders["raw tantivy"] = tantivy_rival(folder, records)
    if arguments.opensearch:
        contenders["raw OpenSearch"] = opensearch_rival(arguments.opensearch, records)
    for name, times in paired(contenders, queries(arguments.queries)).items():
        yield _say({"what": name, "size": size, **times.to_json()})
    for name, engine in engines.items():
        for what, times in changes(engine, records).items():
            yield _say({"what": f"{name}: {what}", "size": size, **times.to_json()})
    if not arguments.no_pages:
        yield from pages(folder, size, arguments.queries)
    if arguments.opensearch:
        client = OpenSearch(hosts=[arguments.opensearch], timeout=120)
        names = [*client.indices.get(index=f"comedie-{SITE}-{size}-*,{_RIVAL}*", expand_wildcards="all")]
        client.indices.delete(index=",".join(names))
        client.close()


def changes(engine: Engine, records: Path) -> dict[str, Times]:
    """One record's title changed, then the record taken out: each until a search of another process would say so."""
    times = {"a record changed and found": Times(), "a record removed and gone": Times()}
    with records.open("rb") as stream:
        drawn = [Record.from_json_line(line) for line in islice(stream, _CHANGED)]
    for number, record in enumerate(drawn):
        word = f"zyx{number:04d}"

        def until(total: int, wanted: Record | None, one: Record = record, word: str = word) -> None:
            change(engine, {one.id: wanted}, holder=SITE)
            assert Search(engine).run(SearchRequest(text=word, tel_quel=True)).total == total

        put, removed = times.values()
        put.take(lambda until=until, record=record, word=word: until(1, record.model_copy(update={"title": word})))  # type: ignore[misc]
        removed.take(lambda until=until: until(0, None))  # type: ignore[misc]
        change(engine, {record.id: record}, holder=SITE)
    return times


def paired(contenders: dict[str, Callable[[str], object]], asked: list[str]) -> dict[str, Times]:
    """Warmed with other queries, so that no contender has met those that are timed. None always follows another."""
    times = {name: Times() for name in contenders}
    for text in queries(len(asked), seed=8):
        for ask in contenders.values():
            ask(text)
    drawn = random.Random(9)
    for text in asked:
        for name in drawn.sample([*contenders], len(contenders)):
            time.sleep(_REST)
            ask = contenders[name]
            times[name].take(lambda ask=ask, text=text: ask(text))  # type: ignore[misc]
    return times


def queries(number: int, seed: int = 7) -> list[str]:
    drawn = random.Random(seed)
    words = [word.strip(",;:().«»") for sentence in sentences_of_the_site() for word in sentence.split()]
    known = [word for word in words if word.isalpha() and len(word) > 4]
    return [" ".join(drawn.choices(known, k=drawn.choice((2, 3)))) for _ in range(number)]


def _asks(search: Search) -> Callable[[str], object]:
    return lambda text: search.run(SearchRequest(text=text, mots=Mots.TOUS, tel_quel=True))


def sqlite_rival(folder: Path, records: Path) -> Callable[[str], object]:
    path = folder / "fts5.sqlite"
    fresh = not path.exists()
    database = sqlite3.connect(path)
    if fresh:
        database.execute("CREATE VIRTUAL TABLE docs USING fts5(title, body, tokenize='unicode61 remove_diacritics 2')")
        database.execute("CREATE TABLE facets (doc INTEGER, field TEXT, value TEXT)")
        for number, (record, values) in enumerate(_read(records)):
            text = "\n".join(section.text for section in record.sections)
            database.execute("INSERT INTO docs (rowid, title, body) VALUES (?, ?, ?)", (number, record.title, text))
            rows = ((number, name, value) for name in FACETS for value in values[name])
            database.executemany("INSERT INTO facets VALUES (?, ?, ?)", rows)
        database.execute("CREATE INDEX of_doc ON facets (doc, field, value)")
        database.commit()
    counts = (
        "SELECT value, count(*) FROM facets WHERE field = ? AND doc IN (SELECT rowid FROM docs WHERE docs MATCH ?) "
        "GROUP BY value"
    )
    hits = "SELECT rowid, title, snippet(docs, 1, '<b>', '</b>', '…', 30) FROM docs WHERE docs MATCH ? "
    hits += "ORDER BY bm25(docs, 2.0, 1.0) LIMIT 20"

    def ask(text: str) -> object:
        total = database.execute("SELECT count(*) FROM docs WHERE docs MATCH ?", (text,)).fetchone()
        found = database.execute(hits, (text,)).fetchall()
        return total, found, [database.execute(counts, (name, text)).fetchall() for name in FACETS]

    return ask


def tantivy_rival(folder: Path, records: Path) -> Callable[[str], object]:
    path = folder / "raw-tantivy"
    builder = tantivy.SchemaBuilder()
    for name in ("title", "body"):
        builder.add_text_field(name, stored=True, tokenizer_name="default")
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw")
    schema = builder.build()
    fresh = not path.exists()
    path.mkdir(exist_ok=True)
    index = tantivy.Index(schema, path=str(path))
    if fresh:
        writer = index.writer(128_000_000, num_threads=1)
        for record, values in _read(records):
            text = "\n".join(section.text for section in record.sections)
            named = {name: list(values[name]) for name in FACETS}
            writer.add_document(tantivy.Document(title=[record.title], body=[text], **named))
        writer.commit()
        writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    wanted = {name: {"terms": {"field": name, "size": 65_000}} for name in FACETS}

    def ask(text: str) -> object:
        query = index.parse_query(text, ["title", "body"], conjunction_by_default=True)
        found = searcher.search(query, 20)
        marker = tantivy.SnippetGenerator.create(searcher, query, schema, "body")
        shown = [marker.snippet_from_doc(searcher.doc(address)).to_html() for _, address in found.hits]
        return shown, searcher.aggregate(query, wanted)

    return ask


def opensearch_rival(url: str, records: Path) -> Callable[[str], object]:
    client = OpenSearch(hosts=[url], timeout=120)
    client.indices.delete(index=_RIVAL, ignore_unavailable=True)
    texts = {name: {"type": "text", "analyzer": "french"} for name in ("title", "body")}
    mapping = {"properties": {**texts, **{name: {"type": "keyword"} for name in FACETS}}}
    client.indices.create(index=_RIVAL, body={"settings": {"number_of_shards": 1}, "mappings": mapping})
    documents = (
        {
            "_index": _RIVAL,
            "_source": {
                "title": record.title,
                "body": "\n".join(section.text for section in record.sections),
                **{name: list(values[name]) for name in FACETS},
            },
        }
        for record, values in _read(records)
    )
    bulk(client, documents, refresh=True, request_timeout=300)
    client.indices.forcemerge(index=_RIVAL, max_num_segments=1, request_timeout=600)

    def ask(text: str) -> object:
        return client.search(
            index=_RIVAL,
            body={
                "query": {"multi_match": {"query": text, "fields": ["title^2", "body"], "operator": "and"}},
                "aggs": {name: {"terms": {"field": name, "size": 65_000}} for name in FACETS},
                "highlight": {"fields": {"body": {}, "title": {}}},
                "track_total_hits": True,
                "size": 20,
            },
        )

    return ask


def pages(folder: Path, size: int, number: int) -> Iterator[dict[str, Any]]:
    """`comedie serve` on these records, as one process and as two."""
    asked = [f"/recherche?q={quote(text)}" for text in queries(number)]
    alone = 0.0
    for workers in (1, 2):
        with served(folder, workers) as (port, process, seconds):
            if workers == 1:
                told = {"s": round(seconds, 2), "cpu_s": round(_processor(process), 2)}
                yield _say({"what": "comedie serve answers", "size": size, **told})
            load(port, asked, 2 * workers, _SECONDS / 3)
            if workers == 1:
                times, before = Times(), _processor(process)
                for path in asked:
                    times.take(lambda path=path: _get(port, path))  # type: ignore[misc]
                told = times.to_json() | {"cpu_ms": round((_processor(process) - before) * 1000 / len(asked), 1)}
                yield _say({"what": "whole page", "size": size, **told})
                alone = load(port, asked, 1, _SECONDS)
                yield _say({"what": "one client, one worker", "size": size, "pages_s": round(alone, 1)})
            else:
                both = load(port, asked, _CLIENTS, _SECONDS)
                told = {"pages_s": round(both, 1), "ratio": round(both / alone, 2)}
                yield _say({"what": f"{_CLIENTS} clients, two workers", "size": size, **told})
            memory = max((_memory(pid) for pid in _workers(process.pid, workers)), key=lambda told: told["MiB"])
            yield _say({"what": f"memory a worker, of {workers}", "size": size, **memory})


def load(port: int, asked: list[str], clients: int, seconds: float) -> float:
    """Pages a second that so many clients get together."""
    ends = time.perf_counter() + seconds
    counts = [0] * clients

    def read(client: int) -> None:
        drawn = random.Random(client)
        while time.perf_counter() < ends:
            _get(port, drawn.choice(asked))
            counts[client] += 1

    threads = [threading.Thread(target=read, args=(client,)) for client in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - started)


@contextmanager
def served(folder: Path, workers: int) -> Iterator[tuple[int, "subprocess.Popen[str]", float]]:
    """The port, the process, and the seconds until the first page was there."""
    (folder / "site.json").write_text(json.dumps({"site": SITE}), encoding="utf-8")
    command = [sys.executable, "-m", "comedie", "serve", "--workspace", str(folder), "--port", "0", "--json"]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COMEDIE_")}
    started = time.perf_counter()
    with subprocess.Popen(
        [*command, "--workers", str(workers)], env=environ, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        port = int(json.loads(process.stdout.readline())["address"].rpartition(":")[2])
        _get(port, "/healthz")
        try:
            yield port, process, time.perf_counter() - started
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == http.HTTPStatus.OK, (answer.status, path)
        return body
    finally:
        connection.close()


def _workers(pid: int, workers: int) -> list[int]:
    if workers == 1:
        return [pid]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in children.split()]


def _memory(pid: int) -> dict[str, int]:
    """MiB: all that is resident, and what is not a file's page that the system may take back."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    values = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith(("VmRSS", "RssAnon"))}
    return {"MiB": int(values["VmRSS"]) // 1024, "own_MiB": int(values["RssAnon"]) // 1024}


def _peak() -> int:
    """The most that this process has held so far: the first build's own, and no more than that in a later one."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _processor(process: "subprocess.Popen[str]") -> float:
    parts = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def help_seconds() -> dict[str, float]:
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "comedie", "--help"], stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - started)
    used = os.times()
    return {"s": round(min(times), 2), "cpu_s": round((used.children_user + used.children_system) / 5, 2)}


def _records(folder: Path, size: int, sentences: int) -> Path:
    path = folder / "records" / "records.jsonl"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{record.to_json_line()}\n" for record in library(size, sentences=sentences))
    return path


def _read(records: Path) -> Iterator[tuple[Record, dict[str, tuple[str, ...]]]]:
    with records.open("rb") as stream:
        for line in stream:
            record = Record.from_json_line(line)
            yield record, values_of(record).terms


@contextmanager
def _folder(kept: Path | None, name: str) -> Iterator[Path]:
    if kept is not None:
        (kept / name).mkdir(parents=True, exist_ok=True)
        yield kept / name
        return
    scratch = Path(tempfile.mkdtemp(prefix="comedie-benchmark-"))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch)


def _say(row: dict[str, Any]) -> dict[str, Any]:
    print(json.dumps(row), flush=True)
    return row


def table(rows: Iterable[dict[str, Any]]) -> str:
    """As `docs/architecture.md` has it: what, then for each size what was measured."""
    rows = list(rows)
    sizes = sorted({row["size"] for row in rows if "size" in row})
    lines = [f"| | {' | '.join(f'{size:,}' for size in sizes)} |", "|---|" + "---|" * len(sizes)]
    for what in dict.fromkeys(row["what"] for row in rows):
        found = {row.get("size", sizes[0]): row for row in rows if row["what"] == what}
        lines.append(f"| {what} | {' | '.join(_cell(found.get(size, {})) for size in sizes)} |")
    return "\n".join([f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", "", *lines])


def _cell(row: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in row.items() if name not in {"what", "size"})


if __name__ == "__main__":
    main()
