"""Single records changed in the version in service, within a second or two: what an editor decides is searched at once.

The next build starts from the records and the decisions again, so nothing depends on a change having been made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from indexer.document import IndexedDocument, document_of
from indexer.engine import Change, Engine, Snapshot
from indexer.errors import BuildRefused, NothingIndexed
from indexer.history import Act, Event, signed
from indexer.versions import IndexVersion
from indexer.vocabulary import VocabularyCounter
from transform.schema import Record

#: Who holds the lock for the moment that a change takes: a build waits for it.
CHANGER = "comedie serve"
#: More at once is work for a build.
MAX_CHANGES = 200
_TOLD_IDS = 20


def change(
    engine: Engine, wanted: Mapping[str, Record | None], *, holder: str, decision: str | None = None
) -> IndexVersion:
    """Each id with its record as it is to be, or null to take it out; the version that then is in service.

    `decision`: the last of the desk's that the version carries afterwards. What is already so changes nothing. Raises
    `NothingIndexed`, `IndexHeld` where a build runs, `BuildRefused` where a build is needed.
    """
    with engine.lock(holder):
        version = engine.current()
        if version is None or not version.readable:
            raise NothingIndexed("Aucun index n’est en service. Construisez-le avec : comedie index")
        snapshot = engine.open(version)
        before = {record_id: line for record_id in wanted if (line := snapshot.get(record_id)) is not None}
        put = [document for document in _documents(wanted) if before.get(document.id) != document.source]
        gone = sorted(record_id for record_id in before if wanted[record_id] is None)
        if len(put) + len(gone) > MAX_CHANGES:
            raise BuildRefused("Trop de notices changent à la fois. Reconstruisez l’index avec : comedie index")
        if not put and not gone and decision in {None, snapshot.manifest.decision}:
            return version
        replaced = [_document(before[one]) for one in sorted({*gone, *(d.id for d in put)} & before.keys())]
        _apply(engine, snapshot, put, replaced, decision)
        changed = engine.current()
        assert changed is not None
        ids = {"put": [d.id for d in put][:_TOLD_IDS], "removed": gone[:_TOLD_IDS], "decision": decision}
        engine.note(Event.now(signed(holder), Act.CHANGE, changed.name, **ids))
        return changed


def _apply(
    engine: Engine,
    snapshot: Snapshot,
    put: list[IndexedDocument],
    replaced: list[IndexedDocument],
    decision: str | None,
) -> None:
    counter, kinds = VocabularyCounter(snapshot.vocabulary), dict(snapshot.manifest.kinds)
    for document in replaced:
        counter.remove(document.vocabulary, document.named)
        kinds[document.kind] = kinds.get(document.kind, 0) - 1
    for document in put:
        counter.add(document.vocabulary)
        counter.add_values(document.named)
        counter.add_acronyms(document.acronyms)
        kinds[document.kind] = kinds.get(document.kind, 0) + 1
    manifest = replace(
        snapshot.manifest,
        version=snapshot.manifest.version.changed,
        documents=snapshot.manifest.documents + len(put) - len(replaced),
        kinds={kind: count for kind, count in kinds.items() if count > 0},
        cut=snapshot.manifest.cut + sum(d.cut for d in put) - sum(d.cut for d in replaced),
        decision=snapshot.manifest.decision if decision is None else decision,
        replaced=snapshot.manifest.replaced + len(replaced),
    )
    if manifest.documents < 1:
        raise BuildRefused("Il ne resterait aucune notice dans l’index : rien n’a changé.")
    new = {document.id for document in put}
    removed = [document.id for document in replaced if document.id not in new]
    engine.change(snapshot.manifest.version, Change(put, removed, manifest, counter.vocabulary()))
    engine.switch(manifest.version)
    engine.drop(snapshot.manifest.version)


def _documents(wanted: Mapping[str, Record | None]) -> Iterator[IndexedDocument]:
    """In the order of ids."""
    for _, record in sorted(wanted.items()):
        if record is not None:
            yield document_of(record, record.to_json_line().encode())


def _document(line: bytes) -> IndexedDocument:
    return document_of(Record.from_json_line(line), line)
