"""A folder of files: each becomes a `resource` record, HTML pages first, so that they do not depend on the rest."""

import os
import posixpath
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes, urlsplit

from crawler.archive_writer import FileCapture, digest_of
from crawler.errors import HarvestError
from crawler.frontier import Answer, Found, Frontier, hold
from crawler.limits import Limits
from crawler.links import links_of
from crawler.mime import HTML, sniff
from crawler.outcome import Outcome
from crawler.request import HarvestProgress, HarvestReport, HarvestRequest, Progress, report_of, software

_BATCH = 64
_MAX_DEPTH = 64
_SNIFFED = 16_384
_INDEXES = (b"index.html", b"index.htm", b"index.php", b"index.html.fr")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the folder: `name` is its path below it, in bytes as the disk has them, with `/` between."""

    name: bytes
    path: bytes
    is_html: bool
    refusal: tuple[Outcome, str] | None = None


class MirrorFolder:
    shape = "un dossier (copie du site faite par HTTrack, wget ou à la main)"

    def recognises(self, source: str) -> bool:
        return bool(source) and "://" not in source and Path(source).is_dir()

    def harvest(self, request: HarvestRequest, progress: Progress) -> HarvestReport:
        root = Path(request.source).resolve()
        entries = entries_of(root, request.ledger.resolve().parent)
        if not entries:
            raise HarvestError(
                f"Le dossier « {request.source} » ne contient aucun fichier. Donnez le dossier où se trouvent "
                "les pages du site."
            )
        with hold(
            request.ledger,
            request.archive,
            request.site,
            f"mirror:{request.site}",
            rotate_at=request.limits.rotate_at,
            software=software(),
        ) as frontier:
            last_problem = _Harvest(frontier, request.site, request.limits, progress).run(entries)
            return report_of(frontier, request.accepted, last_problem)


WAY_IN = MirrorFolder()


def url_of(site: str, name: bytes) -> str:
    """The address under which a file is kept; names that are no UTF-8 keep their bytes, percent-encoded."""
    return f"mirror:{site}/{quote(name, safe=b'/!$&()*+,;=:@~')}"


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
        yield Entry(prefix or b".", folder, False, (Outcome.FAILED, f"dossier illisible ({error.strerror})"))
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
        return Entry(name, path, False, (Outcome.FAILED, f"fichier illisible ({error.strerror})"))
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
        return Entry(name, path, False, (Outcome.FAILED, f"fichier illisible ({error.strerror})"))
    return Entry(name, real, sniff(beginning, _text(name)) == HTML)


class _Harvest:
    def __init__(self, frontier: Frontier, site: str, limits: Limits, progress: Progress) -> None:
        self._frontier = frontier
        self._site = site
        self._limits = limits
        self._progress = progress
        self._now = datetime.now(UTC)
        self._digests = {url: digest for url, _, _, digest in frontier.known()}
        self._outcomes = {url: outcome for url, outcome, _, _ in frontier.known()}
        self._folders: set[bytes] = set()
        self._problem = ""
        self._failed = 0

    def run(self, entries: list[Entry]) -> str:
        """Returns the last problem, or nothing."""
        names = {entry.name for entry in entries}
        negotiated = _negotiated((entry.name for entry in entries if entry.is_html), names)
        self._folders = {parent for name in names for parent in _parents(name)}
        for number, entry in enumerate(entries, start=1):
            self._settle(entry, names, negotiated)
            if number % _BATCH == 0:
                self._frontier.commit()
                self._progress(HarvestProgress(number, len(entries) - number, self._failed, self._problem))
        self._withdraw({url_of(self._site, name) for name in names})
        self._frontier.commit()
        self._progress(HarvestProgress(len(entries), 0, self._failed, self._problem))
        return self._problem

    def _settle(self, entry: Entry, names: set[bytes], negotiated: dict[bytes, bytes]) -> None:
        url = url_of(self._site, entry.name)
        self._frontier.found(Found(url))
        if entry.refusal is not None:
            self._refuse(url, *entry.refusal)
            return
        try:
            with Path(os.fsdecode(entry.path)).open("rb") as file:
                payload = file.read(self._limits.max_file + 1)
        except OSError as error:
            self._refuse(url, Outcome.FAILED, f"fichier illisible ({error.strerror})")
            return
        if len(payload) > self._limits.max_file:
            self._refuse(url, Outcome.FAILED, f"fichier de plus de {self._limits.max_file} octets")
            return
        if self._digests.get(url) == digest_of(payload):
            self._frontier.answered(Answer(url, Outcome.UNCHANGED, "même contenu"))
        else:
            file_capture = FileCapture(url, self._now, payload, _text(entry.name))
            entry_in_archive = self._frontier.writer.add_file(file_capture)
            self._frontier.answered(Answer(url, Outcome.CAPTURED, entry=entry_in_archive))
        if entry.is_html:
            self._name_links(url, entry.name, payload, names, negotiated)

    def _refuse(self, url: str, outcome: Outcome, reason: str) -> None:
        if outcome is Outcome.FAILED:
            self._failed += 1
            self._problem = f"{url} : {reason}"
        self._frontier.answered(Answer(url, outcome, reason))

    def _name_links(
        self, page: str, name: bytes, payload: bytes, names: set[bytes], negotiated: dict[bytes, bytes]
    ) -> None:
        found = links_of(payload, HTML, _text(name), self._limits.max_links)
        folder = posixpath.dirname(name)
        for link in found.links:
            target = _target(folder, found.base, link.href)
            if target is None or any(candidate in names for candidate in _candidates(target)):
                continue
            plain = target.partition(b"?")[0]
            url = url_of(self._site, target)[: self._limits.max_url]
            if plain in negotiated:
                self._frontier.alias(url, url_of(self._site, negotiated[plain]))
            elif plain.rstrip(b"/") and plain.rstrip(b"/") not in self._folders:
                self._frontier.found(
                    Found(url, page, link.text, Outcome.ABSENT, "citée par une page, mais pas dans le dossier")
                )

    def _withdraw(self, present: set[str]) -> None:
        """What an earlier run captured, and the folder no longer holds."""
        prefix = f"mirror:{self._site}/"
        for url, outcome in self._outcomes.items():
            if url.startswith(prefix) and url not in present and outcome is not Outcome.ABSENT:
                self._frontier.answered(Answer(url, Outcome.ABSENT, "n’est plus dans le dossier", attempted=False))


def _target(folder: bytes, base: str | None, href: str) -> bytes | None:
    """The path that a link means below the folder, with its query; nothing for other hosts, schemes and anchors."""
    try:
        parts = urlsplit(href.strip())
        base_parts = urlsplit((base or "").strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not (parts.path or parts.query):
        return None
    if base_parts.scheme or base_parts.netloc:
        return None
    start = posixpath.join(folder, posixpath.dirname(unquote_to_bytes(base_parts.path))) if base_parts.path else folder
    path = unquote_to_bytes(parts.path)
    if b"\x00" in path:
        return None
    whole = path if path.startswith(b"/") else posixpath.join(start, path)
    normal = posixpath.normpath(b"/" + whole.lstrip(b"/")).lstrip(b"/")
    if path.endswith(b"/") and normal:
        normal += b"/"
    return normal + (b"?" + parts.query.encode() if parts.query else b"")


def _candidates(target: bytes) -> list[bytes]:
    """File names that a link may mean, best first."""
    plain = target.partition(b"?")[0]
    unquoted = unquote_to_bytes(target)
    candidates = [target, unquoted, plain]
    if not plain or plain.endswith(b"/"):
        candidates += [plain + index for index in _INDEXES]
    else:
        candidates += [plain + b"/" + index for index in _INDEXES] + [plain + b".html", plain + b".htm"]
    return candidates


def _negotiated(pages: Iterable[bytes], names: set[bytes]) -> dict[bytes, bytes]:
    """`page.html` → `page.html.fr`, for the pages whose language a server would have chosen.

    Pages only: what a page's links lead to must not depend on the files that happen to lie beside it.
    """
    found: dict[bytes, bytes] = {}
    for name in sorted(pages):
        stem, dot, language = name.rpartition(b".")
        if dot and len(language) == 2 and language.isalpha() and stem not in names and b"." in stem.rpartition(b"/")[2]:
            found.setdefault(stem, name)
    return found


def _parents(name: bytes) -> Iterator[bytes]:
    while name := name.rpartition(b"/")[0]:
        yield name


def _text(name: bytes) -> str:
    return name.rpartition(b"/")[2].decode("utf-8", "replace")
