"""Lists as engines write them: of a single page, of whole texts without a link, of summaries that no page says."""

import pytest

from tests.transform.conftest import Served, Workspace
from tests.transform.induction.test_induced import text_of

HOST = "http://ecluses.example"
_TEXT = "Au bord de l’écluse numéro {n}, les éclusiers du bief {n} ont gardé le pont {k}, ouvert un soir de mai {k}."
NUMBERS = range(1, 13)


def body(n: int) -> str:
    return "".join(f"<p>{_TEXT.format(n=n, k=40 * n + k)}</p>" for k in range(4))


def page(title: str, inside: str) -> str:
    return (
        f"<title>{title}</title><div id=menu><a href=/>Accueil</a></div><div id=page>{inside}</div><p>Pied de page</p>"
    )


def record(n: int, window: str = "Écluse {n}") -> Served:
    inside = f"<h2>Écluse {n}</h2><div class=recit>{body(n)}</div>"
    return Served(f"{HOST}/{n}.html", page(window.format(n=n), inside))


def read(workspace: Workspace, pages: list[Served]) -> dict[str, str]:
    """Number or name of each record → its title."""
    workspace.keep(pages)
    workspace.transform(audit=False)
    return {one.source.url.rpartition("/")[2].removesuffix(".html"): one.title for one in workspace.read()}


def titles() -> dict[str, str]:
    return {str(n): f"Écluse {n}" for n in NUMBERS}


def entry(n: int, summary: str = "") -> str:
    return f"<div class=entree><h3><a href=/{n}.html>Écluse {n}</a></h3>{summary}</div>"


def test_a_list_of_a_single_page_is_one(workspace: Workspace) -> None:
    """Most tags and months of a blog have one text."""
    tags = {f"mot{at}": [n, n + 1] if at < 3 else [n] for at, n in enumerate(range(1, 11))}
    lists = [
        Served(f"{HOST}/{name}.html", page(f"Mot {name}", f"<h2>Mot {name}</h2>{''.join(map(entry, several))}"))
        for name, several in tags.items()
    ]
    assert read(workspace, [*map(record, NUMBERS), *lists]) == titles()


def month(name: str, numbers: list[int]) -> Served:
    posts = "".join(f"<h2>Écluse {n}</h2><div class=recit>{body(n)}</div>" for n in numbers)
    return Served(f"{HOST}/{name}.html", page(f"Le carnet: {name}", posts))


def test_months_that_show_texts_whole_without_a_link(workspace: Workspace) -> None:
    """Also a month of a single text, which only its window title tells from the text's page."""
    months = [
        month("mai 2004", [1, 2, 3]),
        month("juin 2004", [4]),
        month("août 2004", [5, 6]),
        month("mars 2005", [7]),
    ]
    pages = [record(n, "Le carnet: Écluse {n}") for n in NUMBERS]
    assert read(workspace, [*pages, *months]) == titles()


def test_summaries_that_no_page_says_are_their_entries(workspace: Workspace) -> None:
    summaries = {
        n: f"<p>Un résumé du carnet {n}, écrit pour la liste {n} seule par la rédaction {n}.</p>" for n in NUMBERS
    }
    lists = [
        Served(
            f"{HOST}/liste{at}.html",
            page(f"Liste {at}", "".join(entry(n, summaries[n]) for n in range(4 * at + 1, 4 * at + 5))),
        )
        for at in range(3)
    ]
    assert read(workspace, [*map(record, NUMBERS), *lists]) == titles()


def test_a_text_under_a_site_name_and_a_colon_has_its_own_title(workspace: Workspace) -> None:
    """« Le carnet: Écluse 3 », and a title with a colon of its own."""
    said = [record(n, "Le carnet: Écluse {n}") for n in NUMBERS]
    own = Served(
        f"{HOST}/20.html",
        page("Le carnet: Bief: histoire", f"<h2>Bief: histoire</h2><div class=recit>{body(20)}</div>"),
    )
    assert read(workspace, [*said, own]) == titles() | {"20": "Bief: histoire"}


@pytest.mark.parametrize("name", ["comments-body", "indivComment"])
def test_answers_in_boxes_named_for_them_leave(workspace: Workspace, name: str) -> None:
    said = "<div class={}><p>Le lecteur {n} du bief {n} a aimé la visite numéro {n}.</p><p>Lecteur {n}</p></div>"
    pages = [
        Served(one.url, str(one.body).replace("</div><p>Pied", f"{said.format(name, n=n)}</div><p>Pied"))
        for n, one in ((n, record(n)) for n in NUMBERS)
    ]
    workspace.keep(pages)
    workspace.transform(audit=False)
    assert not any("a aimé la visite" in text_of(one) for one in workspace.read())
