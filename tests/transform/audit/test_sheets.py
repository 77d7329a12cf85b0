"""What frames leave over is packed once for all pages: as it was, in its order, wherever runs begin and end."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.audit import sheets
from transform.audit.left import Left
from transform.audit.page import PageAudit


def _sheet(name: str, size: int) -> list[Left]:
    return [Left("text", f"body/{name}", f"{name} {number}", number) for number in range(size)]


_SHEETS = (_sheet("menu", 6), _sheet("pied", 4))
_OWN = _sheet("propre", 5)


@given(st.lists(st.sampled_from((*_SHEETS[0], *_SHEETS[1], *_OWN)), max_size=30))
def test_what_is_left_over_comes_back_as_it_was(left: list[Left]) -> None:
    for sheet in _SHEETS:
        sheets.lay(sheet)
    assert sheets.unpacked(pickle.loads(pickle.dumps(sheets.packed(left)))) == left


def test_a_frame_is_one_run_and_is_opened_once() -> None:
    menu, own = _sheet("un menu", 40), _sheet("une page", 1)
    sheets.lay(menu)
    pieces = sheets.packed([*own, *menu, *menu[3:5]])
    assert [piece[1:] for piece in pieces[1:]] == [(0, 40), (3, 5)]
    first, again = sheets.unpacked(pieces[1:]), sheets.unpacked(pieces[1:])
    assert all(one is other for one, other in zip(first, again, strict=True))


def test_what_no_sheet_holds_is_packed_by_itself() -> None:
    same = _sheet("menu", 6)  # equal to a sheet's, but of another page
    assert sheets.packed(same) == [tuple(left) for left in same]


def test_forgotten_sheets_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_MOST", 8)
    menu, foot = _sheet("autre menu", 6), _sheet("autre pied", 6)
    sheets.lay(menu)
    sheets.lay(foot)
    assert sheets.unpacked(sheets.packed([*menu, *foot])) == [*menu, *foot]


def test_an_audit_keeps_what_is_left_over() -> None:
    menu = _sheet("menu d’audit", 12)
    sheets.lay(menu)
    audit = PageAudit(words=9, kept=4, left=[*menu[2:], *_OWN], invented=["mot"], images=1)
    assert pickle.loads(pickle.dumps(audit)) == audit
