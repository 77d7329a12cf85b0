"""The list of captures, whatever a line of it holds; and what is chosen from it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.wayback.cdx import CdxLine, read_page
from crawler.wayback.choice import candidates
from crawler.wayback.source import WaybackSource

ROW = ["org,a)/", "20150101000000", "http://a.org/", "text/html", "200", "D", "1"]


@given(st.binary(max_size=300))
def test_any_bytes_give_a_page(payload: bytes) -> None:
    page = read_page(payload)
    assert page.malformed >= 0


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=20)), max_size=9), max_size=9))
def test_any_rows_are_counted_or_kept(rows: list[list[object]]) -> None:
    page = read_page(json.dumps([*rows, ROW]).encode())
    kept = 0 if page.resume_key is None else 2
    assert len(page.lines) + page.malformed + page.empty + kept <= len(rows) + 1
    assert page.lines


@pytest.mark.parametrize("bomb", [b"[" * 200_000, b"[" * 200_000 + b"]" * 200_000, b'[["' + b"a" * 500_000 + b'"]]'])
def test_a_bomb_is_no_error(bomb: bytes) -> None:
    assert read_page(bomb).lines == []


def test_one_bad_row_of_json_costs_that_row_only() -> None:
    good = json.dumps(ROW)
    page = read_page(f'[{good},\n ["a","b\x01",oops],\n {good}]\n'.encode())
    assert (len(page.lines), page.malformed, page.cut) == (2, 1, False)


def test_a_cut_answer_is_known() -> None:
    assert read_page(b'[["urlkey","timestamp"],\n ["org,a)/","2015').cut


def line(timestamp: str, status: int | None, digest: str = "D", mime: str = "text/html") -> CdxLine:
    return CdxLine("org,a)/", timestamp, "http://a.org/", mime, status, digest)


def chosen(*lines: CdxLine, **statuses: int) -> list[str]:
    return [one.timestamp[:4] for one in candidates(lines, statuses)]


def test_best_first() -> None:
    years = [("2011", 200), ("2012", 200), ("2013", None), ("2014", 301), ("2015", 404), ("2016", 500)]
    assert chosen(*(line(f"{year}0101000000", status, year) for year, status in years)) == [
        "2012", "2011", "2013", "2014", "2016", "2015",
    ]  # fmt: skip


def test_a_page_seen_again_later_is_the_newest() -> None:
    revisit = line("20150101000000", None, "OLD", "warc/revisit")
    assert chosen(line("20110101000000", 200, "OLD"), line("20120101000000", 200, "NEW"), revisit) == ["2011", "2012"]


def test_a_revisit_that_another_page_explains_is_asked_for_itself() -> None:
    assert chosen(line("20150101000000", None, "X", "-"), line("20160101000000", 301), X=200) == ["2015", "2016"]


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("wayback:a.org", "00000000000000", "99999999999999"),
        ("wayback:a.org@2012", "20120101000000", "20121231235959"),
        ("wayback:a.org@201202-201202", "20120201000000", "20120229235959"),
        ("wayback:a.org@20120215-", "20120215000000", "99999999999999"),
        ("wayback:https://a.org/@-2012", "00000000000000", "20121231235959"),
    ],
)
def test_a_range_includes_both_its_ends(written: str, earliest: str, latest: str) -> None:
    source = WaybackSource.read(written)
    assert (source.host, source.earliest, source.latest) == ("a.org", earliest, latest)


def test_names_of_one_page() -> None:
    source = WaybackSource.read("wayback:www.a.org", ("preprod.a.org",))
    names = [
        "http://a.org/x?b=1#c",
        "https://www.a.org:443/x?b=1",
        "http://www.a.org:80/x?b=1",
        "http://preprod.a.org/x?b=1",
    ]
    assert {source.page_of(name) for name in names} == {"http://www.a.org/x?b=1"}
    assert source.page_of("http://b.org/x") is None
    assert source.page_of("http://www.a.org/X?b=1") != source.page_of("http://www.a.org/x?b=1")
