"""What is absent of the source is not called gone, in the terminal nor in the report; and one is not several."""

import pytest

from comedie.completeness_text import completeness_lines
from crawler.completeness import Completeness, Listed, Section
from crawler.outcome import Outcome
from transform.report.page import section_table


def found(*outcomes: dict[Outcome, int]) -> Completeness:
    none: Listed = Listed(0, ())  # type: ignore[type-arg]
    sections = tuple(Section(f"/une-longue-rubrique-{n}/", 9, one, 0) for n, one in enumerate(outcomes))
    given = {"complete": True, "outcomes": {}, "pending": 0, "sources": (), "given": (), "collections": ()}
    given |= dict.fromkeys(("failures", "broken_links", "traps", "in_sitemap_only", "orphans", "duplicates"), none)
    given |= {"not_in_sitemap": None, "changes": {}, "largest": (), "slowest": (), "doubts": ()}
    return Completeness(sections=sections, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcomes", "word", "columns"),
    [
        (({Outcome.GONE: 2},), "disparues", ["reçues", "disparues", "en échec"]),
        (({Outcome.ABSENT: 2},), "absentes", ["reçues", "absentes", "en échec"]),
        (
            ({Outcome.ABSENT: 2}, {Outcome.GONE: 1, Outcome.TRAP: 1}),
            "introuvables",
            ["reçues", "disparues", "absentes", "laissées", "en échec"],
        ),
    ],
)
def test_absent_is_not_gone(outcomes: tuple[dict[Outcome, int], ...], word: str, columns: list[str]) -> None:
    told = found(*outcomes)
    lines = list(completeness_lines(told, None, {}, {}))
    head = next(line for line in lines if line.startswith("Par rubrique"))
    assert word in head.split()
    assert max(map(len, lines)) <= 80
    table = section_table(told)
    assert [label for label, _ in table["columns"]] == columns
    assert [sum(counts) for _, _, counts in table["rows"]] == [sum(one.values()) for one in outcomes]
