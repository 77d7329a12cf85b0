"""Every field of the table, in the URL and in the query, and the counts beside its values, on both engines."""

from collections.abc import Iterator

import pytest

from indexer.fields import EMPTY_VALUE, FIELDS
from indexer.lifecycle import build
from indexer.query import SearchRequest
from indexer.results_json import as_values
from indexer.search import Search
from search_app.reader.facet_view import sections
from tests.indexer.contract.conftest import BOTH, make_engine
from tests.support.records import make_record, write_records
from transform.schema import Record

_BRETAGNE = {"code": "53", "label": "Bretagne"}
_AURA = {"code": "84", "label": "Auvergne-Rhône-Alpes"}


def records() -> list[Record]:
    brest = {"name": "Brest", "label": "Brest", "kind": "commune", "insee": "29019", "departement": "29"}
    grenoble = {"name": "Grenoble", "kind": "commune", "insee": "38185", "departement": "38", "region": _AURA}
    inferred = {"nature": "inferred", "rule": "essai"}
    return [
        make_record(
            "a",
            "Le port de Brest",
            "Des pêcheurs.",
            places=[{**brest, "region": _BRETAGNE}],
            themes=["mer-littoral"],
            actors=["pecheurs", "elus"],
            period={"edtf": "2003/2005", "start": 2003, "end": 2005},
            organisations=[{"name": "Parc naturel", "acronym": "PN"}],
            people=[{"name": "Jeanne Dupont", "role": "auteur"}],
            language="fr",
        ),
        make_record(
            "b",
            "La rivière",
            "Des pêcheurs.",
            places=[{**grenoble, "region_then": {"code": "82", "label": "Rhône-Alpes"}}],
            themes=["eau-riviere"],
            actors=["pecheurs"],
            period={"edtf": "2005/..", "start": 2005},
            provenance={"/themes/0": inferred, "/places/0": inferred},
            media=[{"type": "video", "url": "v"}],
        ),
        make_record("c", "Une charte", "Des élus.", actors=["elus"], terms={"theme": ["Forêt et bois"]}),
    ]


