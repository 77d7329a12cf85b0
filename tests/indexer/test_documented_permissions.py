"""The role that `docs/exploiter.md` gives is what the program needs: all of it, and nothing more.

On a server with OpenSearch's own security module: what an account may not do, the server itself refuses.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

from indexer.changes import change
from indexer.engines.opensearch import connection
from indexer.engines.opensearch.cluster import OpenSearchEngine
from indexer.engines.opensearch.server import Server
from indexer.errors import BuildFailed, EngineUnavailable, IndexHeld
from indexer.lifecycle import build, rollback
from indexer.query import SearchRequest
from indexer.search import Search
from tests.support.opensearch_distribution import ServerUnavailable
from tests.support.opensearch_security import PASSWORD, SecuredServer, running_secured_server
from tests.support.records import make_record, sample_records, write_records

pytestmark = [pytest.mark.opensearch, pytest.mark.slow]

_PAGE = Path(__file__).parents[2] / "docs" / "exploiter.md"
_SITE = "essai"
_COMPLETE = "comedie"

#: Only asked to know whether the server answers: without it, it seems away.
_TO_BE_THERE = "cluster:monitor/main"


def documented() -> dict[str, Any]:
    found = re.search(r"^    comedie:\n(?:      .*\n)+", _PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    role: dict[str, Any] = yaml.safe_load(found[0].replace("SITE", _SITE))["comedie"]
    return role


def permissions() -> list[str]:
    role = documented()
    return [*role["cluster_permissions"], *role["index_permissions"][0]["allowed_actions"]]


def without(permission: str) -> dict[str, Any]:
    role = deepcopy(documented())
    for given in (role["cluster_permissions"], role["index_permissions"][0]["allowed_actions"]):
        if permission in given:
            given.remove(permission)
            break
    return role


def account(permission: str) -> str:
    return f"sans-{permissions().index(permission)}"


@pytest.fixture(autouse=True)
def _slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tested is who may do what, not how fast: the server has its two cores with others."""
    monkeypatch.setattr(connection, "SEARCH_SECONDS", 120)


@pytest.fixture(scope="module")
def server() -> Iterator[SecuredServer]:
    roles = {_COMPLETE: documented(), **{account(one): without(one) for one in permissions()}}
    try:
        with running_secured_server(roles) as started:
            yield started
    except ServerUnavailable as problem:
        pytest.skip(str(problem))


def opened(server: SecuredServer, name: str) -> OpenSearchEngine:
    """Each account has versions of its own, under names that its role is about."""
    return OpenSearchEngine(Server.at(server.url, user=name, password=PASSWORD, ca=str(server.ca)), f"{_SITE}-{name}")


def all_that_is_done(engine: OpenSearchEngine, folder: Path) -> None:
    records = folder / "records.jsonl"
    build(engine, write_records(records, sample_records(12)))
    first = sample_records(1)[0]
    change(engine, {first.id: None, "essai-neuve": make_record("essai-neuve", "Une fiche")}, holder="essai")
    build(engine, write_records(records, sample_records(14)))
    rollback(engine)
    with engine.lock("un"), pytest.raises(IndexHeld), engine.lock("autre"):
        pass
    search = Search(engine)
    assert search.run(SearchRequest(text="loup OU eau OU rivière", page=2, size=1)).hits
    assert search.record("essai-neuve") is not None
    assert (len(list(search.records())), len(search.recent(3))) == (12, 3)
    assert engine.history(20)


def test_the_documented_role_is_enough(server: SecuredServer, tmp_path: Path) -> None:
    engine = opened(server, _COMPLETE)
    assert engine.alive()
    all_that_is_done(engine, tmp_path)


@pytest.mark.parametrize("permission", permissions())
def test_each_right_is_needed_and_named_where_it_is_missing(
    server: SecuredServer, tmp_path: Path, permission: str
) -> None:
    engine = opened(server, account(permission))
    if permission == _TO_BE_THERE:
        assert not engine.alive()
        return
    with pytest.raises((EngineUnavailable, BuildFailed), match=r"refuse à ce compte le droit « [^»]+ »") as told:
        all_that_is_done(engine, tmp_path)
    named = re.search(r"« ([^»]+) »", str(told.value))
    assert named
    assert fnmatchcase(named[1], permission) or fnmatchcase(named[1].partition("[")[0], permission)


def test_another_site_is_out_of_reach(server: SecuredServer, tmp_path: Path) -> None:
    engine = OpenSearchEngine(Server.at(server.url, user=_COMPLETE, password=PASSWORD, ca=str(server.ca)), "autre")
    with pytest.raises(EngineUnavailable, match="refuse à ce compte le droit"):
        build(engine, write_records(tmp_path / "records.jsonl", sample_records(3)))
