"""The file of records gives back what was put in, whatever the lengths, also once its folder is gone."""

import shutil
from pathlib import Path

import pytest

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
