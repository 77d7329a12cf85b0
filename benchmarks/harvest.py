"""Pages harvested per second: ours, Scrapy with its LinkExtractor, and wget with a WARC, paired, in one run.

    python benchmarks/harvest.py [--pages 1800] [--rounds 5]

The site is generated: each page has some 10 kB of text, a menu of 30 links and ten neighbours. A server in a process of
its own answers from memory (nginx serves the same files where it is installed). Each round runs every harvester once,
in turn, on an empty folder, no delay, the same number of connections where it can be chosen (wget has one). Start-up
is included. Ours keeps its ledger, robots.txt, canonical addresses and a synced WARC. Prints a Markdown table.
"""

import argparse
import asyncio
import contextlib
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.crawl import CONNECTIONS

ROOT = Path(__file__).parent.parent
_WORDS = ("concertation", "médiation", "fiche", "territoire", "association", "élus", "réserve", "pêche", "littoral")
_MENU = 30
_OURS = """
import sys
from pathlib import Path
from crawler.harvest import HarvestRequest, harvest
folder = Path(sys.argv[2])
report = harvest(HarvestRequest(sys.argv[1], folder / "archive", folder / "ledger.sqlite", delay=0.0))
print(sum(report.outcomes.values()) if report.complete else 0)
"""
_SCRAPY = """
import sys
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.linkextractors import LinkExtractor

class Plain(Spider):
    name = "plain"
    pages = 0
    links = LinkExtractor()

    async def start(self):
        yield Request(sys.argv[1])

    def parse(self, response):
        Plain.pages += 1
        for link in self.links.extract_links(response):
            yield Request(link.url)

process = AsyncCrawlerProcess({
    "ROBOTSTXT_OBEY": True, "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False,
    "DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS": CONNECTIONS, "CONCURRENT_REQUESTS_PER_DOMAIN": CONNECTIONS,
})
process.crawl(Plain)
process.start()
print(Plain.pages)
""".replace("CONNECTIONS,", f"{CONNECTIONS},")


@dataclass(frozen=True)
class Run:
    """`seconds` with start-up; `memory` is the peak of the largest process, in MiB."""

    pages: int
    seconds: float
    memory: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1_800)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--serve", metavar="FOLDER:PORT", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        folder, _, port = arguments.serve.rpartition(":")
        asyncio.run(_serve(_answers(Path(folder)), int(port)))
        return
    harvesters: dict[str, Callable[[str, Path], Run]] = {"Scrapy + LinkExtractor": _scrapy, "ours": _ours}
    if shutil.which("wget"):
        harvesters["wget -r --warc-file"] = _wget
    else:
        print("wget is not installed: it is left out.", file=sys.stderr)
    runs: dict[str, list[Run]] = {name: [] for name in harvesters}
    with tempfile.TemporaryDirectory() as scratch:
        generate(Path(scratch, "site"), arguments.pages)
        with _server(Path(scratch, "site")) as url:
            for _ in range(arguments.rounds):
                for name, harvester in harvesters.items():
                    folder = Path(tempfile.mkdtemp(dir=scratch))
                    runs[name].append(harvester(url, folder))
                    shutil.rmtree(folder)
    _print(runs, arguments.pages)


def generate(folder: Path, pages: int) -> None:
    """Deterministic. `/` is page 0; every other page can be reached from it."""
    choose = random.Random(2020)
    for number in range(pages):
        near = {(number * 2 + 1) % pages, (number * 2 + 2) % pages, *(choose.randrange(pages) for _ in range(8))}
        menu = "".join(f'<li><a href="/fiche/{n}/">Rubrique {n}</a></li>' for n in range(1, min(_MENU, pages)))
        links = "".join(f'<p>Voir <a href="../../fiche/{n}/">la fiche {n}</a>.</p>' for n in sorted(near - {0}))
        text = "".join(
            f"<p>{' '.join(choose.choices(_WORDS, k=120))} <a href='/'>Accueil</a></p>"
            for _ in range(choose.randint(4, 9))
        )
        page = (
            f"<!doctype html><html><head><meta charset=utf-8><title>Fiche {number}</title></head>"
            f"<body><ul>{menu}</ul><h1>Fiche {number}</h1>{text}{links}</body></html>"
        )
        place = folder / "fiche" / str(number) if number else folder
        place.mkdir(parents=True, exist_ok=True)
        (place / "index.html").write_text(page, encoding="utf-8")


