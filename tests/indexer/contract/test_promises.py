"""What holds for whatever is asked: counts, walks, more words, sequences, marks. On both engines."""

import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.language import words
from indexer.query import Mots, SearchRequest
from indexer.query.canonical import canonical
from indexer.query.parser import parse
from indexer.results import Results
from indexer.search import Search

PLAIN = st.sampled_from(
    [
        *("loup", "bergers", "eau", "charte", "crue", "pêcheurs", "débat", "public", "médiation", "forêt", "enquête"),
        *(
            "riverains",
            "village",
            "chemins",
            "élus",
            "budget",
            "participatif",
            "CNDP",
            "co-construction",
            "XIXe",
            "300",
        ),
    ]
)
SMALL = st.sampled_from(["le", "la", "de", "du", "et", "des", "pour"])
WORDS = st.lists(PLAIN | SMALL, min_size=1, max_size=5)
SYNTAX = st.sampled_from(
    ["-loup", "OU", "(", ")", '"débat public"', "titre:eau", "type:video", "char*", "foret~", "theme:eau"]
)
TICKS = st.lists(
    st.tuples(
        st.sampled_from(["type", "langue", "theme", "lieu"]),
        st.sampled_from(["video", "-video", "fr", "(vide)", "eau"]),
    ),
    max_size=3,
)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def run(search: Search, text: str, **values: object) -> Results:
    return search.run(SearchRequest(text=text, **values))  # type: ignore[arg-type]


@FEW
@given(
    parts=st.lists(PLAIN | SMALL | SYNTAX, max_size=5),
    ticks=TICKS,
    mots=st.sampled_from([None, *Mots]),
    tel_quel=st.booleans(),
    inferred=st.booleans(),
)
def test_a_count_is_what_its_tick_shows_and_a_walk_has_every_hit(
    search: Search, parts: list[str], ticks: list[tuple[str, str]], mots: Mots | None, tel_quel: bool, inferred: bool
) -> None:
    pairs = [("q", " ".join(parts)), *ticks, *([("mots", mots.value)] if mots else [])]
    pairs += [("tel_quel", "1")] if tel_quel else []
    pairs += [] if inferred else [("inferees", "non")]
    asked = SearchRequest.from_parameters(pairs)
    found = search.run(asked)
    assert len(list(search.ids(asked))) == found.total
    for facet in found.facets:
        for value in facet.values[:3]:
            if not value.active and not value.excluded:
                others = {name: kept for name, kept in asked.filters.items() if name != facet.name}
                alone = SearchRequest(**{**_fields(asked), "filters": others}) if facet.any_is_enough else asked
                excluded = tuple(one for one in asked.filters.get(facet.name, ()) if one.startswith("-"))
                if facet.any_is_enough and excluded:
                    alone = SearchRequest(**{**_fields(asked), "filters": {**others, facet.name: excluded}})
                assert search.run(alone.toggled(facet.name, value.value)).total == value.count


def _fields(asked: SearchRequest) -> dict[str, object]:
    return {name: getattr(asked, name) for name in SearchRequest.__dataclass_fields__}


@FEW
@given(first=WORDS, word=PLAIN)
def test_a_word_more_never_adds_a_hit_where_all_are_asked_for_as_typed(
    search: Search, first: list[str], word: str
) -> None:
    fewer = SearchRequest(text=" ".join(first), mots=Mots.TOUS, tel_quel=True)
    more = SearchRequest(text=" ".join([*first, word]), mots=Mots.TOUS, tel_quel=True)
    if any(form.stem for form in words(fewer.text)):
        assert set(search.ids(more)) <= set(search.ids(fewer))


@FEW
@given(parts=WORDS)
def test_a_sequence_is_found_among_its_words(search: Search, parts: list[str]) -> None:
    text = " ".join(parts)
    loose = SearchRequest(text=text, mots=Mots.TOUS)
    assert set(search.ids(SearchRequest(text=f'"{text}"'))) <= set(search.ids(loose))


@FEW
@given(parts=st.lists(PLAIN | SMALL | SYNTAX, max_size=6))
def test_a_canonical_form_is_the_same_query(search: Search, parts: list[str]) -> None:
    text = " ".join(parts)
    again = canonical(parse(text))
    assert canonical(parse(again)) == again
    kept = {"mots": Mots.TOUS, "tel_quel": True}
    assert list(search.ids(SearchRequest(text=text, **kept))) == list(search.ids(SearchRequest(text=again, **kept)))  # type: ignore[arg-type]


@FEW
@given(parts=WORDS)
def test_a_mark_is_a_word_that_was_asked_for(search: Search, parts: list[str]) -> None:
    found = run(search, " ".join(parts), tel_quel=True)
    asked = {form.stem or form.exact for form in words(found.request.text)} | {
        form.exact for form in words(found.request.text)
    }
    for hit in found.hits:
        for shown in (hit.title, *(snippet.passage for snippet in hit.snippets)):
            for start, end in shown.marks:
                marked = words(shown.text[start:end])
                assert marked
                assert all(form.stem in asked or form.exact in asked for form in marked)
                assert not regex.match(r"[\p{L}\p{N}]", shown.text[end : end + 1])
