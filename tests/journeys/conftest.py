"""A real browser on a real site: the bundled legacy site migrated by the real command."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from fixtures.server import LegacySite
from tests.support.command import Migrated, clean_environment, migrate_legacy_site

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def legacy_site() -> Iterator[LegacySite]:
    with LegacySite(port=0) as site:
        yield site


@pytest.fixture(scope="session")
def migrated(legacy_site: LegacySite, tmp_path_factory: pytest.TempPathFactory) -> Migrated:
    folder = tmp_path_factory.mktemp("journey") / "archive"
    source = f"{legacy_site.url.rstrip('/')}/"
    return Migrated(folder, source, migrate_legacy_site(source, folder))


@pytest.fixture(scope="session")
def site_url(migrated: Migrated) -> Iterator[str]:
    """`comedie serve` on any port, stopped as a person would with Ctrl-C."""
    command = [sys.executable, "-m", "comedie", "serve", "--port", "0", "--json", "--workspace", str(migrated.folder)]
    with subprocess.Popen(command, env=clean_environment(), stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert line, "the server stopped before saying its address"
        try:
            yield json.loads(line)["url"]
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        reason = "no Chromium on this system: `make system` installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield opened
        opened.close()
