"""What goes wrong outside is told in French, with what to do."""

import fcntl
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from indexer.engines import open_engine
from indexer.errors import EngineUnavailable, IndexerError, NothingIndexed
from indexer.judged import JudgedSetUnreadable
from indexer.lifecycle import build
from indexer.query import SearchRequest
from indexer.relevance import evaluate
from indexer.search import Search
from tests.support.records import make_record, write_records


def opensearch(url: str) -> Search:
    return Search(open_engine("opensearch", index_folder=Path(), opensearch_url=url, site="essai"))


def test_a_server_that_is_away(tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    url = f"http://ana:secret@127.0.0.1:{port}"
    search = opensearch(url)
    assert not search.alive()
    with pytest.raises(EngineUnavailable, match=r"COMEDIE_OPENSEARCH_URL.*--engine embedded") as away:
        search.run(SearchRequest())
    assert "secret" not in str(away.value)
    engine = open_engine("opensearch", index_folder=Path(), opensearch_url=url, site="essai")
    with pytest.raises(EngineUnavailable):
        build(engine, write_records(tmp_path / "records.jsonl", [make_record("a", "Loup")]))


@pytest.mark.parametrize(
    ("status", "said"), [(401, "refuse l’accès"), (403, "refuse l’accès"), (503, "surchargé"), (200, "n’est pas")]
)
def test_a_server_that_answers_something_else(status: int, said: str) -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<html>")

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        with pytest.raises(EngineUnavailable, match=said):
            opensearch(f"http://127.0.0.1:{server.server_port}").run(SearchRequest())
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("url", ["", "n’importe quoi", "http://", "http://[", "ftp://127.0.0.1"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(EngineUnavailable, match="COMEDIE_OPENSEARCH_URL"):
        opensearch(url).run(SearchRequest())


def test_an_engine_that_does_not_exist() -> None:
    with pytest.raises(IndexerError, match="embedded, opensearch"):
        open_engine("solr", index_folder=Path(), opensearch_url="", site="essai")


def test_a_damaged_embedded_index(tmp_path: Path) -> None:
    engine = open_engine("embedded", index_folder=tmp_path / "index", opensearch_url="", site="essai")
    records = write_records(tmp_path / "records.jsonl", [make_record("a", "Loup")])
    version = build(engine, records)
    for path in (tmp_path / "index" / version.name / "tantivy").iterdir():
        path.unlink()
    with pytest.raises(NothingIndexed, match="comedie index"):
        Search(engine).run(SearchRequest())
    assert build(engine, records) == version
    assert Search(engine).run(SearchRequest()).total == 1


def test_the_lock_of_a_holder_that_died_is_free(tmp_path: Path) -> None:
    engine = open_engine("embedded", index_folder=tmp_path / "index", opensearch_url="", site="essai")
    (tmp_path / "index").mkdir()
    lock = tmp_path / "index" / "lock"
    lock.write_text(json.dumps({"holder": "un mort", "pid": 1, "host": "ici", "since": "hier"}), encoding="utf-8")
    with engine.lock("un vivant"), lock.open() as stream:
        assert json.load(stream)["holder"] == "un vivant"
        with pytest.raises(BlockingIOError):
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.parametrize(
    ("name", "content"),
    [("corpus.jsonl", "pas du JSON"), ("queries.jsonl", '{"_id": "q"}'), ("qrels.tsv", "q\td"), ("qrels.tsv", None)],
)
def test_judged_queries_that_cannot_be_read(tmp_path: Path, name: str, content: str | None) -> None:
    judged = tmp_path / "judged"
    judged.mkdir()
    (judged / "corpus.jsonl").write_text('{"_id": "d", "title": "", "text": "Un loup."}\n', encoding="utf-8")
    (judged / "queries.jsonl").write_text('{"_id": "q", "text": "loup"}\n', encoding="utf-8")
    (judged / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\td\t1\n", encoding="utf-8")
    engine = open_engine("embedded", index_folder=tmp_path / "index", opensearch_url="", site="essai")
    assert evaluate(engine, judged, mots=None).to_json()["success@1"] == 1.0
    assert engine.versions() == []
    (judged / name).write_text(content, encoding="utf-8") if content else (judged / name).unlink()
    with pytest.raises(JudgedSetUnreadable, match=name.replace(".", r"\.")):
        evaluate(engine, judged, mots=None)
