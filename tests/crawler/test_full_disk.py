"""A disk that is full ends the run with a sentence, never in silence; room made, the same command goes on."""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crawler.kills import SCRIPT, numbered, read_to_the_end
from tests.crawler.web import Site, Workspace

Serve = Callable[..., Site]
PAGES = 120


@pytest.mark.parametrize("most", [20_000, 200_000])
def test_what_cannot_be_written_ends_the_run(serve: Serve, workspace: Workspace, most: int) -> None:
    """No file may grow beyond `most` bytes: the archive's files, or the ledger's."""
    site = serve({}, lambda asked: numbered(asked, PAGES))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, site.url, str(workspace.folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=Path(__file__).parents[2],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert done.returncode == 1
    assert "relancez la même commande" in done.stderr
    assert "Traceback" not in done.stderr

    assert workspace.harvest(site.url).complete
    urls = read_to_the_end(workspace.archive_folder)
    assert len(urls) == len(set(urls))
    assert {url.removeprefix(f"{site.url}/") for url in urls} >= {"", *(str(n) for n in range(2, PAGES + 1))}
