"""A run that has had its time, or its room, ends by itself, says why, and is gone on with."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.limits import Limits
from crawler.room import Room
from tests.crawler.web import Site, Workspace, answer, page

Serve = Callable[..., Site]


def room(tmp_path: Path, limits: Limits, *, now: float = 0.0, free: int = 10**12) -> Room:
    return Room(tmp_path, limits, 0.0, clock=lambda: now, free=lambda _: free)


def test_there_is_room_until_there_is_none(tmp_path: Path) -> None:
    assert room(tmp_path, Limits()).exceeded() is None
    assert room(tmp_path, Limits(max_seconds=60), now=59).exceeded() is None
    (tmp_path / "a.warc.gz").write_bytes(b"x" * 999)
    assert room(tmp_path, Limits(max_disk=1000)).exceeded() is None


@pytest.mark.parametrize(
    ("limits", "now", "free", "said"),
    [
        (Limits(max_seconds=60), 60.0, 10**12, "--max-minutes"),
        (Limits(max_disk=1000), 0.0, 10**12, "--max-disk"),
        (Limits(), 0.0, 10**6, "libérez de la place"),
    ],
)
def test_what_is_exceeded_is_said(tmp_path: Path, limits: Limits, now: float, free: int, said: str) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"x" * 1000)
    sentence = room(tmp_path, limits, now=now, free=free).exceeded()
    assert sentence is not None
    assert said in sentence


def test_a_run_that_ends_for_want_of_room_is_gone_on_with(serve: Serve, workspace: Workspace) -> None:
    pages = {f"/{n}": answer(page(f'<a href="/{n + 1}">on</a> {"x" * 20_000}')) for n in range(60)}
    site = serve({"/": answer(page('<a href="/0">on</a>')), **pages})
    whole = workspace.limits
    workspace.limits = replace(whole, min_free=10**18)
    first = workspace.harvest(site.url)
    assert not first.complete
    assert "libérez de la place" in first.last_problem
    workspace.limits = whole
    assert workspace.harvest(site.url).complete


def test_links_beyond_the_depth_are_excluded_by_name(serve: Serve, workspace: Workspace) -> None:
    pages = {f"/{n}": answer(page(f'<a href="/{n + 1}">on</a>')) for n in range(6)}
    site = serve({"/": answer(page('<a href="/0">on</a>')), **pages})
    workspace.limits = replace(workspace.limits, max_depth=2)
    assert workspace.harvest(site.url).complete
    reasons = {row.reason for row in workspace.rows().values() if row.reason}
    assert any("--max-depth" in reason for reason in reasons)
