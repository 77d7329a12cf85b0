"""Archives for the tests: made by the real writer, from pages given or fetched from the bundled site."""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import Archive, ArchiveWriter
from crawler.archive_writer import FileCapture, HttpExchange
from crawler.capture import ArchiveEntry
from crawler.cdxj import write_index
from fixtures.server import LegacySite
from transform.run import TransformRequest, TransformSummary, transform
from transform.schema import Record

TRUTH = Path(__file__).parents[2] / "fixtures" / "truth"
MOMENT = datetime(2026, 11, 22, 10, 0, 0, tzinfo=UTC)


@dataclass
class Served:
    """One answer to archive."""

    url: str
    body: bytes | str = b""
    status: int = 200
    content_type: str | None = "text/html; charset=UTF-8"
    location: str | None = None
    captured: datetime = MOMENT


@dataclass
class Workspace:
    """`transform()` reads `archive` and writes `records`, as the command does."""

    root: Path

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def records(self) -> Path:
        return self.root / "records"

    def keep(self, answers: Iterable[Served]) -> None:
        writer = ArchiveWriter(self.archive, "test")
        entries = list(Archive(self.archive).entries()) if (self.archive / "index.cdxj").exists() else []
        entries += [_keep(writer, answer) for answer in answers]
        writer.sync()
        write_index(self.archive, entries)

    def keep_folder(self, folder: Path, keep: Callable[[Path], bool] = lambda _: True) -> None:
        writer = ArchiveWriter(self.archive, "test")
        entries = [
            writer.add_file(FileCapture(f"mirror:x/{path.relative_to(folder)}", MOMENT, path.read_bytes(), path.name))
            for path in sorted(folder.rglob("*"))
            if path.is_file() and keep(path)
        ]
        writer.sync()
        write_index(self.archive, entries)

    def transform(self, processes: int = 1, site: str = "comedie", **changes: Any) -> TransformSummary:
        request = TransformRequest(
            archive=self.archive,
            ledger=self.root / "ledger.sqlite",
            records=self.records,
            site=site,
            processes=processes,
            **changes,
        )
        return transform(request)

    def read(self) -> list[Record]:
        text = (self.records / "records.jsonl").read_text(encoding="utf-8")
        return [Record.from_json_line(line) for line in text.split("\n") if line]  # a text may hold U+2028

    def lines(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.records / name).read_text(encoding="utf-8").splitlines()]

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.records.iterdir())}


def _keep(writer: ArchiveWriter, answer: Served) -> ArchiveEntry:
    body = answer.body.encode() if isinstance(answer.body, str) else answer.body
    head = f"HTTP/1.1 {answer.status} OK\r\n"
    head += f"Content-Type: {answer.content_type}\r\n" if answer.content_type else ""
    head += f"Location: {answer.location}\r\n" if answer.location else ""
    exchange = HttpExchange(
        url=answer.url,
        captured=answer.captured,
        request=b"GET / HTTP/1.1\r\n\r\n",
        head=(head + "\r\n").encode(),
        body=body,
        status=answer.status,
        content_type=answer.content_type,
        payload=body,
    )
    return writer.add_exchange(exchange)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


@pytest.fixture
def served() -> type[Served]:
    return Served


@pytest.fixture(scope="session")
def legacy(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The bundled site, every address of its truth asked for over a real socket, and transformed."""
    workspace = Workspace(tmp_path_factory.mktemp("legacy"))
    with LegacySite() as site:
        workspace.keep(_fetched(site, paths_of_truth()))
    workspace.transform()
    return workspace


@pytest.fixture(scope="session")
def corpus() -> Path:
    folder = os.environ.get("COMEDIE_CORPUS")
    if not folder or not Path(folder).is_dir():
        pytest.skip("COMEDIE_CORPUS does not name the folder of real inputs")
    return Path(folder)


def truth() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (TRUTH / "records.jsonl").read_text(encoding="utf-8").splitlines()]


def paths_of_truth() -> list[str]:
    paths: dict[str, None] = {}
    for record in truth():
        paths |= dict.fromkeys([record["path"], *record["aliases"], record["path"].rstrip("/")])
        paths |= dict.fromkeys(image["path"] for image in record["images"])
        paths |= dict.fromkeys(document["path"] for document in record["documents"])
    for group in json.loads((TRUTH / "not_records.json").read_text(encoding="utf-8")).values():
        paths |= dict.fromkeys(group)
    return [*paths, "/disparue-depuis-longtemps-et-jamais-revenue/"]


def _fetched(site: LegacySite, paths: Iterable[str]) -> Iterable[Served]:
    connection = HTTPConnection("127.0.0.1", site.port, timeout=30)
    try:
        for path in paths:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            yield Served(
                f"{site.url}{path}",
                body,
                answer.status,
                answer.getheader("Content-Type"),
                answer.getheader("Location"),
            )
    finally:
        connection.close()
