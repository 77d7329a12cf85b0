"""Build a version beside the others, check it, put it in service, keep a few, go back (law 11)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from indexer.checks import Expected, problems
from indexer.document import document_of
from indexer.engine import Engine
from indexer.errors import BuildFailed, BuildRefused, NothingIndexed
from indexer.progress import BuildProgress, Progress, silent
from indexer.records_file import record_lines
from indexer.versions import IndexVersion, Manifest
from indexer.vocabulary import VocabularyCounter

KEPT_VERSIONS = 3

#: A new version with less than this share of the documents in service is a mistake until someone says it is not.
SMALLEST_SHARE = 0.5

_REPORT_EVERY = 100


def build(
    engine: Engine,
    records: Path,
    progress: Progress = silent,
    *,
    force: bool = False,
    keep: int = KEPT_VERSIONS,
    holder: str = "comedie index",
) -> IndexVersion:
    """From `records.jsonl` to the version in service. The same records again are only checked and switched to.

    Raises `BuildRefused` (exit code 4) where a gate says no, `IndexHeld` where another build runs, `BuildFailed`
    and `EngineUnavailable` else; in all cases what was in service still is. `force` accepts too few documents.
    """
    with engine.lock(holder):
        engine.sweep()
        version = _version_of(records)
        expected = _read(records)
        _refuse_too_few(engine, expected.documents, force)
        if not _already_built(engine, version, expected):
            _write(engine, version, records, expected, progress)
            _check(engine, version, expected, progress)
        engine.switch(version)
        _collect(engine, max(keep, 1))
        progress(BuildProgress("mise en service", expected.documents, expected.documents))
        return version


def rollback(engine: Engine, *, holder: str = "comedie index") -> IndexVersion:
    """Puts the version built before the one in service back; raises `NothingIndexed` where there is none."""
    with engine.lock(holder):
        current = engine.current()
        names = [manifest.version for manifest in engine.versions()]
        earlier = names[: names.index(current)] if current in names else []
        if not earlier:
            raise NothingIndexed(
                "Il n’y a pas de version plus ancienne de l’index. Reconstruisez-le avec : comedie index"
            )
        engine.switch(earlier[-1])
        return earlier[-1]


def _version_of(records: Path) -> IndexVersion:
    try:
        return IndexVersion.of(records)
    except OSError as problem:
        raise BuildFailed(
            f"{records} ne se lit pas ({problem.strerror}). Faites d’abord les notices avec : comedie transform"
        ) from problem


def _read(records: Path) -> Expected:
    expected = Expected()
    for record, line in record_lines(records):
        expected.add(record, line)
    return expected


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


def _already_built(engine: Engine, version: IndexVersion, expected: Expected) -> bool:
    if not any(manifest.version == version for manifest in engine.versions()):
        return False
    try:
        return not problems(engine.open(version), expected)
    except NothingIndexed:
        return False


def _write(engine: Engine, version: IndexVersion, records: Path, expected: Expected, progress: Progress) -> None:
    counter = VocabularyCounter()
    cut = 0
    with engine.write(version) as writer:
        for number, (record, line) in enumerate(record_lines(records), 1):
            document = document_of(record, line)
            writer.add(document)
            counter.add(document.vocabulary)
            counter.add_values(document.named)
            counter.add_acronyms(document.acronyms)
            cut += document.cut
            if number % _REPORT_EVERY == 0:
                progress(BuildProgress("indexation", number, expected.documents))
        built = datetime.now(UTC).isoformat(timespec="microseconds")
        writer.finish(Manifest(version, built, expected.documents, expected.kinds, cut), counter.vocabulary())


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


def _collect(engine: Engine, keep: int) -> None:
    """Drops the oldest versions; never the one in service."""
    current = engine.current()
    others = [manifest.version for manifest in engine.versions() if manifest.version != current]
    for version in others[: max(len(others) - keep + 1, 0)]:
        engine.drop(version)
