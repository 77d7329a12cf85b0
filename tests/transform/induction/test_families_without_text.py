"""Pages that a family knows by their addresses and marks, and whose skeleton has none of its names for the text."""

from tests.transform.conftest import Served, Workspace
from tests.transform.induction.test_induced import text_of

HOST = "http://halage.example"
NUMBERS = range(1, 13)
_SAID = (
    "Au kilomètre {n}, le chemin du bief {n} longe {k} saules que le syndicat {n} taille en mars.",
    "La passerelle {n} a été refaite après la crue, et {k} riverains du bief {n} l’ont ouverte.",
)
_TOP = (
    "<table><tr><td><a href=index.html><img class=spip_logos src=logo.png alt=''></a></td>"
    "<td>Ce site publie ce que lui confie le collectif du halage, sans rien y changer.</td></tr></table>"
)
_MENU = "<td>" + "".join(f"<p><a href=rubrique{at}.html>Section du canal {at}</a></p>" for at in range(1, 4)) + "</td>"
_FOOT = "<table><tr><td>Site réalisé avec SPIP, hébergé par une coopérative du canal.</td></tr></table>"


def title(n: int) -> str:
    return f"Le bief numéro {n} du canal"


def sentences(n: int) -> list[str]:
    return [said.format(n=n, k=7 * n + 2) for said in _SAID]


def article(n: int, *, path: str = "", after: str = "", whole: str = "") -> Served:
    text = whole or "".join(f"<p class=spip>{one}</p>" for one in sentences(n))
    inside = (
        f"{path}<table><tr><td><h1 class=titre>{title(n)}</h1>"
        f"<p><small>Article publié le {n} mai 2007</small></p></td></tr></table>{text}{after}"
    )
    html = (
        f"<html lang=fr><title>{title(n)} - Halage</title><body><center>{_TOP}"
        f"<table><tr>{_MENU}<td bgcolor=#fff>{inside}</td></tr></table>{_FOOT}</center></body></html>"
    )
    return Served(f"{HOST}/article{n}.html", html)


def path_to(n: int) -> str:
    said = title(n) if n % 2 else f"{title(n)[:14]} (...)"
    return f"<p><a href=index.html>Accueil du site</a> &gt; <a href=rubrique1.html>Section {n % 3}</a> &gt; {said}</p>"


def lines_of(workspace: Workspace, pages: list[Served]) -> dict[str, list[str]]:
    """Number of the article → lines of its text."""
    workspace.keep(pages)
    workspace.transform(audit=False)
    return {str(one.source.native_id): [line for line in text_of(one).split("\n") if line] for one in workspace.read()}


def test_the_text_is_learnt_and_the_family_still_numbers(workspace: Workspace) -> None:
    assert lines_of(workspace, [article(n) for n in NUMBERS]) == {str(n): sentences(n) for n in NUMBERS}
    for one in workspace.read():
        assert one.title == title(int(one.source.native_id or 0))
        assert one.source.template.startswith("induit-")
        assert one.language == "fr"


def test_the_way_to_a_page_that_ends_with_its_title_is_no_text(workspace: Workspace) -> None:
    """« Accueil du site > Section > Titre », also where the title is cut; its paragraph is made like the text's."""
    pages = [article(n, path=path_to(n), whole="".join(map("<p>{}</p>".format, sentences(n)))) for n in NUMBERS]
    assert lines_of(workspace, pages) == {str(n): sentences(n) for n in NUMBERS}


def test_lines_of_frame_leave_without_paragraphs_that_have_a_name(workspace: Workspace) -> None:
    """What is known by its tag alone is not what other pages know by a class."""
    pages = [article(n, path="<p><a href=index.html>Accueil du site</a></p>") for n in NUMBERS]
    assert lines_of(workspace, pages) == {str(n): sentences(n) for n in NUMBERS}


def test_fewer_pages_than_teach_are_read_as_any_page(workspace: Workspace) -> None:
    found = lines_of(workspace, [article(n) for n in (1, 2, 3)])
    assert found.keys() == {"1", "2", "3"}
    assert all(set(sentences(int(n))) <= set(lines) for n, lines in found.items())


def test_notes_alone_are_no_text_where_the_site_names_no_text(workspace: Workspace) -> None:
    notes = "<div class=notes><p class=spip_note>[1] Registre du bief {n}, liasse {n}.</p></div>"
    pages = [article(n, after=notes.format(n=n) if n % 3 == 0 else "") for n in NUMBERS]
    found = lines_of(workspace, pages)
    assert all(lines[:2] == sentences(int(n)) for n, lines in found.items()), found


def test_a_lead_alone_is_the_text_where_the_site_names_its_texts(workspace: Workspace) -> None:
    named = "<div class=texte>{}</div>"
    pages = [
        article(n, whole=named.format("".join(map("<p>{}</p>".format, sentences(n))))) if n % 3 else _led(n)
        for n in range(1, 25)
    ]
    found = lines_of(workspace, pages)
    assert found == {str(n): sentences(n) if n % 3 else sentences(n)[:1] for n in range(1, 25)}
    assert {one.source.template for one in workspace.read()} == {"spip"}


def _led(n: int) -> Served:
    return article(n, whole=f"<div class=chapo><p>{sentences(n)[0]}</p></div><p>Imprimer cette page</p>")


def test_numbers_of_the_pages_of_an_item_are_no_text(workspace: Workspace) -> None:
    """« [1] [2] [3] », the page's own without a link."""
    numbers = "<p>[1] [<a href=article{n}.html?page=2>2</a>] [<a href=article{n}.html?page=3>3</a>]</p>"
    pages = [article(n, after=numbers.format(n=n) if n < 3 else "") for n in NUMBERS]
    found = lines_of(workspace, pages)
    assert found == {str(n): sentences(n) for n in NUMBERS}
