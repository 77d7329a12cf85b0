"""Pages that parsers read differently: what any of them sees is kept or told, and nothing is invented."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.transform.audit.pages import fiches
from tests.transform.conftest import Served, Workspace
from transform.assertions import AssertionsFailed
from transform.audit import parsers
from transform.audit.matching import Matcher
from transform.audit.page import audit_page, text_read
from transform.audit.parsers import seen_by_html5lib, seen_by_lexbor
from transform.audit.place import component, spine
from transform.audit.words import words_of
from transform.extract.found import Anchor, Content, Draft, Verdict
from transform.markup import parse
from transform.schema import Image, Kind, Person, Section

TANGLED = {
    "unclosed tags": "<p>Alpha <b>bravo<p>charlie <i>delta</b> echo</i><ul><li>foxtrot<li>golf</ul>hotel",
    "nested forms": "<form><div>Alpha<form><p>bravo</p></form>charlie</div></form>delta <form>echo",
    "stray text in a table": "<table>Alpha <tr>bravo <td>charlie<div>delta</td>echo </tr>foxtrot </table>golf",
    "plaintext": "<p>Alpha</p><plaintext><p>bravo</p> & charlie",
    "nested links": "<a href=/x>Alpha <a href=/y>bravo</a> charlie</a> delta",
    "select": "<select><option>Alpha <div>bravo </div><option>charlie</select>delta",
    "foreign content": "<svg><text>Alpha</text><p>bravo</p></svg><math><mi>charlie</mi></math>delta",
    "broken comments": "<p>Alpha</p><!-- bravo --!><p>charlie</p><!><p>delta</p><!--> echo",
    "stray ends": "</div></p>Alpha </body></html>bravo<p>charlie</span></section>",
    "null and bad references": "<p>Alpha&nbspbravo &#0; charlie &notit; delta &#x92;</p>",
}


def draft(text: str) -> Draft:
    content = Content(sections=[Section(text=text)])
    return Draft("test", content, Verdict(Kind.PAGE, 1.0, (), written=True))


def audited(body: str, kept: str, heads: tuple[str, ...] = ()) -> Any:
    html = f"<html><head><title>t</title></head><body>{body}</body></html>"
    return audit_page(
        html, text_read(parse(html)), draft(kept), url="http://x.example/a", base="http://x.example/a", heads=heads
    )


@pytest.mark.parametrize("name", TANGLED)
def test_both_second_readings_see_the_same_words(name: str) -> None:
    html = f"<html><body>{TANGLED[name]}</body></html>"
    third = seen_by_html5lib(html)
    assert third is not None
    ours = sorted(word for block in seen_by_lexbor(html).blocks for word in words_of(block.text))
    theirs = sorted(word for block in third.blocks for word in words_of(block.text))
    assert ours == theirs
    assert "alpha" in ours


@pytest.mark.parametrize("name", TANGLED)
def test_a_word_that_only_one_parser_sees_is_told(name: str) -> None:
    page = audited(TANGLED[name], "")
    told = {word for left in page.left for word in words_of(left.text)}
    assert {"alpha", "charlie"} <= told
    assert page.kept == 0


def test_parsers_that_disagree_call_a_third() -> None:
    agreed = audited("<p>Alpha bravo</p>", "Alpha bravo")
    disputed = audited("<p>Alpha</p><![CDATA[bravo]]><p>charlie</p>", "Alpha\n\ncharlie")
    assert not agreed.disputed
    assert agreed.left == []
    assert disputed.left == []


def test_words_that_stand_nowhere_in_the_page_are_invented() -> None:
    assert audited("<p>La rivière monte.</p>", "La rivière descend.").invented == ["descend"]
    assert audited("<p>La rivière monte.</p>", "La rivière monte monte.").invented == ["monte"]
    assert audited("<p>La rivière monte.</p>", "La rivière descend.", heads=("Elle descend",)).invented == []
    assert audited("<p>La riv<b>ière</b> monte.</p>", "La rivière monte.").invented == []


def test_typography_and_blanks_are_no_loss() -> None:
    body = "<p>L&rsquo;eau&nbsp;: «&#8239;c&shy;laire&#8239;»\n et   froide</p>"
    page = audited(body, 'L\'eau : "claire" et froide')
    assert (page.words, page.kept, page.left, page.invented) == (5, 5, [], [])


def test_words_out_of_order_are_told() -> None:
    page = audited("<p>Un deux trois quatre cinq six sept huit.</p>", "huit sept six cinq quatre trois deux un")
    assert [left.words for left in page.left] == [8]


def test_an_invented_word_stops_the_run(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A faulty extractor: its lead says more than the page."""
    from transform.extract import content

    split = content._split

    def faulty(element: Any, found: Content, *rest: Any) -> None:
        split(element, found, *rest)
        found.lead = f"{found.lead} Abracadabra"

    monkeypatch.setattr(content, "_split", faulty)
    workspace.keep([page.served() for page in fiches(3)])
    with pytest.raises(AssertionsFailed, match=r"words\.invented.*« abracadabra »"):
        workspace.transform(site="fiches")


