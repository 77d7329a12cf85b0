"""The quick way to a permalink is the same permalink."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.fields import FIELDS
from indexer.query import SearchRequest

NAMES = st.sampled_from(sorted(FIELDS))
VALUES = st.text(min_size=1, max_size=8).map(str.strip).filter(bool)
PAIRS = st.lists(
    st.tuples(NAMES, VALUES)
    | st.tuples(NAMES.map("{}_mode".format), st.just("un"))
    | st.tuples(NAMES.map("dans_{}".format), VALUES)
    | st.sampled_from([("q", "loup & ours"), ("mots", "tous"), ("de", "2003"), ("page", "3"), ("inferees", "non")]),
    max_size=8,
)


@given(PAIRS, NAMES, VALUES)
def test_a_toggler_gives_the_permalink_of_the_toggled_request(
    pairs: list[tuple[str, str]], name: str, value: str
) -> None:
    asked = SearchRequest.from_parameters(pairs)
    toggled = asked.toggler(name)
    for one in (value, *asked.filters.get(name, ())):
        assert toggled(one) == asked.toggled(name, one).permalink
