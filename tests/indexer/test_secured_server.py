"""A real OpenSearch behind TLS and an account, in a storm, with a full disk: it works, or a sentence says why not."""

import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.changes import change
from indexer.document import document_of
from indexer.engines import open_engine
from indexer.engines.opensearch.cluster import OpenSearchEngine
from indexer.engines.opensearch.server import Server
from indexer.errors import BuildFailed, EngineUnavailable
from indexer.lifecycle import build, rollback
from indexer.query import SearchRequest
from indexer.search import Search
from indexer.versions import IndexVersion, Manifest
from indexer.vocabulary import EMPTY
from tests.support.opensearch_cleaning import remove_site
from tests.support.opensearch_proxy import authority_and_certificate, proxy
from tests.support.records import sample_records, write_records

ACCOUNT = "comedie:mot de passe"
#: What `docs/exploiter.md` says that the account does: method and path, for the site SITE.
ALLOWED = (
    r"GET|HEAD /",
    r"HEAD|GET|PUT|DELETE /comedie-SITE-(s\d[^/]*|lock|history)(,comedie-SITE-s\d[^/]*)?(\?.*)?",
    r"GET|PUT /comedie-SITE[^/]*/_mapping(\?.*)?",
    r"PUT /comedie-SITE-s[^/]*/_settings(\?.*)?",
    r"POST /comedie-SITE-s[^/]*/(_forcemerge|_refresh)(\?.*)?",
    r"POST /_aliases(\?.*)?",
    r"POST|PUT (/comedie-SITE[^/]*)?/_bulk(\?.*)?",
    r"POST|GET /comedie-SITE[^/]*/(_search|_mget)(\?.*)?",
    r"GET|PUT|DELETE|POST /comedie-SITE-(lock|history)/(_doc|_create)(/[^/]*)?(\?.*)?",
)


@pytest.fixture
def site(opensearch_url: str) -> Iterator[str]:
    name = f"essai-{uuid.uuid4().hex[:12]}"
    yield name
    remove_site(opensearch_url, name)


def opened(url: str, site: str, **options: str) -> OpenSearchEngine:
    return OpenSearchEngine(Server.at(url, **options), site)


@pytest.mark.opensearch
@pytest.mark.slow
def test_an_account_and_a_certificate(opensearch_url: str, site: str, tmp_path: Path) -> None:
    ca, certificate = authority_and_certificate(tmp_path)
    with proxy(opensearch_url, ACCOUNT, certificate) as secured:
        name, _, password = ACCOUNT.partition(":")
        engine = opened(secured.url, site, user=name, password=password, ca=str(ca))
        path = tmp_path / "records.jsonl"
        build(engine, write_records(path, sample_records(12)))
        build(engine, write_records(path, sample_records(14)))
        change(engine, {sample_records(1)[0].id: None}, holder="essai")
        assert rollback(engine) == engine.versions()[0].version
        search = Search(engine)
        assert search.run(SearchRequest(text="loup", page=2, size=2)).index_version
        assert search.run(SearchRequest()).total == 12
        assert (len(list(search.records())), len(search.recent(3)), len(engine.history(9))) == (12, 3, 6)
        assert not {f"{method} {path}" for method, path in secured.asked if not allowed(method, path, site)}
        for wrong in ({}, {"user": name, "password": "autre"}):
            with pytest.raises(EngineUnavailable, match="refuse l’accès"):
                opened(secured.url, site, ca=str(ca), **wrong).current()
        with pytest.raises(EngineUnavailable, match="certificat"):
            opened(secured.url, site, user=name, password=password).current()
    other_ca, other = authority_and_certificate(tmp_path, "127.0.0.2")
    with (
        proxy(opensearch_url, ACCOUNT, other) as misnamed,
        pytest.raises(EngineUnavailable, match="n’est pas au nom de cette adresse"),
    ):
        opened(misnamed.url, site, user=name, password=password, ca=str(other_ca)).current()


def allowed(method: str, path: str, site: str) -> bool:
    rules = (rule.replace("SITE", re.escape(site)).partition(" ") for rule in ALLOWED)
    return any(method in methods.split("|") and re.fullmatch(where, path) for methods, _, where in rules)


@pytest.mark.opensearch
@pytest.mark.slow
def test_a_storm_of_refusals_is_ridden_out(opensearch_url: str, site: str, tmp_path: Path) -> None:
    records = write_records(tmp_path / "records.jsonl", sample_records(20))
    with proxy(opensearch_url, weather=lambda _, __, before: 429 if before % 3 == 1 else None) as stormy:
        engine = opened(stormy.url, site)
        version = build(engine, records)
        assert (engine.current(), Search(engine).run(SearchRequest()).total) == (version, 20)
    with proxy(opensearch_url, weather=lambda *_: 429) as closed, pytest.raises(EngineUnavailable, match="surchargé"):
        opened(closed.url, site).current()
    assert opened(opensearch_url, site).current() == version


@pytest.mark.opensearch
def test_a_full_disk_of_the_server_is_told_at_once(opensearch_url: str, site: str) -> None:
    engine = opened(opensearch_url, site)
    version = IndexVersion.of_digest("0" * 64)
    record = sample_records(1)[0]
    with engine.write(version) as writer:
        # What a server does to its indices when the disk is full.
        block = {"index.blocks.read_only_allow_delete": True}
        engine._connection.client.indices.put_settings(index=engine._names.index(version), body=block)
        writer.add(document_of(record, record.to_json_line().encode()))
        with pytest.raises(BuildFailed, match=r"disque d’OpenSearch .*plein"):
            writer.finish(Manifest(version, "2026", 1, {record.kind.value: 1}), EMPTY)
    assert engine.versions() == []


FILLS_THE_DISK = """
import resource, sys
from pathlib import Path
from indexer.engines import open_engine
from indexer.errors import BuildFailed
from indexer.lifecycle import build
resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
engine = open_engine("embedded", index_folder=Path(sys.argv[1]), opensearch_url="", site="essai")
try:
    build(engine, Path(sys.argv[2]))
except BuildFailed as problem:
    print(problem)
"""


def test_a_full_disk_here_is_told(tmp_path: Path) -> None:
    engine = open_engine("embedded", index_folder=tmp_path / "index", opensearch_url="", site="essai")
    version = build(engine, write_records(tmp_path / "first.jsonl", sample_records(5)))
    second = write_records(tmp_path / "second.jsonl", sample_records(60))
    done = subprocess.run(
        [sys.executable, "-c", FILLS_THE_DISK, str(tmp_path / "index"), str(second)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "L’index n’a pas pu être écrit" in done.stdout
    assert "l’index en service n’a pas changé" in done.stdout
    assert (engine.current(), Search(engine).run(SearchRequest()).total) == (version, 5)
    assert [path.name for path in (tmp_path / "index").iterdir() if path.name.startswith(".building")] == []
