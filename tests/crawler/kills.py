"""A generated site, a harvest of it in a process of its own, and what is to be true of the archive afterwards."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastWarcIterator
from warcio.archiveiterator import ArchiveIterator

from tests.crawler.web import Asked, Site, answer, page

SCRIPT = """
import json, sys
from pathlib import Path
from crawler.harvest import HarvestError, HarvestRequest, harvest
source, folder = sys.argv[1:]
try:
    report = harvest(HarvestRequest(source, Path(folder, "archive"), Path(folder, "ledger.sqlite")))
except HarvestError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
sys.exit(report.exit_code)
"""


def numbered(asked: Asked, pages: int) -> bytes:
    """A site of so many pages, each linking to the two that its number doubled gives, and back."""
    name = asked.path.strip("/") or "1"
    if not name.isdecimal():
        return answer("", "404 Not Found")
    number = int(name)
    links = "".join(f'<a href="/{n}">{n}</a>' for n in (2 * number, 2 * number + 1, 2) if 1 < n <= pages)
    return answer(page(links + "x" * 2000))


@contextmanager
def running(site: Site, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, site.url, str(folder)], stderr=subprocess.PIPE, cwd=Path(__file__).parents[2]
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until(process: "subprocess.Popen[bytes]", happened: Callable[[], bool]) -> None:
    """Returns when it has; fails, with what the process said, where the process ends before."""
    while not happened():
        if process.poll() is not None and not happened():
            said = process.stderr.read().decode() if process.stderr else ""
            pytest.fail(f"the harvest ended with {process.returncode}: {said}")
        time.sleep(0.002)


def wait_for_requests(process: "subprocess.Popen[bytes]", site: Site, count: int) -> None:
    wait_until(process, lambda: len(site.asked) >= count)


def child_of(process: "subprocess.Popen[bytes]") -> int:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    wait_until(process, lambda: bool(children.read_text().split()))
    return int(children.read_text().split()[0])


def read_to_the_end(folder: Path) -> list[str]:
    """The URLs of all responses, with every digest verified, by two readers that are not ours."""
    urls: list[str] = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                record.content_stream().read()
                if record.rec_type == "response":
                    urls.append(record.rec_headers.get_header("WARC-Target-URI"))
        with path.open("rb") as file:
            others = [record for record in FastWarcIterator(file, parse_http=False) if record.verify_block_digest()]
        assert sum(record.headers["WARC-Type"] == "response" for record in others) == len(urls)
    return urls
