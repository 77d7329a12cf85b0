"""Lines beside a text: what they say of when and by whom, and sentences that only look like them."""

import pytest

from transform.templates.margin_lines import author_in, is_signature, published_in, says_only_when


@pytest.mark.parametrize(
    ("line", "published", "author", "only_when"),
    [
        ("Publié le 3 mai 2004", "2004-05-03", None, True),
        ("Mis en ligne le 12 juin 2011 - Rivières", "2011-06-12", None, False),
        ("Par Anne Roux, le 3 mai 2004", "2004-05-03", "Anne Roux", False),
        ("Publié par Jean de La Tour le 1er août 2009", "2009-08-01", "Jean de La Tour", False),
        ("par la commune, le 3 mai 2004", "2004-05-03", None, False),
        ("Cette page a été générée le 14 juillet 2017", None, None, False),
        ("Dernière mise à jour : 04/07/2012", None, None, True),
    ],
)
def test_signatures(line: str, published: str | None, author: str | None, only_when: bool) -> None:
    assert is_signature(line)
    assert (published_in(line), author_in(line), says_only_when(line)) == (published, author, only_when)


@pytest.mark.parametrize(
    "line",
    [
        "Le rapport publié le 3 mai 2004 par la commission a changé la donne dans la vallée.",
        "Entretien du 3 mai 2004",
        "Compte rendu des débats en séance publique (22 février 2017)",
        "Publié au printemps",
        "La charte de 1998",
    ],
)
def test_sentences_and_other_dates_are_text(line: str) -> None:
    assert not is_signature(line)
    assert published_in(line) is None
