"""Law 4: every word, image, link and document is in its record, or told with a true reason."""

import json
from typing import Any

import pytest

from tests.transform.audit.pages import HOST, Fiche, fiches
from tests.transform.conftest import Served, Workspace


def lost(workspace: Workspace, what: str = "text") -> list[tuple[str, str, str]]:
    """(page, reason, text) of what is no boilerplate."""
    return [
        (line["url"], line["reason"], line["text"])
        for line in workspace.lines("losses.jsonl")
        if line["what"] == what and line["pages"] is None
    ]


def transformed(workspace: Workspace, pages: list[Fiche], **changes: Any) -> Any:
    workspace.keep([page.served() for page in pages])
    return workspace.transform(site="fiches", **changes)


def test_every_word_of_the_bundled_site_is_kept(legacy: Workspace) -> None:
    words = json.loads((legacy.records / "summary.json").read_text(encoding="utf-8"))["audit"]["words"]
    assert words["source"] > 40_000
    assert (words["lost"], words["share"]) == (0, 1.0)
    assert words["source"] == words["kept"] + words["boilerplate"]
    assert [line for line in legacy.lines("losses.jsonl") if line["pages"] is None and line["what"] != "page"] == []
    assert {record.quality.losses for record in legacy.read()} == {0}


def test_what_the_bundled_site_loses_repeats_or_leads_elsewhere(legacy: Workspace) -> None:
    reasons = {line["reason"] for line in legacy.lines("losses.jsonl") if line["pages"]}
    assert {"boilerplate", "navigation", "partage", "colonne"} <= reasons
    for line in legacy.lines("losses.jsonl"):
        if line["reason"] == "boilerplate":
            assert line["pages"] >= 3
            assert line["template"] == "wordpress"


def test_a_site_of_one_template_loses_nothing(workspace: Workspace) -> None:
    summary = transformed(workspace, fiches())
    assert lost(workspace) == []
    assert [line for line in workspace.lines("losses.jsonl") if line["pages"] is None] == []
    assert summary.words["share"] == 1.0
    assert summary.losses == len(workspace.lines("losses.jsonl"))


@pytest.mark.parametrize("deep", ["<div>" * 3_000, "<p>" + "<b>" * 300])
def test_a_page_that_cannot_be_read_is_not_called_kept(workspace: Workspace, deep: str) -> None:
    body = f"<html><body>{deep}<p>Sept mots que personne ne lira jamais.</p><script>pas un mot</script></body></html>"
    workspace.keep([page.served() for page in fiches()] + [Served(f"{HOST}/trop-profonde/", body)])
    words = workspace.transform(site="fiches").words
    assert (words["unread"], words["lost"]) == (1, 7)
    assert words["share"] < 1


SENTENCE = "Une phrase que personne d’autre n’a écrite."
PLANTED = {
    "beside": (f"<div class='encart'><p>{SENTENCE}</p></div>", "non repris"),
    "shared": (f"<p>{SENTENCE}</p>", "non repris (bloc écarté par le profil : partage)"),
}


@pytest.mark.parametrize("where", PLANTED)
def test_a_rare_sentence_is_never_boilerplate(workspace: Workspace, where: str) -> None:
    markup, reason = PLANTED[where]
    pages = fiches()
    setattr(pages[3], where, markup)
    summary = transformed(workspace, pages)
    assert lost(workspace) == [(pages[3].url, reason, SENTENCE)]
    assert summary.words["lost"] == 9
    assert 0.98 < summary.words["share"] < 1
    assert {record.source.url: record.quality.losses for record in workspace.read()}[pages[3].url] == 1


def test_the_same_sentence_on_two_pages_is_still_rare(workspace: Workspace) -> None:
    pages = fiches()
    for page in pages[:2]:
        page.beside = f"<p class='encart'>{SENTENCE}</p>"
    transformed(workspace, pages)
    assert [url for url, _, _ in lost(workspace)] == [pages[0].url, pages[1].url]