@pytest.fixture(params=BOTH, scope="module")
def fields(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    folder = tmp_path_factory.mktemp("fields")
    for made in make_engine(request.param, request, folder / "index"):
        build(made, write_records(folder / "records.jsonl", records()))
        yield Search(made)


def found(search: Search, *pairs: tuple[str, str]) -> str:
    return "".join(sorted(hit.id for hit in search.run(SearchRequest.from_parameters(pairs)).hits))


@pytest.mark.parametrize(
    ("pairs", "ids"),
    [
        ([("theme", "mer-littoral")], "a"),
        ([("theme", "eau")], "b"),  # what is within it
        ([("theme", "-eau")], "ac"),
        ([("theme", EMPTY_VALUE)], "c"),
        ([("theme", "-(vide)")], "ab"),
        ([("theme", "eau"), ("inferees", "non")], ""),
        ([("theme", EMPTY_VALUE), ("inferees", "non")], "bc"),
        ([("acteur", "pecheurs"), ("acteur", "elus")], "a"),
        ([("acteur", "pecheurs"), ("acteur", "elus"), ("acteur_mode", "un")], "abc"),
        ([("region", "53")], "a"),
        ([("region", "Bretagne")], "a"),
        ([("region", "Rhône-Alpes")], "b"),
        ([("departement", "38")], "b"),
        ([("lieu", "finistere")], "a"),
        ([("lieu", "29019")], "a"),
        ([("lieu", "nulle part")], ""),
        ([("terme", "nulle part")], ""),
        ([("organisme", "parc-naturel")], "a"),
        ([("auteur", "Dupont")], "a"),
        ([("terme", "foret-et-bois")], "c"),
        ([("terme", "forêt et bois")], "c"),
        ([("media", "video")], "b"),
        ([("langue", "fr")], "a"),
        ([("de", "2004"), ("a", "2004")], "a"),
        ([("de", "2005")], "ab"),
        ([("a", "2003"), ("periode", EMPTY_VALUE)], "ac"),
        ([("periode", EMPTY_VALUE)], "c"),
        ([("q", "annee:2009..2010")], "b"),
        ([("q", "lieu:Brest")], "a"),
        ([("q", 'lieu:"Rhône-Alpes"')], "b"),
        ([("q", "pêcheurs -theme:eau")], "a"),
        ([("q", "auteur:dupont OU terme:forêt")], "ac"),
        ([("q", "Finistère")], "a"),
        ([("inconnu", "x")], "abc"),
    ],
)
def test_filters(fields: Search, pairs: list[tuple[str, str]], ids: str) -> None:
    assert found(fields, *pairs) == ids


@pytest.mark.parametrize("named", ["Rhône-Alpes", "rhone-alpes"])
def test_a_value_ticked_by_its_name_is_counted_and_shown_as_what_it_means(fields: Search, named: str) -> None:
    shown = fields.run(SearchRequest.from_parameters([("region", named)]))
    (facet,) = [facet for facet in shown.facets if facet.name == "region"]
    (ticked,) = [value for value in facet.values if value.active]
    assert (ticked.label, ticked.count, shown.total) == ("Rhône-Alpes (ancienne région)", 1, 1)
    assert "région\u00a0: Rhône-Alpes (ancienne région)" in shown.understood
    excluded = fields.run(SearchRequest.from_parameters([("region", f"-{named}")]))
    assert "sans région «\u00a0Rhône-Alpes (ancienne région)\u00a0»" in excluded.understood


def test_a_region_of_before_says_that_it_is_one(fields: Search) -> None:
    shown = fields.run(SearchRequest())
    labels = {value.value: value.label for facet in shown.facets if facet.name == "lieu" for value in facet.values}
    assert labels["ancienne-region-82"] == "Rhône-Alpes (ancienne région)"
    assert "Rhône-Alpes (ancienne région)" in str(as_values(shown))
    rows = [row for section in sections(shown.request, shown.facets) for row in (*section.first, *section.others)]
    assert [row.label for row in rows if row.sent == "ancienne-region-82"] == ["Rhône-Alpes (ancienne région)"]
    assert not any("région" in row.label for row in rows if row.sent != "ancienne-region-82")
    assert found(fields, ("lieu", "ancienne-region-82")) == found(fields, ("lieu", "Rhône-Alpes")) == "b"
    assert not any("Rhône" in one.text for one in fields.suggestions("ancienne"))  # no part of the name
    ticked = fields.run(SearchRequest.from_parameters([("lieu", "ancienne-region-82")]))
    assert "Rhône-Alpes (ancienne région)" in ticked.understood


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        [("q", "pêcheurs")],
        [("acteur", "pecheurs")],
        [("acteur", "pecheurs"), ("acteur_mode", "un")],
        [("theme", "-eau"), ("type", "experience")],
        [("inferees", "non")],
        [("de", "2005"), ("theme", EMPTY_VALUE)],
    ],
)
def test_a_count_is_what_the_tick_shows(fields: Search, pairs: list[tuple[str, str]]) -> None:
    asked = SearchRequest.from_parameters(pairs)
    for facet in fields.run(asked).facets:
        for value in facet.values:
            if value.active and not facet.any_is_enough:
                continue
            kept = () if facet.any_is_enough else asked.filters.get(facet.name, ())
            excluded = tuple(v for v in asked.filters.get(facet.name, ()) if v.startswith("-"))
            ticked = [*pairs, (facet.name, value.value)] if not facet.any_is_enough else None
            pairs_after = ticked or [
                *(pair for pair in pairs if pair[0] != facet.name),
                *((facet.name, one) for one in excluded),
                (facet.name, value.value),
            ]
            assert kept == asked.filters.get(facet.name, ()) or facet.any_is_enough
            total = fields.run(SearchRequest.from_parameters(pairs_after)).total
            assert total == value.count, (facet.name, value)


def test_years_are_counted_as_they_filter(fields: Search) -> None:
    years = fields.run(SearchRequest()).years
    assert years == ((2003, 1), (2004, 1), (2005, 2))
    for year, count in years:
        assert fields.run(SearchRequest(first_year=year, last_year=year)).total == count


def test_what_a_filter_hides_because_nothing_is_known_is_said(fields: Search) -> None:
    hidden = fields.run(SearchRequest(first_year=2003)).hidden
    assert [(one.name, one.count) for one in hidden] == [("periode", 1)]
    assert [(one.name, one.count) for one in fields.run(SearchRequest(filters={"theme": ("eau",)})).hidden] == [
        ("theme", 1)
    ]


def test_a_request_is_its_permalink() -> None:
    pairs = [("q", "loup"), ("theme", "-eau"), ("acteur", "elus"), ("acteur_mode", "un"), ("de", "2003"), ("a", "2008")]
    asked = SearchRequest.from_parameters([*pairs, ("inferees", "non"), ("tri", "recentes"), ("dans_theme", "mer")])
    assert SearchRequest.from_parameters(asked.to_parameters()) == asked
    assert set(FIELDS) >= {"type", "theme", "territoire", "lieu", "region", "departement", "acteur", "methode"}
