"""Addresses without end are bounded and said; a big archive that has an end is taken whole."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.outcome import Outcome
from tests.crawler.walks import links, query_of, walk

Page = Callable[[str], str | None]
_WORDS = (
    "eau",
    "forêt",
    "rivière",
    "conflit",
    "médiation",
    "élus",
    "pêcheurs",
    "chasse",
    "loup",
    "éolienne",
    "digue",
    "marais",
)


def said(seed: object) -> str:
    """Two sentences of its own for each document."""
    choose = random.Random(str(seed))
    return f"<p>{' '.join(choose.choices(_WORDS, k=25))}.</p>"


def numbered(count: int, *, text: bool = True) -> Page:
    """Fiches that lead from one to the next, and nowhere else."""

    def page(path: str) -> str | None:
        number = int(path.strip("/") or 1) if path.strip("/").isdecimal() or path == "/" else 0
        if not 1 <= number <= count:
            return None
        near = [f"/{n}/" for n in (number - 1, number + 1) if 1 <= n <= count]
        return f"<h1>Fiche {number}</h1>{said(number) if text else ''}{links(*near)}"

    return page


def listed(count: int, each: int = 20) -> Page:
    """`/?page=N` lists fiches; a fiche leads home."""

    def page(path: str) -> str | None:
        if path.startswith("/fiche/"):
            number = int(path.split("/")[2])
            return said(number) + links("/") if number < count else None
        number = int(query_of(path).get("page", "0"))
        first = number * each
        if first >= count:
            return None
        after = [f"/?page={number + 1}"] if first + each < count else []
        return links(*(f"/fiche/{n}/" for n in range(first, min(first + each, count))), *after)

    return page


def dated(days: int) -> Page:
    """A note a day under `/2004/05/06/`, each leading to the day before and after; months and years list theirs."""
    first = date(2004, 1, 1)
    all_days = [first + timedelta(number) for number in range(days)]
    by_path = {f"/{day:%Y/%m/%d}/": day for day in all_days}

    def page(path: str) -> str | None:
        if path in by_path:
            day = by_path[path]
            near = [f"/{near:%Y/%m/%d}/" for near in (day - timedelta(1), day + timedelta(1))]
            return f"<h1>{day:%d/%m/%Y}</h1>{said(day)}{links(*(one for one in near if one in by_path))}"
        inside = [one for one in by_path if one.startswith(path)]
        depth = path.count("/")
        below = sorted({"/".join(one.split("/")[: depth + 1]) + "/" for one in inside})
        return links(*below) if inside else None

    return page


def bulletins(years: int, numbers: int) -> Page:
    """Documents named by two figures of few values each, `/bulletin.php?an=2004&num=17`, each beside the next."""

    def page(path: str) -> str | None:
        if path == "/":
            return links(*(f"/bulletin.php?an={2000 + year}&num=1" for year in range(years)))
        query = query_of(path)
        number = int(query["num"])
        if not 1 <= number <= numbers:
            return None
        near = (f"/bulletin.php?an={query['an']}&num={n}" for n in (number - 1, number + 1) if 1 <= n <= numbers)
        return f"<h1>Bulletin {number}</h1>{said(path)}{links(*near)}"

    return page


def faceted(fiches: int, facets: dict[str, int], *, seed: int = 0) -> Page:
    """One list, filtered by the values of a few facets, ten fiches a page; fiches are listed nowhere else."""
    choose = random.Random(seed)
    kept = [{name: str(choose.randrange(many)) for name, many in facets.items()} for _ in range(fiches)]

    def page(path: str) -> str | None:
        if path.startswith("/fiche/"):
            return said(path)
        query = query_of(path)
        start = int(query.pop("page", "0")) * 10
        found = [n for n, fiche in enumerate(kept) if all(fiche[name] == value for name, value in query.items())]
        shown = found[start : start + 10]
        ticked = [*query.items()]
        ways = [
            [*ticked, (name, str(value))] for name, many in facets.items() if name not in query for value in range(many)
        ]
        if start + 10 < len(found):
            ways.append([*ticked, ("page", str(start // 10 + 1))])
        hrefs = ("/?" + "&".join(f"{name}={value}" for name, value in way) for way in ways)
        return f"<h1>{len(found)} fiches</h1>{links(*(f'/fiche/{n}/' for n in shown), *hrefs)}"

    return page


@pytest.mark.parametrize(
    ("site", "documents"),
    [
        (numbered(500), 500),
        pytest.param(numbered(1_800, text=False), 1_800, marks=pytest.mark.slow),
        (listed(5_000), 5_000 + 250),
        (dated(1_500), 1_500),
        (bulletins(20, 40), 800),
    ],
    ids=["500 from one to the next", "nothing but numbers", "5000 in lists", "days", "years and numbers"],
)
def test_a_big_archive_is_taken_whole(site: Page, documents: int) -> None:
    outcomes = Counter(walk(site).values())
    assert set(outcomes) == {Outcome.CAPTURED}
    assert outcomes[Outcome.CAPTURED] >= documents


@settings(max_examples=3, deadline=None)
@given(st.integers(60, 400), st.lists(st.integers(2, 5), min_size=2, max_size=4), st.integers(0, 99))
def test_no_fiche_of_a_list_with_facets_is_lost(fiches: int, sizes: list[int], seed: int) -> None:
    facets = {f"f{number}": size for number, size in enumerate(sizes)}
    outcomes = walk(faceted(fiches, facets, seed=seed))
    taken = {url for url, outcome in outcomes.items() if outcome is Outcome.CAPTURED and url.startswith("/fiche/")}
    assert len(taken) == fiches
    assert set(outcomes.values()) <= {Outcome.CAPTURED, Outcome.TRAP}


@pytest.mark.slow
def test_five_thousand_fiches_that_only_lead_to_one_another() -> None:
    assert Counter(walk(numbered(5_000)).values()) == {Outcome.CAPTURED: 5_001}


def calendar(path: str) -> str:
    month = int(query_of(path).get("mois", "24000"))
    return f"<h1>{month // 12}-{month % 12 + 1}</h1>{links(f'/?mois={month - 1}', f'/?mois={month + 1}')}"


def calendar_of_folders(path: str) -> str:
    month = int("".join(path.split("/")) or "200401")
    near = (f"/{number // 100:04}/{number % 100:02}/" for number in (month - 1, month + 1))
    return f"<h1>{month}</h1>{links(*near)}"


def calendar_of_words(path: str) -> str:
    """Month and year in parameters of their own, the month in words."""
    query = query_of(path)
    month = int(query.get("an", "2004")) * 12 + int(query.get("mois", "0"))
    near = (f"/?an={m // 12}&mois={m % 12}&vue=mois" for m in (month - 1, month + 1))
    return f"<h1>Agenda de {_WORDS[month % 12]} {month // 12}</h1><p>Aucun rendez-vous</p>{links(*near)}"


def calendar_of_days(path: str) -> str:
    """Months that lead to their days, all of them empty."""
    month = int(query_of(path).get("mois", "24000"))
    if path.startswith("/jour/"):
        return "<h1>Aucun rendez-vous ce jour</h1>"
    days = (f"/jour/{month}-{day}/" for day in range(1, 29))
    return f"<h1>Agenda</h1>{links(f'/?mois={month + 1}', *days)}"


def permutations(path: str) -> str:
    """Boxes in any order; the page repeats which are ticked."""
    ticked = [pair for pair in path.partition("?")[2].split("&") if pair]
    boxes = [f"f{number}={word}" for number, word in enumerate(_WORDS[:12])]
    hrefs = ["/?" + "&".join([*ticked, box]) for box in boxes if box not in ticked]
    return f"<h1>Filtres : {', '.join(ticked)}</h1>{said('liste')}{links(*hrefs)}"


def folders(path: str) -> str:
    return links("encore/", "plus/")


def two_folders(path: str) -> str:
    """`a/b/a/b/…`: no folder within itself, and no end either."""
    return said("toujours") + links("b/" if path.endswith("a/") else "a/")


@pytest.mark.parametrize(
    ("site", "most"),
    [
        (calendar, 250),
        pytest.param(calendar_of_folders, 5_000, marks=pytest.mark.slow),
        (calendar_of_words, 700),
        (permutations, 700),
        pytest.param(calendar_of_days, 15_000, marks=pytest.mark.slow),
        (two_folders, 30),
    ],
)
def test_what_has_no_end_is_bounded_and_said(site: Page, most: int) -> None:
    outcomes = Counter(walk(site, most=most).values())
    assert outcomes[Outcome.TRAP] > 0
    assert set(outcomes) == {Outcome.CAPTURED, Outcome.TRAP}


def test_folders_within_folders_end() -> None:
    assert Counter(walk(folders, most=2_000).values())[Outcome.TRAP] > 0
