"""The files of a folder, and the address under which each is kept where nothing says where it comes from."""

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from crawler.mime import HTML, sniff
from crawler.outcome import Outcome
from crawler.system_errors import reason_of

_MAX_DEPTH = 64
_SNIFFED = 16_384


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the folder: `name` is its path below it, in bytes as the disk has them, with `/` between."""

    name: bytes
    path: bytes
    is_html: bool
    refusal: tuple[Outcome, str] | None = None

    @property
    def file(self) -> Path:
        return Path(os.fsdecode(self.path))


def url_of(site: str, name: bytes) -> str:
    """The address of a file without known origin; names that are no UTF-8 keep their bytes, percent-encoded."""
    return f"mirror:{site}/{quote(name, safe=b'/!$&()*+,;=:@~')}"


def file_name(name: bytes) -> str:
    """The last part, as text: only to judge an ending by."""
    return name.rpartition(b"/")[2].decode("utf-8", "replace")


def type_of(payload: bytes, name: bytes) -> str | None:
    """`application/json` for data that a tool saved under a page's name; nothing where content and ending agree."""
    if payload.lstrip()[:1] not in {b"{", b"["} or sniff(payload, file_name(name)) != HTML:
        return None
    try:
        json.loads(payload)
    except (ValueError, RecursionError):
        return None
    return "application/json"


def entries_of(root: Path, workspace: Path) -> list[Entry]:
    """Every file, HTML pages first, then by path; the workspace itself is left out where it lies inside."""
    below = workspace if workspace != root and workspace.is_relative_to(root) else None
    entries = list(_walk(os.fsencode(root), b"", os.fsencode(below) if below else None, 0))
    return sorted(entries, key=lambda entry: (not entry.is_html, entry.name))


def _walk(root: bytes, prefix: bytes, left_out: bytes | None, depth: int) -> Iterator[Entry]:
    folder = root.rstrip(b"/") + b"/" + prefix.rstrip(b"/") if prefix else root
    if folder == left_out:
        return
    try:
        with os.scandir(folder) as found:
            children = sorted(found, key=lambda child: child.name)
    except OSError as error:
        yield Entry(prefix or b".", folder, False, (Outcome.FAILED, f"dossier illisible ({reason_of(error)})"))
        return
    for child in children:
        name = prefix + child.name
        if child.is_dir(follow_symlinks=False):
            if depth >= _MAX_DEPTH:
                yield Entry(name, child.path, False, (Outcome.TRAP, f"plus de {_MAX_DEPTH} dossiers imbriqués"))
            else:
                yield from _walk(root, name + b"/", left_out, depth + 1)
        else:
            yield _entry(root, name, child.path)


def _entry(root: bytes, name: bytes, path: bytes) -> Entry:
    try:
        real = os.path.realpath(path, strict=True)
        mode = Path(os.fsdecode(real)).stat().st_mode
    except OSError as error:
        return Entry(name, path, False, (Outcome.FAILED, f"fichier illisible ({reason_of(error)})"))
    if real != root and not real.startswith(root.rstrip(b"/") + b"/"):
        return Entry(name, path, False, (Outcome.REFUSED, "lien symbolique qui sort du dossier"))
    if stat.S_ISDIR(mode):
        return Entry(name, path, False, (Outcome.EXCLUDED, "lien symbolique vers un dossier déjà lu"))
    if not stat.S_ISREG(mode):
        return Entry(name, path, False, (Outcome.EXCLUDED, "pas un fichier ordinaire"))
    try:
        with Path(os.fsdecode(real)).open("rb") as file:
            beginning = file.read(_SNIFFED)
    except OSError as error:
        return Entry(name, path, False, (Outcome.FAILED, f"fichier illisible ({reason_of(error)})"))
    return Entry(name, real, sniff(beginning, file_name(name)) == HTML)
