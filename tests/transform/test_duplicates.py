"""Texts that nearly say the same: the older one asks whether the newer replaces it."""

from crawler.archive import Archive, ArchiveWriter
from crawler.archive_writer import FileCapture
from crawler.cdxj import write_index
from tests.transform.conftest import MOMENT, Served, Workspace

WORDS = [f"mot{number}" for number in range(400)]
PAGE = (
    "<html lang='fr'><head><title>{title}</title><meta name='generator' content='WordPress 6.1'>"
    "<link rel='shortlink' href='https://x.example/?p={number}'></head><body class='single postid-{number}'>"
    "<article><h1 class='entry-title'>{title}</h1><div class='entry-content'><p>{text}</p></div></article>"
)


def page(number: int, title: str, words: list[str]) -> Served:
    text = " ".join(words)
    return Served(f"https://x.example/{number}/", PAGE.format(number=number, title=title, text=text))


def test_a_superseded_text_leads_to_the_newer_one_and_asks_with_what_differs(workspace: Workspace) -> None:
    changed = [*WORDS[:200], "Une phrase nouvelle.", *WORDS[200:]]
    workspace.keep([page(10, "Rendre compte", WORDS), page(20, "Évaluer", changed), page(30, "Autre", WORDS[::-1])])
    workspace.transform(site="x")
    assert {record.id: record.superseded_by for record in workspace.read()} == {
        "x-10": "x-20",
        "x-20": None,
        "x-30": None,
    }
    register = {line["id"]: line["superseded_by"] for line in workspace.lines("register.jsonl")}
    assert register == {"x-10": "x-20", "x-20": None, "x-30": None}
    (asked,) = [line for line in workspace.lines("reviews.jsonl") if line["rule"] == "duplicate.superseded"]
    assert (asked["record"], asked["field"], asked["proposed"]) == ("x-10", "/superseded_by", "x-20")
    assert asked["reasons"].endswith("\n+ Une phrase nouvelle.")


def test_short_texts_and_half_shared_ones_are_left_alone(workspace: Workspace) -> None:
    half = [*WORDS[:150], *(f"autre{number}" for number in range(250))]
    workspace.keep(
        [page(10, "Un", WORDS), page(20, "Deux", half), page(30, "Trois", WORDS[:20]), page(40, "Quatre", WORDS[:20])]
    )
    workspace.transform(site="x")
    assert {record.superseded_by for record in workspace.read()} == {None}


def test_texts_of_one_form_are_versions_of_one_another_only_under_one_title(workspace: Workspace) -> None:
    other = [*WORDS[:300], *(f"autre{number}" for number in range(90))]
    workspace.keep([page(10, "Accord avec le Nigéria", WORDS), page(20, "Accord avec l’Autriche", other)])
    workspace.transform(site="x")
    assert {record.superseded_by for record in workspace.read()} == {None}
    workspace.keep([page(10, "Accord avec le Nigéria", WORDS), page(20, "Accord avec le Nigéria (2)", other)])
    workspace.transform(site="x")
    assert {record.id: record.superseded_by for record in workspace.read()} == {"x-10": "x-20", "x-20": None}


def test_a_file_without_an_address_that_says_what_a_page_says_is_that_page(workspace: Workspace) -> None:
    def html(text: str) -> str:
        return f"<title>La charte</title><h1>La charte</h1><div>{text}</div>"

    short = "<p>Les mariniers ont signé une charte.</p>"
    workspace.keep([Served("http://canal.example/index.php?page=charte", html(short))])
    writer = ArchiveWriter(workspace.archive, "test")
    entries = list(Archive(workspace.archive).entries())
    for name, text in (("indexed5a.html", short), ("autre.html", "<p>Les pêcheurs n’ont rien signé.</p>")):
        entries.append(writer.add_file(FileCapture(f"mirror:x/{name}", MOMENT, html(text).encode(), name)))
    writer.sync()
    write_index(workspace.archive, entries)
    workspace.transform(audit=False)
    found = {record.source.url: record.source.aliases for record in workspace.read()}
    assert found == {
        "http://canal.example/index.php?page=charte": ["mirror:x/indexed5a.html"],
        "mirror:x/autre.html": [],
    }
