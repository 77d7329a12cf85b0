"""A live site, harvested in a process of its own: Scrapy's reactor can be started only once in a process.

The request goes to it as JSON on its standard input, which stays open: its end tells the process that nobody waits
any more. Progress, then the report or the error, come back as JSON lines.
"""

import json
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from types import FrameType
from typing import IO, Any

import crawler
from crawler.errors import HarvestError
from crawler.loopback import is_loopback
from crawler.outcome import Outcome
from crawler.request import HarvestProgress, HarvestReport, HarvestRequest, Progress
from crawler.scope import Scope

_FORWARDED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class LiveSite:
    shape = "l’adresse d’un site (« https://www.comedie.org/ »)"

    def recognises(self, source: str) -> bool:
        return source.lower().startswith(("http://", "https://"))

    def harvest(self, request: HarvestRequest, progress: Progress) -> HarvestReport:
        scope = Scope.of(request.source, aliases=request.aliases, include=request.include, exclude=request.exclude)
        if not is_loopback(scope.start) and not (request.contact or "").strip():
            raise HarvestError(
                "Une moisson hors de cette machine doit dire qui la fait. Donnez une adresse où vous joindre, "
                "par exemple COMEDIE_CONTACT=nom@exemple.fr, puis relancez la même commande.",
                exit_code=2,
            )
        with tempfile.TemporaryFile() as errors, _process(errors) as process, _signals_forwarded(process) as stops:
            assert process.stdin is not None
            process.stdin.write(json.dumps(_as_json(request)).encode() + b"\n")
            process.stdin.flush()
            report = _listen(process, progress)
            process.stdin.close()
            code = process.wait()
            if report is None:
                errors.seek(0)
                raise HarvestError(_interrupted(code, errors.read()[-4000:].decode("utf-8", "replace")))
        return replace(report, stopped=bool(stops))


WAY_IN = LiveSite()


def _listen(process: "subprocess.Popen[bytes]", progress: Progress) -> HarvestReport | None:
    assert process.stdout is not None
    for line in process.stdout:
        message: dict[str, Any] = json.loads(line)
        if "progress" in message:
            progress(HarvestProgress(**message["progress"]))
        elif "error" in message:
            raise HarvestError(message["error"], exit_code=message["exit_code"])
        elif "report" in message:
            values = message["report"]
            values["outcomes"] = {Outcome(name): count for name, count in values["outcomes"].items()}
            return HarvestReport(**values)
    return None


@contextmanager
def _process(errors: IO[bytes]) -> Iterator["subprocess.Popen[bytes]"]:
    """In a session of its own, so that Ctrl-C reaches it once, through us. It never outlives the block."""
    home = str(Path(crawler.__file__).parent.parent)
    start = f"import sys; sys.path.insert(0, {home!r}); from crawler.site_process import main; main()"
    with subprocess.Popen(  # noqa: S603 - our own interpreter, our own code
        [sys.executable, "-c", start],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        start_new_session=True,
    ) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


@contextmanager
def _signals_forwarded(process: "subprocess.Popen[bytes]") -> Iterator[list[int]]:
    """The first one lets the harvest finish its batch, the second ends it at once; only the main thread can hear."""
    stops: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield stops
        return

    def forward(received: int, _frame: FrameType | None) -> None:
        stops.append(received)
        process.send_signal(received)

    before = {number: signal.getsignal(number) for number in _FORWARDED}
    for number in _FORWARDED:
        signal.signal(number, forward)
    try:
        yield stops
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


def _as_json(request: HarvestRequest) -> dict[str, Any]:
    values = asdict(request)
    values["archive"] = str(request.archive.absolute())
    values["ledger"] = str(request.ledger.absolute())
    values["accepted"] = sorted(request.accepted)
    del values["shared"]  # a web archive's, whose pace all workspaces keep
    return values


def _interrupted(code: int, errors: str) -> str:
    last = next((line.strip() for line in reversed(errors.splitlines()) if line.strip()), "")
    detail = f" : {last}" if last else ""
    return (
        f"La moisson s’est interrompue sans finir (code {code}{detail}). Rien de ce qui était reçu n’est perdu : "
        "relancez la même commande, elle reprendra où elle en était."
    )
