"""What editors' files say serves as soon as they are saved; half an edit changes nothing."""

from pathlib import Path

import pytest

import comedie.followed
from comedie.errors import UsageMistake
from comedie.followed import Followed
from comedie.promoted_file import PROMOTED_FILE, read_promotions
from indexer.promoted import Promotion


def test_promotions_are_read_and_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comedie.followed, "_LOOKED_AT_EVERY", 0.0)
    followed = Followed(tmp_path.glob, PROMOTED_FILE, lambda: read_promotions(tmp_path))
    assert followed() == ()
    path = tmp_path / PROMOTED_FILE
    path.write_text("- queries: [loup, ours]\n  records: [a-1]\n  reason: La plus complète.\n", encoding="utf-8")
    promoted = followed()
    assert promoted == (Promotion(("loup", "ours"), ("a-1",), "La plus complète."),)
    assert followed() is promoted
    path.write_text("- queries: [loup\n", encoding="utf-8")
    assert followed() is promoted
    path.write_text("", encoding="utf-8")
    assert followed() == ()


@pytest.mark.parametrize(
    "text", ["x", "- a", "- {queries: [], records: [b]}", "- {queries: [a]}", ": :", "\x00", "[" * 5000]
)
def test_a_file_that_says_nothing_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / PROMOTED_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(UsageMistake, match=PROMOTED_FILE):
        read_promotions(tmp_path)
