"""Killed is not lost (law 2); a wish to stop is heard; two runs never share a workspace."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.harvest import HarvestError
from crawler.outcome import Outcome
from tests.crawler.kills import (
    SCRIPT,
    child_of,
    numbered,
    read_to_the_end,
    running,
    wait_for_requests,
    wait_until,
)
from tests.crawler.web import GUESSED, Asked, Site, Workspace, answer, page

Serve = Callable[..., Site]
PAGES = 300


def slow(asked: Asked) -> bytes:
    time.sleep(0.02)
    return numbered(asked, PAGES)


@pytest.mark.parametrize("who", ["the command", "the harvesting process"])
def test_killed_again_and_again_gives_the_undisturbed_set(serve: Serve, workspace: Workspace, who: str) -> None:
    site = serve({}, slow)
    kills = 3
    for _ in range(kills):
        already = len(site.asked)
        with running(site, workspace.folder) as process:
            wait_for_requests(process, site, already + random.randint(8, 30))
            victim = process.pid if who == "the command" else child_of(process)
            os.kill(victim, signal.SIGKILL)
            process.wait()
            if who != "the command":
                assert process.returncode == 1
                assert process.stderr is not None
                assert "relancez la même commande" in process.stderr.read().decode()
    report = workspace.harvest(site.url)

    assert report.complete
    assert report.outcomes == {Outcome.CAPTURED: PAGES}
    urls = read_to_the_end(workspace.archive_folder)
    assert len(urls) == PAGES == len(set(urls))
    assert {entry.url for entry in workspace.archive.entries()} == set(urls)
    for entry in workspace.archive.entries():
        assert workspace.archive.read(entry).entry == entry
    again = sum(count - 1 for path, count in site.paths().items() if path not in GUESSED)
    assert again <= kills * 16


def test_a_folder_killed_in_the_middle_is_read_whole_the_next_time(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "copie"
    folder.mkdir()
    for number in range(1500):
        (folder / f"{number}.html").write_bytes(page(f"fiche {number}" * 50))
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder), str(workspace.folder)], cwd=Path(__file__).parents[2]
    ) as process:
        wait_until(process, lambda: any(f.stat().st_size for f in workspace.archive_folder.glob("*.warc.gz")))
        process.kill()
    workspace.harvest(str(folder))
    urls = [entry.url for entry in workspace.archive.entries()]
    assert len(urls) == len(set(urls)) == 1500
    assert len(resources(workspace.archive_folder)) == 1500


def resources(folder: Path) -> list[str]:
    (path,) = folder.glob("*.warc.gz")
    with path.open("rb") as file:
        records = ArchiveIterator(file, check_digests="raise")
        return [r.rec_headers.get_header("WARC-Target-URI") for r in records if r.rec_type == "resource"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_wish_to_stop_finishes_the_batch_and_says_incomplete(
    serve: Serve, workspace: Workspace, number: signal.Signals
) -> None:
    site = serve({}, slow)
    with running(site, workspace.folder) as process:
        wait_for_requests(process, site, 30)
        process.send_signal(number)
        assert process.wait() == 3
    urls = read_to_the_end(workspace.archive_folder)
    asked = {path for path in site.paths() if path.strip("/").isdecimal() or path == "/"}
    assert len(urls) == len(asked) < PAGES
    assert {entry.url for entry in workspace.archive.entries()} == set(urls)
    assert workspace.harvest(site.url).outcomes == {Outcome.CAPTURED: PAGES}
    assert all(site.paths()[path] == 1 for path in asked)


def test_a_second_run_is_refused_and_told_who_holds_the_workspace(serve: Serve, workspace: Workspace) -> None:
    gate = threading.Event()

    def held_back(asked: Asked) -> bytes:
        gate.wait(20)
        return numbered(asked, PAGES)

    site = serve({"/robots.txt": answer("", "404 Not Found")}, held_back)
    with running(site, workspace.folder) as process:
        wait_for_requests(process, site, 2)
        with pytest.raises(HarvestError, match=r"en cours.*processus \d+") as error:
            workspace.harvest(site.url)
        assert error.value.exit_code == 1
        gate.set()
        assert process.wait() == 0


def test_what_an_interrupted_write_left_is_cut_off(serve: Serve, workspace: Workspace) -> None:
    site = serve({"/": answer(page("x"))})
    workspace.harvest(site.url)
    (file,) = workspace.archive_folder.glob("*.warc.gz")
    whole = file.read_bytes()
    file.write_bytes(whole + whole[: len(whole) // 2])
    workspace.harvest(site.url)
    assert file.read_bytes().startswith(whole)
    assert read_to_the_end(workspace.archive_folder) == [f"{site.url}/"]


def test_a_ledger_of_another_version_is_refused(serve: Serve, workspace: Workspace) -> None:
    import sqlite3
    from contextlib import closing

    site = serve({"/": answer(page("x"))})
    workspace.harvest(site.url)
    with closing(sqlite3.connect(workspace.ledger_file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(HarvestError, match="autre version"):
        workspace.harvest(site.url)


def test_a_file_that_is_no_ledger_is_refused(serve: Serve, workspace: Workspace) -> None:
    site = serve({"/": answer(page("x"))})
    workspace.folder.mkdir()
    workspace.ledger_file.write_text(json.dumps({"rien": 1}) * 200)
    with pytest.raises(HarvestError, match="pas un registre"):
        workspace.harvest(site.url)
