"""A cue is tried only where one of its words stands: never where it would have matched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.places import cues
from transform.places.cues import Cue

CUES = {name: value for name, value in vars(cues).items() if isinstance(value, Cue)}
WORDS = sorted({word for one in CUES.values() for word in one.words})
SMALL = ["a", "au", "d", "dans", "de", "du", "en", "et", "l", "la", "le", "les", "sur", "un", "une", "|", "^"]


def test_there_are_cues() -> None:
    assert len(CUES) > 12
    assert "communes" in cues.COMMUNE.words
    assert "commune" in cues.COMMUNE.words


@given(st.sampled_from(sorted(CUES)), st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(SMALL)), max_size=9))
def test_what_the_pattern_finds_is_found(name: str, words: list[str]) -> None:
    before = "^" + " ".join(words) + " "
    assert CUES[name].within(before, frozenset(words)) == (CUES[name].pattern.search(before) is not None)


def test_a_word_cut_by_a_group_is_refused() -> None:
    with pytest.raises(ValueError, match="jett"):
        Cue(r"\bjett?e(?:nt)? dans $")
