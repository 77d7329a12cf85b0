"""`comedie serve --workers 2`: one address, two processes, an end that is an end."""

import json
import signal
import subprocess
import sys
import urllib.request

from tests.support.command import Migrated, clean_environment


def test_the_site_with_two_workers(migrated: Migrated) -> None:
    command = [sys.executable, "-m", "comedie", "serve", "--port", "0", "--workers", "2", "--json"]
    with subprocess.Popen(
        [*command, "--workspace", str(migrated.folder)], env=clean_environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            url = json.loads(process.stdout.readline())["url"]
            for _ in range(6):
                with urllib.request.urlopen(f"{url}/recherche?q=loup", timeout=60) as answer:
                    assert answer.status == 200
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
