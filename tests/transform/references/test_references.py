"""Reading lists to CSL-JSON: what is written and nothing else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.references import reference_of

BOOK = "BEAUPRÉ Lucien et MOREL-TANGUY Anne, Le Territoire en partage : dix ans, Presses de l’Estuaire, 2007, 312 p."
ARTICLE = (
    "* KLEBER Manon et LASSALLE Rémi, « Un questionnaire, deux pages », Cahiers du dialogue, "
    "vol. 7, n° 1, 2012, p. 44-52."
)
TABLE: list[tuple[str, dict[str, Any]]] = [
    (
        BOOK,
        {
            "type": "book",
            "title": "Le Territoire en partage : dix ans",
            "author": [{"family": "Beaupré", "given": "Lucien"}, {"family": "Morel-Tanguy", "given": "Anne"}],
            "issued": {"date-parts": [[2007]]},
            "publisher": "Presses de l’Estuaire",
            "number-of-pages": "312",
        },
    ),
    (
        ARTICLE,
        {
            "type": "article-journal",
            "title": "Un questionnaire, deux pages",
            "author": [{"family": "Kleber", "given": "Manon"}, {"family": "Lassalle", "given": "Rémi"}],
            "issued": {"date-parts": [[2012]]},
            "container-title": "Cahiers du dialogue",
            "volume": "7",
            "issue": "1",
            "page": "44-52",
        },
    ),
    (
        "FABREGAT Noé, « Le préfet et l’estivant », in Conflits d’usage, Éditions de la Borne, 2009, p. 97-121.",
        {
            "type": "chapter",
            "title": "Le préfet et l’estivant",
            "author": [{"family": "Fabregat", "given": "Noé"}],
            "issued": {"date-parts": [[2009]]},
            "container-title": "Conflits d’usage",
            "publisher": "Éditions de la Borne",
            "page": "97-121",
        },
    ),
    (
        "DELORME Simon (dir.), Conflits d’usage, Éditions de la Borne, 2009.",
        {
            "type": "book",
            "title": "Conflits d’usage",
            "editor": [{"family": "Delorme", "given": "Simon"}],
            "issued": {"date-parts": [[2009]]},
            "publisher": "Éditions de la Borne",
        },
    ),
    (
        "Fisher, R., Ury, W. et Patton, B. (2006). Comment réussir une négociation, Seuil.",
        {
            "type": "book",
            "title": "Comment réussir une négociation",
            "author": [
                {"family": "Fisher", "given": "R."},
                {"family": "Ury", "given": "W."},
                {"family": "Patton", "given": "B."},
            ],
            "issued": {"date-parts": [[2006]]},
            "publisher": "Seuil",
        },
    ),
    (
        "COLLECTIF DES TROIS RIVIÈRES, Cahier d’un contrat, rapport, 2001, 74 p.",
        {
            "type": "report",
            "title": "Cahier d’un contrat",
            "author": [{"literal": "COLLECTIF DES TROIS RIVIÈRES"}],
            "issued": {"date-parts": [[2001]]},
            "number-of-pages": "74",
        },
    ),
]


@pytest.mark.parametrize(("line", "expected"), TABLE)
def test_a_line_is_read_into_its_fields(line: str, expected: dict[str, Any]) -> None:
    found = reference_of(line)
    assert found is not None
    assert {name: value.strip() if isinstance(value, str) else value for name, value in found.items()} == expected


@pytest.mark.parametrize(
    "line", ["", "Voir aussi la page 12.", "Le comité se réunit en 2004, puis décide.", "2004", "Ce livre est beau."]
)
def test_prose_is_no_reference(line: str) -> None:
    assert reference_of(line) is None


@given(st.text(max_size=300))
def test_any_line_is_read_and_titles_are_words_of_it(line: str) -> None:
    found = reference_of(line)
    if found is not None:
        assert all(word in line for word in found["title"].replace(",", " ").split())


def test_a_long_line_is_read_in_bounded_time() -> None:
    assert reference_of("DUPONT Jean, " * 20_000) is None
    reference_of("A" * 900 + ", " + "A. " * 20)
