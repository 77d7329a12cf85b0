"""A word is right although the archive lacks it where a place or a term bears it."""

from indexer.query.known_names import KnownNames
from transform.places.gazetteer import folded_names, gazetteer
from transform.vocabulary import load_vocabularies


def test_each_word_of_a_place_is_known_and_no_part_of_one() -> None:
    known = KnownNames(load_vocabularies())
    assert set(folded_names().split("\n")) == set(gazetteer().names())
    parts = {part for name in gazetteer().names() for part in name.split()}
    long = sorted(part for part in parts if len(part) >= 4)
    assert all(map(known, long[:: len(long) // 500]))
    assert known("drome")
    assert not any(map(known, ("xyzzy", "renoble", "grenobl", "", " ")))
