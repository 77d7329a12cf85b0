"""A function asked once of each word, within bounds."""

import pytest

from transform import remembered
from transform.remembered import LONGEST, Remembered


def test_a_word_is_asked_of_once_and_a_file_pasted_as_a_word_is_not_kept() -> None:
    asked: list[str] = []

    def size(word: str) -> int:
        asked.append(word)
        return len(word)

    sizes = Remembered(size)
    long = "x" * (LONGEST + 1)
    assert list(map(sizes.__getitem__, ["eau", "eau", long, long])) == [3, 3, len(long), len(long)]
    assert asked == ["eau", long, long]
    assert list(sizes) == ["eau"]


def test_no_more_is_kept_than_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 10)
    sizes = Remembered(len)
    for number in range(100):
        assert sizes["x" * (number % 30)] == number % 30
        assert len(sizes) <= 10
