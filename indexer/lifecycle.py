"""Build a version beside the others, check it, put it in service, keep a few, go back (law 11)."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from crawler.system_errors import reason_of
from indexer.changes import CHANGER
from indexer.checks import Expected, problems
from indexer.decided import Decided
from indexer.document import document_of
from indexer.engine import Engine
from indexer.errors import BuildFailed, BuildRefused, IndexHeld, NothingIndexed
from indexer.history import Act, Event, signed
from indexer.progress import BuildProgress, Progress, silent
from indexer.questions_kept import questions_of, worse_answers
from indexer.records_file import record_lines
from indexer.versions import IndexVersion, Manifest
from indexer.vocabulary import VocabularyCounter
from transform.schema import Record

KEPT_VERSIONS = 3

#: A new version with less than this share of the documents in service is a mistake until someone says it is not.
SMALLEST_SHARE = 0.5

#: How long a build waits for one that changes a record.
CHANGE_SECONDS = 10.0

_REPORT_EVERY = 100


def build(
    engine: Engine,
    records: Path,
    progress: Progress = silent,
    *,
    force: bool = False,
    keep: int = KEPT_VERSIONS,
    holder: str = "comedie index",
    decided: Decided | None = None,
    questions: Path | None = None,
) -> IndexVersion:
    """From `records.jsonl`, and what was decided since, to the version in service. The same again is only checked.

    `questions`: a folder of judged queries, which must not be answered worse than by the version in service. Raises
    `BuildRefused` (exit code 4) where a gate says no, `IndexHeld` where another build runs, `BuildFailed` and
    `EngineUnavailable` else; in all cases what was in service still is. `force` accepts too few documents, answers
    that are worse, and an index that a later program built.
    """
    by, decided = signed(holder), decided or Decided()
    with _held(engine, holder):
        engine.sweep()
        _refuse_older_program(engine, force)
        _refuse_unreadable(records)
        version, expected = _read(records, decided)
        with _refusal_noted(engine, by, version):
            _refuse_too_few(engine, expected.documents, force)
            if not _already_built(engine, version, expected):
                _write(engine, version, records, decided, expected, progress)
                _check(engine, version, expected, progress)
                engine.note(Event.now(by, Act.BUILD, version.name, documents=expected.documents))
            with _dropped_on_failure(engine, version):
                _refuse_worse_answers(engine, version, questions, force)
        _switch(engine, version, by, Act.SWITCH)
        _collect(engine, max(keep, 1), by)
        progress(BuildProgress("mise en service", expected.documents, expected.documents))
        return version


def rollback(engine: Engine, *, holder: str = "comedie index") -> IndexVersion:
    """Puts the version built before the one in service back; raises `NothingIndexed` where there is none."""
    with _held(engine, holder):
        current = engine.current()
        names = [manifest.version for manifest in engine.versions()]
        earlier = names[: names.index(current)] if current in names else []
        if not earlier:
            raise NothingIndexed(
                "Il n’y a pas de version plus ancienne de l’index. Reconstruisez-le avec : comedie index"
            )
        _switch(engine, earlier[-1], signed(holder), Act.ROLLBACK)
        return earlier[-1]


@contextmanager
def _held(engine: Engine, holder: str) -> Iterator[None]:
    """The lock; what changes a record holds it for a moment, and is waited for."""
    patience = time.monotonic() + CHANGE_SECONDS
    with ExitStack() as stack:
        while True:
            try:
                stack.enter_context(engine.lock(holder))
                break
            except IndexHeld as held:
                if held.holder not in {CHANGER, ""} or time.monotonic() > patience:
                    raise
            time.sleep(0.1)
        yield


def _switch(engine: Engine, version: IndexVersion, by: str, act: Act) -> None:
    before = engine.current()
    if before == version:
        return
    engine.switch(version)
    engine.note(Event.now(by, act, version.name, before=before.name if before else None))


def _refuse_unreadable(records: Path) -> None:
    try:
        records.open("rb").close()
    except OSError as problem:
        raise BuildFailed(
            f"{records} ne se lit pas ({reason_of(problem)}). Faites d’abord les notices avec : comedie transform"
        ) from problem


def _lines(records: Path, decided: Decided) -> Iterator[tuple[Record, bytes]]:
    for record, line in record_lines(records):
        amended = decided.amended(record)
        if amended is record:
            yield record, line
        elif amended is not None:
            yield amended, amended.to_json_line().encode()


def _read(records: Path, decided: Decided) -> tuple[IndexVersion, Expected]:
    expected, digest = Expected(), hashlib.sha256()
    for record, line in _lines(records, decided):
        expected.add(record, line)
        digest.update(line + b"\n")
    return IndexVersion.of_digest(digest.hexdigest()), expected


def _refuse_older_program(engine: Engine, force: bool) -> None:
    current = engine.current()
    if current is not None and current.newer and not force:
        raise BuildRefused(
            f"L’index en service ({current.name}) a été construit par une version plus récente du programme : celle-ci "
            "ne le remplace pas. Mettez le programme à jour ; si c’est voulu, recommencez avec --force."
        )


def _refuse_too_few(engine: Engine, documents: int, force: bool) -> None:
    if documents == 0:
        raise BuildRefused(
            "Il n’y a aucune notice à indexer : l’index en service n’a pas changé. Voyez ce que dit : comedie transform"
        )
    current = engine.current()
    serving = next((m.documents for m in engine.versions() if m.version == current), 0)
    if documents < serving * SMALLEST_SHARE and not force:
        raise BuildRefused(
            f"Il n’y a plus que {documents} notices, contre {serving} en service : l’index n’a pas changé. "
            "Si c’est voulu, recommencez avec --force."
        )


def _refuse_worse_answers(engine: Engine, version: IndexVersion, questions: Path | None, force: bool) -> None:
    asked = questions_of(questions) if questions else ()
    lost = worse_answers(engine, engine.current(), version, asked) if asked and not force else []
    if lost:
        raise BuildRefused(
            f"La nouvelle version de l’index répond moins bien aux questions jugées : {', '.join(lost[:5])} "
            f"({len(lost)} en tout). L’index en service n’a pas changé ; si c’est voulu, recommencez avec --force."
        )


def _already_built(engine: Engine, version: IndexVersion, expected: Expected) -> bool:
    if not any(manifest.version == version for manifest in engine.versions()):
        return False
    try:
        return not problems(engine.open(version), expected)
    except NothingIndexed:
        return False


def _write(
    engine: Engine, version: IndexVersion, records: Path, decided: Decided, expected: Expected, progress: Progress
) -> None:
    counter = VocabularyCounter()
    cut = 0
    with engine.write(version) as writer:
        for number, (record, line) in enumerate(_lines(records, decided), 1):
            document = document_of(record, line)
            writer.add(document)
            counter.add(document.vocabulary)
            counter.add_values(document.named)
            counter.add_acronyms(document.acronyms)
            cut += document.cut
            if number % _REPORT_EVERY == 0:
                progress(BuildProgress("indexation", number, expected.documents))
        built = datetime.now(UTC).isoformat(timespec="microseconds")
        manifest = Manifest(version, built, expected.documents, expected.kinds, cut, decided.last)
        writer.finish(manifest, counter.vocabulary())


def _check(engine: Engine, version: IndexVersion, expected: Expected, progress: Progress) -> None:
    progress(BuildProgress("vérification", expected.documents, expected.documents))
    with _dropped_on_failure(engine, version):
        found = problems(engine.open(version), expected)
        if found:
            raise BuildRefused(
                f"La nouvelle version de l’index ne passe pas les contrôles : {' ; '.join(found[:5])}. "
                "L’index en service n’a pas changé."
            )


@contextmanager
def _dropped_on_failure(engine: Engine, version: IndexVersion) -> Iterator[None]:
    try:
        yield
    except BaseException:
        if engine.current() != version:
            engine.drop(version)
        raise


@contextmanager
def _refusal_noted(engine: Engine, by: str, version: IndexVersion) -> Iterator[None]:
    try:
        yield
    except BuildRefused as refusal:
        engine.note(Event.now(by, Act.REFUSE, version.name, reason=str(refusal)))
        raise


def _collect(engine: Engine, keep: int, by: str) -> None:
    """Drops the oldest versions; never the one in service."""
    current = engine.current()
    others = [manifest.version for manifest in engine.versions() if manifest.version != current]
    for version in others[: max(len(others) - keep + 1, 0)]:
        engine.drop(version)
        engine.note(Event.now(by, Act.DROP, version.name))
