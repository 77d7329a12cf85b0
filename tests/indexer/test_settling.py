"""Pages of a list whose engine puts equals in any order and cuts anywhere."""

import random

from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.settling import settled


@given(
    values=st.lists(st.integers(0, 4), max_size=300),
    seed=st.integers(),
    offset=st.integers(0, 320),
    size=st.integers(0, 50),
)
def test_a_page_is_a_slice_of_the_settled_list(values: list[int], seed: int, offset: int, size: int) -> None:
    hits = [(float(value), place, f"hit {place}") for place, value in enumerate(values)]

    def best(limit: int) -> list[tuple[float, int, str]]:
        shuffled = random.Random(seed).sample(hits, len(hits))
        return sorted(shuffled, key=lambda hit: -hit[0])[:limit]

    whole = sorted(hits, key=lambda hit: (-hit[0], hit[1]))
    assert settled(best, offset, size, max(len(hits), 1)) == whole[offset : offset + size]