def test_a_sentence_that_a_selector_drops_inside_the_text_is_told(workspace: Workspace) -> None:
    pages = fiches()
    pages[5].inside = f"<form><p>{SENTENCE}</p></form>"
    transformed(workspace, pages)
    assert [(url, text) for url, _, text in lost(workspace)] == [(pages[5].url, SENTENCE)]


def test_a_sentence_said_twice_and_kept_twice_is_no_loss(workspace: Workspace) -> None:
    pages = fiches()
    pages[2].inside = f"<p>{SENTENCE}</p><p>{SENTENCE}</p>"
    transformed(workspace, pages)
    assert lost(workspace) == []


def test_a_sentence_said_twice_and_kept_once_is_told(workspace: Workspace) -> None:
    pages = fiches()
    pages[2].inside = f"<p>{SENTENCE}</p><form>{SENTENCE}</form>"
    words = transformed(workspace, pages).words
    assert (words["repeated"], words["lost"], words["share"]) == (9, 0, 1.0)
    assert lost(workspace) == [(pages[2].url, "dit deux fois dans la page, gardé une fois", SENTENCE)]


def test_images_links_documents_and_players_beside_the_text_are_told(workspace: Workspace) -> None:
    pages = fiches()
    pages[0].beside = (
        "<div class='encart'><img src='/rare.jpg' alt=''><a href='https://ailleurs.example/x'>→</a>"
        "<a href='/rare.pdf'>→</a><iframe src='https://player.vimeo.com/video/123456'></iframe></div>"
    )
    transformed(workspace, pages)
    found = {what: lost(workspace, what) for what in ("image", "link", "document", "player")}
    assert found == {
        "image": [(pages[0].url, "non repris", f"{HOST}/rare.jpg")],
        "link": [(pages[0].url, "non repris", "https://ailleurs.example/x")],
        "document": [(pages[0].url, "non repris", f"{HOST}/rare.pdf")],
        "player": [(pages[0].url, "non repris", "https://player.vimeo.com/video/123456")],
    }


def test_another_capture_of_a_page_that_says_more_is_told(workspace: Workspace) -> None:
    pages = fiches()
    more = Fiche(1, inside=f"<p>{SENTENCE}</p>").served()
    workspace.keep([*(page.served() for page in pages), Served(f"{HOST}/?p=1", more.body)])
    workspace.transform(site="fiches")
    (record,) = [record for record in workspace.read() if record.id == "fiches-1"]
    told = {url for url, reason, text in lost(workspace) if text == SENTENCE and "autre capture" in reason}
    assert told == {f"{HOST}/?p=1"} or SENTENCE in " ".join(section.text for section in record.sections)


def test_one_process_or_two_tell_the_same(workspace: Workspace, tmp_path: Any) -> None:
    pages = [Fiche(number) for number in range(1, 60)]
    pages[7].beside = f"<p>{SENTENCE}</p>"
    transformed(workspace, pages)
    twin = Workspace(tmp_path / "twin")
    twin.root.mkdir()
    (twin.root / "archive").symlink_to(workspace.archive)
    twin.transform(site="fiches", processes=2)
    assert twin.files() == workspace.files()


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Publié le {date}", True),
        ("Le {date}, par Odile Garin", True),
        ("Par Hugues Tellier, le {date}", False),
        ("Débat public à Millau, {date}", False),
    ],
)
def test_a_line_with_a_date_that_is_kept_keeps_no_other_word(workspace: Workspace, line: str, kept: bool) -> None:
    """A name beside the date of publication is kept only where the record has that name."""
    pages = fiches()
    pages[4].beside = f"<p>{line.format(date=f'{1 + pages[4].number % 9} mai 2012')}</p>"
    transformed(workspace, pages)
    told = [text for _, _, text in lost(workspace)]
    assert bool(told) is not kept, told
