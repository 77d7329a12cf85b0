"""A real PostgreSQL for the tests: a cluster of its own, on a socket in a folder, gone afterwards."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

#: Where Debian keeps the programs that are not on the path, one folder a version.
_PACKAGED = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`, the newest where there are several."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    folders = [folder for folder in _PACKAGED.glob("*/bin") if (folder / "initdb").exists()]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


@contextmanager
def cluster() -> Iterator[str]:
    """The URL of an empty database, for SQLAlchemy."""
    folder = programs()
    if folder is None:
        reason = "PostgreSQL is not installed (make system)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    # A socket's path is short: not below pytest's own folders.
    root = Path(tempfile.mkdtemp(prefix="pg"))
    user = _unprivileged(root)
    data = root / "data"
    try:
        _run(user, [folder / "initdb", "-D", data, "-U", "comedie", "-A", "trust", "--no-sync", "-E", "UTF8"])
        settings = f"-c listen_addresses='' -c unix_socket_directories={root} -c fsync=off"
        _run(user, [folder / "pg_ctl", "-D", data, "-w", "-l", root / "log", "-o", settings, "start"])
        try:
            yield f"postgresql+psycopg://comedie@/postgres?host={quote(str(root))}"
        finally:
            _run(user, [folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _unprivileged(root: Path) -> str | None:
    """PostgreSQL refuses to run as root: the account that has no rights takes the folder."""
    if os.getuid() != 0:
        return None
    account = pwd.getpwnam("nobody")
    os.chown(root, account.pw_uid, account.pw_gid)
    return account.pw_name


def _run(user: str | None, command: list[object]) -> None:
    done = subprocess.run(
        [str(part) for part in command], user=user, capture_output=True, text=True, timeout=120, check=False, cwd="/"
    )
    assert done.returncode == 0, done.stderr or done.stdout


def new_database(url: str) -> str:
    """Another empty database of the same cluster."""
    name = f"desk_{secrets.token_hex(8)}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(url).set(database=name).render_as_string(hide_password=False)
