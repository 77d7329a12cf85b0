"""The file of records gives back what was put in, whatever the lengths, also once its folder is gone."""

import shutil
from pathlib import Path

import pytest

from indexer.engines.embedded import card_file
from indexer.engines.embedded.card_file import CARDS_FILE, CardFile, CardWriter

LENGTHS = (0, 1, 4_000, 8_180, 8_192, 8_193, 20_000)


@pytest.mark.parametrize("card", LENGTHS)
@pytest.mark.parametrize("source", LENGTHS)
def test_what_was_written_is_read(tmp_path: Path, card: int, source: int) -> None:
    path = tmp_path / "version" / CARDS_FILE
    path.parent.mkdir()
    writer = CardWriter(path)
    records = [(f"{name}-é", name * card, name.encode() * source) for name in "abc"]
    places = [writer.add(*record) for record in records]
    writer.sync()
    assert writer.size == path.stat().st_size
    writer.close()
    found = CardFile(path)
    shutil.rmtree(path.parent)
    assert [(*found.shown(place), found.source(place)) for place in places] == records
    assert [found.id(place) for place in places] == ["a-é", "b-é", "c-é"]


def test_cards_kept_at_hand_are_bounded_and_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card_file, "_MAX_KEPT", 1_000)
    writer = CardWriter(tmp_path / CARDS_FILE)
    cards = {writer.add(f"notice-{n}", f"{n} " * 100, b"{}"): (f"notice-{n}", f"{n} " * 100) for n in range(20)}
    writer.sync()
    writer.close()
    kept = CardFile(tmp_path / CARDS_FILE)
    for _ in range(2):
        for place, card in cards.items():
            assert kept.shown(place) == card
            assert kept.shown(place) == card
    assert 0 < sum(len(card) for _, card in kept._shown.values()) <= 1_000
