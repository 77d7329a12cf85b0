"""Results in the terminal: wrapped, marked, with their points; what remains to be seen; what would find something."""

import click
from hypothesis import given
from hypothesis import strategies as st

from comedie.search_text import heading_lines, hit_lines, more_line, rescue_lines
from indexer.query import Mots, SearchRequest
from indexer.rescue import Remedy
from indexer.results import Hit, Marked, Results, Snippet
from indexer.suggestions import Suggestion


def hit(*snippets: Snippet, kind: str = "experience", promoted: str | None = None) -> Hit:
    return Hit("a", kind, "/notice/a/loup", Marked("Le loup", ((3, 7),)), None, snippets, 1.0, promoted=promoted)


def results(total: int, request: SearchRequest, hits: tuple[Hit, ...] = (), **values: object) -> Results:
    found = Results(request, "Une phrase.", Mots.TOUS, False, total, hits, (), (), "v1")
    for name, value in values.items():
        object.__setattr__(found, name, value)
    return found


def test_a_hit_has_its_kind_in_french_and_its_words_in_bold() -> None:
    lines = list(hit_lines(3, hit(), (), 80))
    assert lines == [f"  3. Le {click.style('loup', bold=True)}  [fiche d’expérience]", "     /notice/a/loup"]


def test_a_passage_says_that_it_goes_on() -> None:
    passage = Snippet(Marked("du loup, mais de", ((3, 7),)), "chapeau", cut_before=True, cut_after=True)
    assert (
        list(hit_lines(1, hit(passage), (), 80))[2]
        == f"     … du {click.style('loup', bold=True)}, mais de\u00a0…  (chapeau)"
    )


@given(st.text("aé \t\n\u00a0\x1b(", max_size=80), st.integers(0, 80), st.integers(1, 300))
def test_lines_are_no_wider_than_the_terminal_and_no_mark_is_lost(text: str, start: int, width: int) -> None:
    words = f"{text[:start]} loup {text[start:]}"
    place = words.index("loup")
    passage = Snippet(Marked(words, ((place, place + 4),)), "chapeau")
    lines = list(hit_lines(1, hit(passage), (), width))[2:]
    assert sum(line.count(click.style("loup", bold=True)) for line in lines) == 1
    plain = [click.unstyle(line) for line in lines]
    assert not any(sign in line for line in plain for sign in "\t\n\x1b")
    longest = max(map(len, "".join(plain).split(" ")), default=0)
    assert all(len(line) <= max(35, min(width, 100), longest + 5) for line in plain)
    assert (
        "".join("".join(plain).split(" "))
        == "".join(words.translate({9: " ", 10: " ", 27: " "}).split(" ")) + "(chapeau)"
    )


def test_reasons_take_the_place_of_what_editors_say() -> None:
    assert "     Choix de la rédaction Utile" in list(hit_lines(1, hit(promoted="Utile"), (), 80))
    explained = list(hit_lines(1, hit(promoted="Utile"), ("Placée en tête.",), 80))
    assert explained[2:] == ["     – Placée en tête."]


def test_the_heading_says_what_was_understood_and_what_filters() -> None:
    asked = SearchRequest(text="loup", filters={"type": ("-video",)}, first_year=2003)
    lines = list(heading_lines(results(2, asked, absent=("zzz", "yyy"), question=True)))
    assert lines[0] == "Une phrase."
    assert "zzz, yyy : absents de l’archive" in lines
    assert "Filtres : Type : sauf vidéo ; Période : 2003 à …" in lines
    assert any("--mots tous" in line for line in lines)


def test_the_end_says_where_the_rest_is() -> None:
    some = (hit(),)
    assert more_line(results(3, SearchRequest(), some)) == ""
    assert more_line(results(45, SearchRequest(), some)) == "Page 1 sur 3 ; la suite : --page 2"
    assert more_line(results(45, SearchRequest(page=3), some)) == "Page 3 sur 3"
    assert "la dernière est la page 3" in more_line(results(45, SearchRequest(page=9)))


def test_an_empty_result_says_what_would_find_something() -> None:
    lines = list(
        rescue_lines(
            [Remedy("Sans « zzz »", 1_204, SearchRequest(text="loup"))],
            [Suggestion("Le loup", "titre", "/notice/a/loup", 1)],
        )
    )
    assert lines == ["  – Sans « zzz » : 1\u202f204\u00a0fiches", "Peut-être cherchez-vous : « Le loup » (titre)"]
