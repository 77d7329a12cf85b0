"""The order of a field's values is one, however many of them are sorted at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.fields import EMPTY_VALUE
from indexer.query.meanings import Order
from indexer.value_table import Entry, ValueTable

VALUES = [f"valeur-{number:03d}" for number in range(200)]
HELD = {value: 1 + number * 7 % 5 for number, value in enumerate(VALUES[:180])}


@pytest.mark.parametrize("index", ["themes", "kind"])
@given(found=st.sets(st.sampled_from([*VALUES, EMPTY_VALUE, "video", "page"])))
def test_few_and_many_values_stand_in_the_same_order(index: str, found: set[str]) -> None:
    table = ValueTable({index: [Entry(value, "", "", count) for value, count in HELD.items()]})
    order = Order(table, index)
    alone = sorted(found, key=lambda value: Order(table, index)[value])
    assert order.sorted(found) == alone
    assert [one for one in alone if one == EMPTY_VALUE] == alone[-1:][: EMPTY_VALUE in found]


def test_frequent_values_stand_first_then_those_that_no_record_has() -> None:
    order = Order(ValueTable({"themes": [Entry("a", "", "", 1), Entry("b", "", "", 2)]}), "themes")
    assert order.sorted({"a", "b", "inconnu", EMPTY_VALUE}) == ["b", "a", "inconnu", EMPTY_VALUE]
