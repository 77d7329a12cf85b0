"""Whether archive files are whole: every record, and the file itself where its size or digest stands elsewhere."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from crawler.cdxj import INDEX_NAME
from crawler.errors import ArchiveError
from crawler.system_errors import reason_of
from crawler.warc.digest import Digest
from crawler.warc.item import Problem, ScannedRecord
from crawler.warc.known import Known, joined, of_index, of_ledger
from crawler.warc.scan import KEEP, Item, scan

#: How many problems of a file are listed; all are counted.
MAX_LISTED = 1_000
_READ = 1 << 20
_PAIRED = 0.9
UNKNOWABLE = (
    "si la fin du fichier manque, coupée juste entre deux enregistrements, cela ne peut pas se savoir : "
    "ni index ni manifeste ne donne sa taille"
)
_PARTLY_KNOWABLE = "ce qui suivrait le dernier enregistrement que nomme l’index peut manquer sans que cela se sache"


@dataclass(frozen=True, slots=True)
class FileReport:
    """`size` in bytes. At most `MAX_LISTED` problems are listed, `problem_count` counts them all.

    `doubt` says, in French, what cannot be known of the file's end, and `hint` what speaks for a cut there; both are
    empty where the size or the digest of the file is known from elsewhere.
    """

    name: str
    size: int
    records: int
    problems: tuple[Problem, ...]
    problem_count: int
    doubt: str = ""
    hint: str = ""

    @property
    def sound(self) -> bool:
        return not self.problem_count

    @property
    def sentences(self) -> list[str]:
        said = [f"{self.name}, {problem.sentence}" for problem in self.problems]
        if self.problem_count > len(self.problems):
            said.append(f"{self.name} : et {self.problem_count - len(self.problems)} autres endroits")
        said += [f"{self.name} : {sentence}" for sentence in (self.doubt, self.hint) if sentence]
        return said


@dataclass(frozen=True, slots=True)
class Report:
    files: tuple[FileReport, ...]
    missing: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.missing and all(file.sound for file in self.files)

    @property
    def sentences(self) -> list[str]:
        """What is wrong or in doubt, in French; empty for files that are known to be whole."""
        gone = [f"{name} : ce fichier manque. Rétablissez-le d’une copie." for name in self.missing]
        return gone + [sentence for file in self.files for sentence in file.sentences]


def check(files: Iterable[Path], known: Mapping[str, Known] | None = None) -> Report:
    """Reads each file to its end. `known` by file name. Raises `ArchiveError` where a file cannot be read."""
    expected = known or {}
    reports = tuple(_checked(path, expected.get(path.name, Known())) for path in files)
    present = {report.name for report in reports}
    return Report(reports, tuple(sorted(name for name in expected if name not in present)))


def check_archive(folder: Path, ledger: Path) -> Report:
    """An archive of ours: its sizes stand in the ledger, and the end of its captures in the index."""
    index = folder / INDEX_NAME
    known = joined(of_ledger(ledger), of_index(index) if index.is_file() else {})
    return check(sorted(folder.glob("*.warc.gz")), known)


def check_stream(
    name: str, file: BinaryIO, known: Known, see: Callable[[Item], None] = lambda _: None, *, keep: int = KEEP
) -> FileReport:
    """The same of an open file, which may lie inside another. `see` is shown all that the scan finds."""
    size = file.seek(0, os.SEEK_END)
    problems = [*_whole(file, size, known)]
    count, records, pairs = len(problems), 0, Pairs()
    for item in scan(file, keep=keep):
        see(item)
        if isinstance(item, ScannedRecord):
            records += 1
            pairs.note(item.kind, item.url)
        else:
            count += 1
            if len(problems) < MAX_LISTED:
                problems.append(item if item.record is None else _without_block(item))
    certain = known.size is not None or known.digest is not None
    doubt = "" if certain else _PARTLY_KNOWABLE if known.at_least else UNKNOWABLE
    return FileReport(name, size, records, tuple(problems), count, doubt, "" if certain else pairs.hint())


@dataclass(slots=True)
class Pairs:
    """Tools write a request beside each response: where only the last one misses its own, the file may be cut."""

    last: tuple[str, str] = ("", "")
    counts: dict[str, int] = field(default_factory=lambda: {"request": 0, "response": 0})
    followed: dict[str, int] = field(default_factory=lambda: {"request": 0, "response": 0})

    def note(self, kind: str, url: str) -> None:
        before, same = self.last[0], self.last[1] == url
        if same and {before, kind} == {"request", "response"}:
            self.followed[before] += 1
        if kind in self.counts:
            self.counts[kind] += 1
        self.last = (kind, url)

    def hint(self) -> str:
        kind = self.last[0]
        earlier = self.counts.get(kind, 0) - 1
        if earlier < 1 or self.followed[kind] < _PAIRED * earlier:
            return ""
        what = "une réponse sans sa demande" if kind == "response" else "une demande sans sa réponse"
        return f"il finit par {what}, alors que les autres l’ont : la fin manque peut-être"


def _checked(path: Path, known: Known) -> FileReport:
    try:
        with path.open("rb") as file:
            return check_stream(path.name, file, known)
    except OSError as error:
        raise ArchiveError(
            f"« {path} » ne peut pas être lu ({reason_of(error)}). Vérifiez les droits et le disque."
        ) from error


def _whole(file: BinaryIO, size: int, known: Known) -> Iterable[Problem]:
    expected = known.size if known.size is not None else known.at_least
    if size < expected:
        yield Problem(size, f"le fichier est coupé : il devrait avoir au moins {expected} octets, il en a {size}")
    elif known.size is not None and size > known.size:
        yield Problem(known.size, f"le fichier a {size - known.size} octets de plus que ceux qui sont attestés")
    elif known.digest is not None and not _has_digest(file, known.digest):
        yield Problem(0, "le fichier n’a pas l’empreinte que son manifeste lui donne")


def _has_digest(file: BinaryIO, declared: str) -> bool:
    digest = Digest(declared)
    file.seek(0)
    while piece := file.read(_READ):
        digest.update(piece)
    return digest.matches() is not False


def _without_block(problem: Problem) -> Problem:
    """Problems are kept to the end of the reading; their records' bytes need not be."""
    if problem.record is not None:
        problem.record.block, problem.record.kept = b"", False
    return problem
