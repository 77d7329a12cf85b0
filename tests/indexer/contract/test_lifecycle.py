"""Built beside, checked, switched; a failed build changes nothing (law 11). On both engines."""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer import lifecycle
from indexer.engine import Engine
from indexer.errors import BuildFailed, BuildRefused, IndexHeld, NothingIndexed
from indexer.lifecycle import build, rollback
from indexer.query import SearchRequest
from indexer.search import Search
from indexer.versions import IndexVersion
from tests.support.records import make_record, sample_records, write_records
from transform.schema import Record

Write = Callable[[list[Record]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return lambda records: write_records(tmp_path / "records.jsonl", records)


def numbered(count: int, word: str = "Concertation") -> list[Record]:
    return [make_record(f"r{number:03d}", f"{word} {number}") for number in range(count)]


def names(engine: Engine) -> list[str]:
    return [manifest.version.name for manifest in engine.versions()]


def test_without_an_index_the_sentence_says_how_to_make_one(engine: Engine) -> None:
    search = Search(engine)
    assert (search.version, search.alive()) == (None, False)
    with pytest.raises(NothingIndexed, match="comedie index"):
        search.run(SearchRequest())


def test_a_built_version_is_in_service_and_says_what_it_holds(engine: Engine, write: Write) -> None:
    seen: list[str] = []
    version = build(engine, write(numbered(230)), lambda progress: seen.append(progress.stage))
    assert (engine.current(), Search(engine).version) == (version, version)
    (manifest,) = engine.versions()
    assert (manifest.version, manifest.documents, dict(manifest.kinds)) == (version, 230, {"experience": 230})
    assert IndexVersion.parse(version.name) == version
    assert list(dict.fromkeys(seen)) == ["indexation", "vérification", "mise en service"]
    assert Search(engine).alive()


def test_records_too_long_to_be_searched_whole_are_counted(
    engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.document.MAX_INDEXED_TEXT", 50)
    build(engine, write([make_record("a", "Un", "mot " * 20), make_record("b", "Deux", "mot")]))
    (manifest,) = engine.versions()
    assert manifest.cut == 1
    assert Search(engine).record("a") == make_record("a", "Un", "mot " * 20)


def test_the_same_records_again_are_not_written_again(
    engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = write(numbered(5))
    version = build(engine, records)
    (before,) = engine.versions()
    monkeypatch.setattr(lifecycle, "document_of", None)
    assert build(engine, records) == version
    assert engine.versions() == [before]


def test_a_reader_goes_from_one_whole_version_to_the_next(engine: Engine, write: Write) -> None:
    build(engine, write(numbered(40, "Ancienne")))
    search = Search(engine)
    mixed: list[set[str]] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            found = search.run(SearchRequest(size=40))
            mixed.append({hit.title.text.split()[0] for hit in found.hits} | {str(found.total)})

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for word in ("Nouvelle", "Suivante"):
            build(engine, write(numbered(40, word)))
    finally:
        ended.set()
        reader.join()
    assert {frozenset(seen) for seen in mixed} <= {
        frozenset({word, "40"}) for word in ("Ancienne", "Nouvelle", "Suivante")
    }
    assert search.run(SearchRequest(text="suivante")).total == 40


def test_no_record_at_all_is_refused_even_by_force(engine: Engine, write: Write) -> None:
    for force in (False, True):
        with pytest.raises(BuildRefused, match="aucune notice") as refusal:
            build(engine, write([]), force=force)
        assert refusal.value.exit_code == 4
    assert engine.current() is None


def test_under_half_of_the_records_in_service_is_refused_unless_forced(engine: Engine, write: Write) -> None:
    serving = build(engine, write(numbered(21)))
    with pytest.raises(BuildRefused, match=r"10 notices, contre 21.*--force") as refusal:
        build(engine, write(numbered(10)))
    assert refusal.value.exit_code == 4
    assert engine.current() == serving
    assert names(engine) == [serving.name]
    assert build(engine, write(numbered(11))) != serving
    assert build(engine, write(numbered(3)), force=True) == engine.current()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda lines: [*lines, "{pas du JSON"], r"ligne 4 .*comedie transform"),
        (lambda lines: [lines[1], lines[0]], r"triées"),
        (lambda lines: [lines[0], lines[0]], r"triées"),
        (lambda lines: [lines[0].replace('"title"', '"titel"')], r"ligne 1 .*titl"),
    ],
)
def test_records_that_cannot_be_read_change_nothing(
    engine: Engine, write: Write, spoil: Callable[[list[str]], list[str]], said: str
) -> None:
    path = write(numbered(3))
    serving = build(engine, path)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(spoil(lines)), encoding="utf-8")
    with pytest.raises(BuildFailed, match=said):
        build(engine, path)
    assert (engine.current(), names(engine)) == (serving, [serving.name])


def test_a_missing_file_says_which_command_makes_it(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match="comedie transform"):
        build(engine, tmp_path / "absent.jsonl")


