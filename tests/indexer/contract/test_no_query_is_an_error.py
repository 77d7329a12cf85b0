"""Whatever is typed gives an answer (law 10), on both engines."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.query import Mots, SearchRequest
from indexer.search import Search

HOSTILE = [
    *(
        '"',
        "«",
        "»",
        "“",
        "(",
        ")",
        "((((((((((((((((((((((((((loup",
        ")))) loup",
        "-",
        "--",
        "- loup",
        "-(",
        '-"',
        "OU",
        "loup OU",
    ),
    *(
        "OU loup",
        "SAUF",
        "loup SAUF",
        "titre:",
        "titre:-",
        "type:",
        "type:()",
        "titre:titre:titre:x",
        "a:b:c",
        "*",
        "?",
        "~",
        "^3",
    ),
    *(
        "{",
        "}",
        "{0}",
        "{contient}",
        "%s",
        "\\",
        "/",
        "[a TO z]",
        "loup AND",
        "_",
        "__",
        "\ufdd0",
        "\x00",
        "\ud800",
        "\u202e",
    ),
    *(
        "e" + "\u0301" * 500,
        "ﬁ" * 300,
        "·" * 300,
        "a·" * 300,
        "l'" * 300,
        "'" * 300,
        "( " * 500,
        "-" * 999,
        '"a ' * 300,
    ),
    *(
        "loup " * 2000,
        "x" * 10_000,
        "1 2 3 4 5 6 7 8 9 " * 500,
        "a-b-" * 2000,
        "titre:a " * 500,
        "🐺",
        "狼 オオカミ",
        "волк",
        "ذئب",
    ),
    *("<script>alert(1)</script>", "'; DROP TABLE", "NaN", "null", "-9999999999999999999", "loup\nberger\tcrue\r\n"),
]


LONG = [
    *("e\u0301" * 5000, "a-" * 5000, "l'" * 5000, "(" * 10000, '"a' * 5000, "loup* " * 2000, "*tion " * 2000),
    *("eau~ " * 2000, "concertasion habitnat " * 450, "a OU " * 2000, "theme:eau " * 1000, '"a b c"~20 ' * 900),
    *("-loup " * 1600, "x" * 10000, "\u200d" * 10000, "C.N." * 2500, "dix-" * 2500, "(a OU " * 1600, "1-" * 5000),
    *("commission nationale du débat public " * 270, "co-construction " * 600, "habitant·e·s " * 800, "\u0301" * 9999),
]


@pytest.mark.parametrize("text", LONG, ids=lambda text: repr(text[:12]))
def test_ten_thousand_characters_are_answered_and_suggest_at_most_a_few(search: Search, text: str) -> None:
    for mots in (None, Mots.TOUS):
        found = search.run(SearchRequest(text=text, mots=mots))
        assert found.understood
        assert len(list(search.ids(found.request))) == found.total
    assert len(search.suggestions(text)) <= 12


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_answered(search: Search, text: str) -> None:
    for mots in (None, *Mots):
        found = search.run(SearchRequest(text=text, mots=mots))
        assert found.understood.endswith(".")
        assert len(found.hits) <= found.total


PIECES = st.sampled_from(
    ["loup", "-eau", "(", ")", '"', "«", "»", "OU", "SAUF", "titre:", "type:", "été", "le", "'", "·e", "{x}", "\\"]
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=200) | st.lists(PIECES).map(" ".join),
    mots=st.sampled_from([None, *Mots]),
    value=st.text(max_size=20),
    page=st.integers(-5, 10**9),
    size=st.integers(-5, 10**6),
)
def test_any_request_is_answered(
    search: Search, text: str, mots: Mots | None, value: str, page: int, size: int
) -> None:
    filters = {"type": (value,)} if value else {}
    found = search.run(SearchRequest(text=text, mots=mots, filters=filters, page=page, size=size))
    assert found.total >= len(found.hits)
    for hit in found.hits:
        for marked in (hit.title, *(snippet.passage for snippet in hit.snippets)):
            spans = [edge for span in marked.marks for edge in span]
            assert spans == sorted(spans)
            assert all(0 <= edge <= len(marked.text) for edge in spans)


def test_half_a_surrogate_pair_is_no_error(search: Search) -> None:
    assert search.run(SearchRequest(text="loup \ud800", filters={"type": ("\ud800",)})).total == 0
    assert search.record("\ud800") is None