def test_hostile_pages_are_read_again_within_bounds(workspace: Workspace) -> None:
    bodies = [
        "<table>" * 200 + "x" * 1000,
        "".join(f"<b id=i{n}><p>" for n in range(100)) + "profond",
        "<a href='/" + "a/" * 5000 + "'>" + "mot " * 50_000 + "</a>",
        "&amp;" * 100_000 + "fin",
        "".join(f"<p>mot{n} autre{n}</p>" for n in range(20_000)),
    ]
    workspace.keep(
        [Served(f"http://h.example/{n}", f"<html><body>{body}</body></html>") for n, body in enumerate(bodies)]
    )
    summary = workspace.transform(site="h")
    assert summary.losses == len(workspace.lines("losses.jsonl"))
    words = json.loads((workspace.records / "summary.json").read_text(encoding="utf-8"))["audit"]["words"]
    assert words["source"] == words["kept"] + words["boilerplate"] + words["repeated"] + words["lost"]


def test_a_sequence_is_taken_once() -> None:
    matcher = Matcher(["un deux trois", "un deux"])
    assert [matcher.take(["un", "deux"]) for _ in range(3)] == [True, True, False]
    assert matcher.holds(["un", "deux"])
    assert not matcher.holds(["trois", "un"])
    assert matcher.take(["trois"])


@pytest.mark.parametrize(("words", "missing"), [("abcxefgh", "x"), ("abcxyefgh", "xy"), ("abcxyzwvut", "abcxyzwvut")])
def test_pieces_are_taken_where_most_of_them_stand(words: str, missing: str) -> None:
    assert Matcher(["a b c d e f g h"]).take_pieces(list(words)) == list(missing)


def test_a_place_has_one_name_on_all_pages() -> None:
    assert component("div", "post-12", "post-12 fiche hentry") == "div.fiche"
    assert component("div", "colonne", "x") == "div#colonne"
    assert component("p", None, "wp-2") == "p"
    assert spine("body/div#page/article.fiche/p.note") == "body/div#page/article/p.note"


MENU = "".join(f"<li class='item'><a href='/rubrique-{n}/'>Rubrique numéro {n}</a></li>" for n in range(6))
FRAME = f"<nav class='menu'><ul>{MENU}</ul><p>Publié le 3 mai 2012 par Jeanne Dubreuil</p><img src='/logo.png'></nav>"


@pytest.mark.parametrize(
    "body",
    [
        f"{FRAME}<div>Alpha bravo</div>{FRAME}stray<footer title='bas'>{MENU}</footer>after",
        f"<a href='/x'>{FRAME}</a><section>{FRAME}</section>",
        f"<object data='/p.swf'>{FRAME}</object><div><div>{FRAME}</div>tail</div>",
        *TANGLED.values(),
    ],
)
def test_a_frame_met_before_is_what_it_was(body: str) -> None:
    def shown(number: int) -> list[Any]:
        seen = seen_by_lexbor(f"<body>{body}<p>Page {number}</p></body>")
        blocks = [(b.place, [(t.text, t.place, t.href, t.raised) for t in b.texts]) for b in seen.blocks[:-1]]
        return [blocks, [(t.what, t.place, t.addresses, t.around) for t in seen.things], seen.said]

    first = shown(0)
    assert all(shown(number) == first for number in range(1, 5))


@pytest.mark.parametrize(
    "kept", ["Alpha bravo charlie", "Rubrique numéro 3", "Publié le 3 mai 2012 par Jeanne Dubreuil", ""]
)
def test_what_of_a_frame_is_kept_is_asked_on_each_page(kept: str) -> None:
    body = f"{FRAME}<main><p>Alpha bravo charlie</p></main>"
    first, *others = [audited(body, kept) for _ in range(5)]
    assert all(other == first for other in others)
    assert kept not in [left.text for left in others[-1].left if left.what == "text"]


JEANNE = Person(name="Jeanne Dubreuil", role="auteur")
HELD: dict[str, Callable[[Draft], object]] = {
    "nothing": lambda _: None,
    "a name": lambda draft: draft.people.append(JEANNE),
    "a name and a date": lambda draft: (draft.people.append(JEANNE), setattr(draft, "published", "2012-05-03")),
    "a term": lambda draft: draft.terms.setdefault("rubrique", ["Rubrique numéro 2"]),
    "a related record": lambda draft: draft.related.append("http://x.example/rubrique-4/"),
    "a link": lambda draft: draft.content.anchors.append(Anchor("http://x.example/rubrique-1/", "ici")),
    "an image": lambda draft: draft.content.media.append(Image(url="http://x.example/logo.png")),
    "a heading": lambda draft: draft.content.announced.append("Rubrique numéro 5"),
}


def test_a_frame_known_by_heart_leaves_what_it_leaves_when_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever pages hold of it, one after the other: what was found of it for one page is not another's."""
    body = f"{FRAME}<main><p>Alpha bravo charlie</p></main><footer>{FRAME}</footer>"
    html = f"<html><head><title>t</title></head><body>{body}</body></html>"

    def found(name: str) -> Any:
        holding = draft("Alpha bravo charlie")
        HELD[name](holding)
        url = "http://x.example/a"
        return audit_page(html, text_read(parse(html)), holding, url=url, base=url, heads=())

    fresh = {}
    for name in HELD:
        monkeypatch.setattr(parsers, "_frames", type(parsers._frames)())
        fresh[name] = found(name)
    assert len({repr(audit) for audit in fresh.values()}) == len(HELD)
    for name in [*HELD, *reversed(HELD)] * 2:
        assert found(name) == fresh[name], name