@contextlib.contextmanager
def _server(folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    nginx = shutil.which("nginx")
    command = (
        [nginx, "-p", str(folder.parent), "-c", str(_nginx_settings(folder, port)), "-g", "daemon off;"]
        if nginx
        else [sys.executable, __file__, "--serve", f"{folder}:{port}"]
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment) as process:
        try:
            for _ in range(500):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.1):
                    break
                time.sleep(0.02)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def _nginx_settings(folder: Path, port: int) -> Path:
    settings = folder.parent / "nginx.conf"
    folder.parent.chmod(0o755)  # its worker is another user
    temporary = "".join(
        f"{kind}_temp_path {folder.parent}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    settings.write_text(
        f"worker_processes 1; pid {folder.parent}/nginx.pid; error_log /dev/null; events {{}}\n"
        f"http {{ access_log off; {temporary}types {{ text/html html; }}\n"
        f"server {{ listen 127.0.0.1:{port}; root {folder}; }} }}\n"
    )
    return settings


def _answers(folder: Path) -> dict[bytes, bytes]:
    answers: dict[bytes, bytes] = {}
    for path in folder.rglob("index.html"):
        body = path.read_bytes()
        target = "/" + "".join(f"{part}/" for part in path.parent.relative_to(folder).parts)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        answers[target.encode()] = head.encode() + body
    return answers


async def _serve(answers: dict[bytes, bytes], port: int) -> None:
    """All answers from memory, on as little code as HTTP/1.1 with kept connections needs."""
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\nnon"

    class Visit(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            self._transport = transport
            self._rest = b""

        def data_received(self, data: bytes) -> None:
            *requests, self._rest = (self._rest + data).split(b"\r\n\r\n")
            for request in requests:
                self._transport.write(answers.get(request.split(b" ", 2)[1], missing))

    server = await asyncio.get_running_loop().create_server(Visit, "127.0.0.1", port)
    await server.serve_forever()


def _ours(url: str, folder: Path) -> Run:
    return _run([sys.executable, "-c", _OURS, url, str(folder)], folder)


def _scrapy(url: str, folder: Path) -> Run:
    return _run([sys.executable, "-c", _SCRAPY, url], folder)


def _wget(url: str, folder: Path) -> Run:
    command = ["wget", "-q", "-r", "-l", "inf", "--warc-file", str(folder / "site"), "-P", str(folder), url]
    run = _run(command, folder)
    return Run(sum(1 for path in folder.rglob("index.html")), run.seconds, run.memory)


def _run(command: list[str], folder: Path) -> Run:
    """Times a process and all its children; their number of pages is the last line that they print."""
    program = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, text=True)\n"
        "print((done.stdout.strip().splitlines() or ['0'])[-1])\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)\n"
    )
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-S", "-c", program, *command],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=folder,
    )
    seconds = time.monotonic() - began
    pages, memory = done.stdout.split()[-2:]
    return Run(int(pages), seconds, int(memory))


def _print(runs: dict[str, list[Run]], pages: int) -> None:
    speeds = {name: [run.pages / run.seconds for run in done] for name, done in runs.items()}
    print("| harvester | pages | pages/s, median (range) | ours is, median of paired rounds | peak RSS, MiB |")
    print("|---|---|---|---|---|")
    for name, done in runs.items():
        ratios = [ours / other for ours, other in zip(speeds["ours"], speeds[name], strict=True) if other]
        counted = sorted({run.pages for run in done})
        ratio = "" if name == "ours" else f"{statistics.median(ratios):.2f} ×"
        print(
            f"| {name} | {'/'.join(map(str, counted))} | {statistics.median(speeds[name]):.0f} "
            f"({min(speeds[name]):.0f}–{max(speeds[name]):.0f}) | {ratio} | {max(run.memory for run in done)} |"
        )
    if {run.pages for run in runs["ours"]} != {pages}:
        raise SystemExit(f"ours found {sorted({run.pages for run in runs['ours']})} pages, not {pages}")


if __name__ == "__main__":
    main()
