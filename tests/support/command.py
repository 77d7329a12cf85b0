"""The `comedie` command, run as a person runs it, without this machine's own settings."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("COMEDIE_")}


def comedie(*arguments: str, given: str | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`given` is what is typed on standard input."""
    return subprocess.run(
        [sys.executable, "-m", "comedie", *arguments],
        cwd=cwd,
        env=clean_environment(),
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def migrate(source: str, folder: Path, *options: str) -> dict[str, object]:
    """The command's own JSON summary of a migration that must be complete."""
    done = comedie("migrate", source, "--workspace", str(folder), "--json", *options)
    assert done.returncode == 0, done.stderr
    values = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(values, dict)
    return values


@dataclass(frozen=True)
class Migrated:
    """A workspace filled from the bundled legacy site, and the command's summary of it."""

    folder: Path
    source: str
    summary: dict[str, object]

    def migrate_again(self) -> dict[str, object]:
        return migrate_legacy_site(self.source, self.folder)


def migrate_legacy_site(source: str, folder: Path) -> dict[str, object]:
    return migrate(source, folder, "--site", "comedie", "--delay", "0")