def test_a_build_that_breaks_off_leaves_nothing(engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    serving = build(engine, write(numbered(6)))
    made = lifecycle.document_of

    def break_off(record: Record, source: bytes) -> Any:
        if record.id == "r007":
            raise KeyboardInterrupt
        return made(record, source)

    monkeypatch.setattr(lifecycle, "document_of", break_off)
    with pytest.raises(KeyboardInterrupt):
        build(engine, write(numbered(9)))
    monkeypatch.undo()
    assert (engine.current(), names(engine)) == (serving, [serving.name])
    assert build(engine, write(numbered(9))) == engine.current()


def test_a_version_that_lost_a_record_is_not_put_in_service(
    engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    serving = build(engine, write(numbered(6)))
    made = lifecycle.record_lines
    readings: list[int] = []

    def lose_one(path: Path) -> Any:
        readings.append(1)
        return (pair for pair in made(path) if len(readings) == 1 or pair[0].id != "r004")

    monkeypatch.setattr(lifecycle, "record_lines", lose_one)
    with pytest.raises(BuildRefused, match=r"8 notices dans l’index, 9 dans le fichier") as refusal:
        build(engine, write(numbered(9)))
    assert refusal.value.exit_code == 4
    assert (engine.current(), names(engine)) == (serving, [serving.name])


def test_one_builder_at_a_time_and_the_other_is_named(engine: Engine, write: Write) -> None:
    path = write(numbered(3))
    with engine.lock("comedie index, lancé par Ana"), pytest.raises(IndexHeld, match="lancé par Ana"):
        build(engine, path)
    build(engine, path)


def test_three_versions_are_kept_and_rollback_goes_back_one(engine: Engine, write: Write) -> None:
    built = [build(engine, write(numbered(count))) for count in (10, 11, 12, 13)]
    assert names(engine) == [version.name for version in built[1:]]
    search = Search(engine)
    assert search.run(SearchRequest()).total == 13
    assert rollback(engine) == built[2]
    assert search.run(SearchRequest()).total == 12
    assert rollback(engine) == built[1]
    with pytest.raises(NothingIndexed, match="comedie index"):
        rollback(engine)
    assert search.run(SearchRequest()).total == 11


def test_what_a_killed_build_left_is_swept(engine: Engine, write: Write) -> None:
    version = build(engine, write(numbered(3)))
    unfinished = IndexVersion(version.schema, version.layout, version.analysis, "0" * 16)
    engine.write(unfinished).__enter__()  # and never left, as after kill -9
    assert names(engine) == [version.name]
    with pytest.raises(NothingIndexed):
        engine.open(unfinished)
    with pytest.raises(NothingIndexed):
        engine.switch(unfinished)
    build(engine, write(numbered(4)))
    assert unfinished.name not in names(engine)


def test_an_index_of_another_program_version_is_told_in_words(
    engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(engine, write(numbered(3)))
    monkeypatch.setattr("indexer.versions.LAYOUT_VERSION", 999)
    with pytest.raises(NothingIndexed, match="autre version du programme"):
        Search(engine).run(SearchRequest())


def test_an_index_of_a_later_program_is_left_alone(
    engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.versions.LAYOUT_VERSION", 999)
    later = build(engine, write(numbered(3)))
    monkeypatch.undo()
    with pytest.raises(NothingIndexed, match="plus récente du programme"):
        Search(engine).run(SearchRequest())
    with pytest.raises(BuildRefused, match=r"plus récente du programme.*--force"):
        build(engine, write(numbered(4)))
    assert engine.current() == later
    assert build(engine, write(numbered(4)), force=True) == engine.current()


def test_answers_that_get_worse_are_refused(engine: Engine, write: Write, tmp_path: Path) -> None:
    questions = tmp_path / "queries"
    questions.mkdir()
    asked = [json.dumps({"_id": f"q{n}", "text": f"concertation {n}"}) for n in range(6)]
    (questions / "queries.jsonl").write_text("\n".join(asked), encoding="utf-8")
    judged = [f"q{n}\tr{n:03d}\t1" for n in range(6)]
    (questions / "qrels.tsv").write_text("\n".join(judged), encoding="utf-8")
    serving = build(engine, write(numbered(20)), questions=questions)
    spoilt = [make_record(r.id, "Sans titre", "rien") if r.id == "r003" else r for r in numbered(20)]
    with pytest.raises(BuildRefused, match=r"répond moins bien.*« concertation 3 »") as refusal:
        build(engine, write(spoilt), questions=questions)
    assert refusal.value.exit_code == 4
    assert (engine.current(), names(engine)) == (serving, [serving.name])
    gone = [record for record in numbered(20) if record.id != "r003"]
    assert build(engine, write(gone), questions=questions) == engine.current()
    assert build(engine, write(spoilt), questions=questions) == engine.current()


def test_titles_that_are_all_alike_are_no_reason_to_refuse(engine: Engine, write: Write) -> None:
    alike = [
        make_record(f"r{n:03d}", f"Compte rendu de la réunion du comité {'élargi ' * (n % 7)}", "réunion " * n)
        for n in range(90)
    ]
    assert build(engine, write(alike)) == engine.current()


def test_all_sample_records_pass_the_checks(engine: Engine, write: Write) -> None:
    assert build(engine, write(sample_records())) == engine.current()
