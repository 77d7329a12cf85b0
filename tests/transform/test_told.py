"""REST answers and feeds are witnesses of an item's page: they agree in silence, and ask where they do not."""

import json
from typing import Any
from xml.sax.saxutils import escape

import pytest

from tests.transform.audit.pages import HOST, NAMES, Fiche
from tests.transform.conftest import Served, Workspace
from transform.decisions import Decision, DecisionKind

REST = f"{HOST}/wp-json/wp/v2/fiche?per_page=100&page=1"
FEED = f"{HOST}/feed/"
METADATA = """<div class="entry-meta">Publié le <time class="entry-date published" datetime="2012-05-0{day}T08:00:00+00:00">{day} mai
2012</time> par <span class="author vcard"><span class="fn">Odile Garin</span></span></div>"""  # noqa: E501


def text_of(name: str, more: str = "") -> str:
    return (
        f"<p>Chapeau propre à {name}, assez long pour qu’on le reconnaisse.</p><h2>Contexte</h2>\n<p>Les riverains de "
        f"{name} se plaignent du bruit depuis l’hiver.<sup>1</sup> On en parle.</p>{more}\n<h2>Résultats</h2>"
    )


def rest_item(number: int, **changes: Any) -> dict[str, Any]:
    name = NAMES[number]
    item = {
        "id": number,
        "date": f"2012-05-0{1 + number}T08:00:00",
        "status": "publish",
        "link": f"{HOST}/fiche/{number}/",
        "title": {"rendered": f"La concertation de {name}"},
        "content": {"rendered": text_of(name), "protected": False},
    }
    return item | changes


def rest(*items: dict[str, Any]) -> Served:
    return Served(REST, json.dumps(list(items)), content_type="application/json; charset=UTF-8")


def feed(*items: str, url: str = FEED) -> Served:
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    body = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {names}><channel>{"".join(items)}</channel></rss>'
    return Served(url, body, content_type="application/rss+xml; charset=UTF-8")


def feed_item(number: int, title: str = "", day: int = 0, more: str = "", link: str = "") -> str:
    name = NAMES[number]
    return (
        f"<item><title>{escape(title or f'La concertation de {name}')}</title>"
        f"<link>{link or f'{HOST}/fiche/{number}/?utm_source=rss'}</link>"
        f"<pubDate>{day or 1 + number} May 2012 07:00:00 +0000</pubDate>"
        f"<content:encoded><![CDATA[{text_of(name, more)}]]></content:encoded></item>"
    )


def asked(workspace: Workspace, *answers: Served, **changes: Any) -> list[dict[str, Any]]:
    workspace.keep([*(Fiche(number).served() for number in range(4)), *answers])
    workspace.transform(**changes)
    return [line for line in workspace.lines("reviews.jsonl") if line["rule"].endswith(".disagreement")]


