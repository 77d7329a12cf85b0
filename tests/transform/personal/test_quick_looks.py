"""The quick look at many texts: it may say « perhaps » too often, never « no » where one of them holds something."""

from types import ModuleType
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.marked_spans import parts
from tests.transform.personal.test_table import cases
from transform.personal import emails, find, postal_addresses, telephones
from transform.personal.finding import may_hold
from transform.personal.masking import may_change

_BESIDE = ("La Bataille du bocage, 2003-2005", "« à » +2,0 ; dans le titre", "2019-05-14T10:00:00+02:00")
_PIECES = st.sampled_from(
    (
        *(
            "jean.dupont",
            "claire",
            "exemple.fr",
            "exemple point fr",
            "@",
            " at ",
            "(at)",
            "[a]",
            "« à »",
            " chez ",
            "#mc#",
        ),
        *(
            "..åt..",
            "-at-",
            "_arobase_",
            "(ôtez ceci@)",
            ".",
            " ",
            "\n",
            "06",
            "12",
            "34 56",
            " 78",
            "O6",
            "+33",
            "(0)",
        ),
        *(
            "0033",
            "(33)",
            "zéro six",
            ":",
            "*",
            "-",
            "/",
            "Tél",
            ", 12 bis, rue des Lilas, ",
            "29410 Pleyber",
            "B-5000 Namur",
        ),
        *("rue de la Station 12, ", "F - 29200", "le Bourg ", "Contact : ", "\u200b", "&#64;", "' + '", "  ", "FR76"),
    )
)


@pytest.mark.parametrize("marked", [marked for marked, kind in cases() if kind is not None])
def test_each_spelling_is_seen_among_other_texts(marked: str) -> None:
    text, _ = parts(marked)
    assert find(text)
    assert may_hold([*_BESIDE, text, *_BESIDE])


@pytest.mark.parametrize(
    "at",
    ["@", " @ ", "(at)", "[a]", "..at..", "-at-", "_at_", " arobase ", "[arobase]", " at ", " chez ", "#mc#", "«à»"],
)
def test_no_spelling_of_the_sign_is_lost_by_the_quick_look(at: str) -> None:
    text = f"Écrire à jean.dupont{at}exemple.fr pour en parler."
    with patch.object(emails, "may_hold_emails", lambda _: True):
        found = list(emails.emails(text))
    assert list(emails.emails(text)) == found


def test_texts_that_hold_nothing_are_passed_over_together() -> None:
    assert not may_hold([*_BESIDE, "Les éleveurs, chez eux, en 1998 ; 12 communes."])


@pytest.mark.parametrize(
    ("module", "quick"),
    [
        (emails, "may_hold_emails"),
        (telephones, "may_hold_telephones"),
        (postal_addresses, "may_hold_postal_addresses"),
    ],
)
@settings(max_examples=120)
@given(before=st.lists(_PIECES, max_size=3).map("".join), pieces=st.lists(_PIECES, min_size=1, max_size=9))
def test_what_the_patterns_find_is_seen_before(module: ModuleType, quick: str, before: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    may_hold_one = getattr(module, quick)
    with patch.object(module, quick, return_value=True):
        found = list(getattr(module, module.__name__.rpartition(".")[2])(text))
    if found:
        assert may_hold_one(text)
        assert may_hold_one(f"{before}\n{text}\n{before}")


@pytest.mark.parametrize(
    "url",
    [
        "mailto:jean.dupont@exemple.fr",
        "TEL:0612345678",
        "https://wa.me/33612345678",
        "https://exemple.fr/?de=jean.dupont%40exemple.fr",
        "https://exemple.fr/jean.dupont[at]exemple.fr",
        "mailto:jean.dupont%5Bat%5Dexemple.fr",
        "https://exemple.fr/jean.dupont&#64;exemple.fr",
    ],
)
def test_an_address_that_is_masked_is_seen_among_others(url: str) -> None:
    assert may_change(["https://exemple.fr/fiche/12/", url])
    assert not may_change(["https://exemple.fr/fiche/12/", "/archive/20261122100000/https://exemple.fr/0612345678"])