def test_witnesses_that_agree_change_nothing(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    alone = Workspace(tmp_path_factory.mktemp("alone"))
    asked(alone)
    assert asked(workspace, rest(*map(rest_item, range(4))), feed(*map(feed_item, range(4)))) == []
    assert [r.title for r in workspace.read()] == [r.title for r in alone.read()]
    assert len(workspace.read()) == 4


def test_what_a_page_lacks_is_taken_from_them_with_its_evidence(workspace: Workspace) -> None:
    undated = Fiche(1, changes={METADATA.format(day=2): ""})
    told = [rest(rest_item(1)), feed(feed_item(1).replace("<pub", "<dc:creator>Odile Garin</dc:creator><pub"))]
    workspace.keep([*(Fiche(number).served() for number in (0, 2, 3)), undated.served(), *told])
    workspace.transform()
    record = next(one for one in workspace.read() if one.id == "comedie-1")
    assert record.published == "2012-05-02"
    assert record.provenance["/published"].rule == "rest"
    assert record.provenance["/published"].capture.endswith(REST)
    assert record.provenance["/published"].raw == "2012-05-02T08:00:00"
    assert [person.name for person in record.people] == ["Odile Garin"]
    assert record.provenance["/people/0"].rule == "feed"


def test_an_account_is_no_author(workspace: Workspace) -> None:
    undated = Fiche(1, changes={METADATA.format(day=2): ""})
    told = feed(feed_item(1).replace("<pub", "<dc:creator>admin</dc:creator><pub"))
    workspace.keep([*(Fiche(number).served() for number in (0, 2, 3)), undated.served(), told])
    workspace.transform()
    record = next(one for one in workspace.read() if one.id == "comedie-1")
    assert record.people == []
    assert record.published == "2012-05-02"


@pytest.mark.parametrize(
    ("changes", "field", "other"),
    [
        ({"title": {"rendered": "La m&eacute;diation de Bauges"}}, "/title", "La médiation de Bauges"),
        ({"date": "2013-05-02T08:00:00"}, "/published", "2013-05-02T08:00:00"),
        (
            {"content": {"rendered": text_of("Bauges", "<p>Un barrage y fut abandonné.</p>"), "protected": False}},
            "/sections",
            "barrage, y, abandonné",
        ),
    ],
)
def test_what_rest_says_otherwise_is_asked(
    workspace: Workspace, changes: dict[str, Any], field: str, other: str
) -> None:
    (question,) = asked(workspace, rest(rest_item(0), rest_item(1, **changes)))
    assert question["rule"] == "rest.disagreement"
    assert (question["record"], question["field"]) == ("comedie-1", field)
    assert question["other"] == other
    assert question["evidence"][1]["capture"].endswith(REST)
    record = next(one for one in workspace.read() if one.id == "comedie-1")
    assert record.title == "La concertation de Bauges"
    assert "abandonné" not in record.model_dump_json()


def test_a_feed_may_be_a_day_apart_but_not_a_month(workspace: Workspace) -> None:
    items = (
        feed_item(0, day=2),
        feed_item(1, day=29),
        feed_item(2, title="Autre chose"),
        feed_item(3, more="<p>Ajout.</p>"),
    )
    found = {(one["record"], one["field"]) for one in asked(workspace, feed(*items))}
    assert found == {("comedie-1", "/published"), ("comedie-2", "/title"), ("comedie-3", "/sections")}


def test_the_last_answer_counts(workspace: Workspace) -> None:
    old = feed(feed_item(1, title="Ancien titre"), url=f"{HOST}/fiche/feed/")
    old.captured = old.captured.replace(year=2020)
    assert asked(workspace, old, feed(feed_item(1))) == []


def test_what_readers_never_saw_never_enters(workspace: Workspace) -> None:
    hidden = [
        rest_item(1, status="private", title={"rendered": "Secret un"}),
        rest_item(2, content={"rendered": "<p>Secret deux</p>", "protected": True}),
        rest_item(3, status="draft", content={"rendered": "<p>Secret trois</p>", "protected": False}),
        rest_item(9, title={"rendered": "Secret quatre"}),
    ]
    comment = feed_item(0, title="Secret cinq", link=f"{HOST}/fiche/0/#comment-3")
    assert asked(workspace, rest(*hidden), feed(comment)) == []
    assert len(workspace.read()) == 4
    assert not any(b"Secret" in content for content in workspace.files().values())


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[",
        '{"a": 1}',
        "[1, null, []]",
        "[" * 50_000,
        json.dumps([{"link": 3, "content": {"rendered": None}, "title": []}]),
        json.dumps([{"link": f"{HOST}/fiche/1/", "content": {"rendered": "<div>" * 5000}, "title": 4, "date": {}}]),
    ],
)
def test_answers_of_any_sort_stop_nothing(workspace: Workspace, body: str) -> None:
    answers = [
        Served(REST, body, content_type="application/json"),
        Served(FEED, body, content_type="application/rss+xml"),
        Served(f"{HOST}/atom/", "<feed><entry><link href='::'/></entry><entry/>", content_type="application/atom+xml"),
    ]
    assert asked(workspace, *answers) == []


def test_the_editors_may_choose_the_other_text(workspace: Workspace) -> None:
    told = rest(rest_item(1, content={"rendered": text_of("Bauges", "<p>Un ajout.</p>"), "protected": False}))
    (question,) = asked(workspace, told)
    values = {"review": question["id"], "field": "/sections", "act": "choose", "value": "export"}
    chosen = Decision(
        id="d1",
        at="2026-11-23T10:00:00Z",
        by="Odile",
        kind=DecisionKind.ANSWER,
        record="comedie-1",
        reason="plus récent",
        values=values,
    )
    workspace.transform(decisions=(chosen,))
    record = next(one for one in workspace.read() if one.id == "comedie-1")
    assert "Un ajout." in " ".join(section.text for section in record.sections)
    assert record.provenance["/sections/0"].capture.endswith(REST)
