"""One page reduced to what pages are compared by."""

from transform.decode import decode
from transform.extract.page import Page
from transform.markup import parse
from transform.templates.induction import shapes, wording
from transform.templates.induction.shapes import Shape, shape_of

URL = "https://comedie.org/fiche/a.html"


def shape(body: str) -> Shape:
    html = f"<html><head><title>Titre</title></head><body>{body}</body></html>"
    return shape_of(Page(URL, "20260101000000", decode(html.encode(), "text/html; charset=utf-8"), parse(html)))


def texts(body: str) -> list[str]:
    return [block.text for block in shape(body).blocks]


def path(found: Shape, node: int) -> list[str]:
    steps = []
    while node >= 0:
        node, name = found.nodes[node]
        steps.append(found.names[name][0])
    return steps[::-1]


def test_blocks_are_runs_between_breaks() -> None:
    assert texts("un<div>deux <i>trois</i></div>quatre<br>cinq<h2>six<br>sept</h2>huit") == [
        *("un", "deux trois", "quatre", "cinq", "sixsept", "huit"),
    ]


def test_what_is_not_shown_is_no_block_and_what_follows_it_is() -> None:
    assert texts("<p>un<script>x</script> deux<span style='display: none'>x<b>y</b></span> trois</p>") == [
        "un deux trois"
    ]
    assert texts("<div hidden>x<p>y</p></div>un<noscript>x</noscript>deux<select><option>x</select>") == ["un", "deux"]


def test_a_block_stands_in_the_innermost_element_around_all_its_words() -> None:
    found = shape("<div><p><b>un</b></p><p><b><i>un</i> <u>deux</u></b> </p><p><b>un</b> deux</p></div>")
    assert [path(found, block.node)[1:] for block in found.blocks] == [
        ["div", "p", "b"],
        ["div", "p", "b"],
        ["div", "p"],
    ]
    assert [block.strong for block in found.blocks] == [True, True, False]
    assert not shape("<b><p>un</p></b>").blocks[0].strong


def test_links_say_where_they_lead_and_what_they_are_called() -> None:
    found = shape(
        "<p><a href='b.html'>Là <b>bas</b></a>, 3 fois <a href='#x'>ici</a></p><p><a href='b.html'>Là</a></p>"
    )
    assert found.links == [("comedie.org/fiche/b.html", "làbas"), ("", "ici"), ("comedie.org/fiche/b.html", "là")]
    first, second = found.blocks
    assert (first.links, first.lead, first.linked, first.frame) == ((0, 1), 0, 8, "fois")
    assert (second.links, second.linked, second.letters, second.frame) == ((2,), 2, 2, "")


def test_things_and_pictures_that_are_links() -> None:
    found = shape("<div><img src='a.png'></div><p><a href='b.html'><img src='b.png'></a></p>")
    assert [path(found, node)[-1] for node in found.things] == ["div", "a"]
    assert found.pictures == [(1, 0)]


def test_places_are_counted_among_all_siblings_of_their_tag() -> None:
    found = shape("<div hidden>x</div><div>un</div><p>deux</p><div>trois</div>")
    assert [found.names[found.nodes[block.node][1]] for block in found.blocks] == [
        *(("div", "", "", 2), ("p", "", "", 0), ("div", "", "", 3)),
    ]


def test_beyond_its_bound_a_page_keeps_the_texts_between_elements_alone() -> None:
    body = "".join(f"<p>mot{number}</p>" for number in range(shapes.MAX_BLOCKS + 2))
    found = shape(f"{body} fin")
    assert len(found.blocks) == shapes.MAX_BLOCKS + 1
    assert found.blocks[-1].text == "fin"


def test_a_text_of_the_frame_is_worked_out_once() -> None:
    wording._remembered.cache_clear()
    for number in range(5):
        shape(f"<p>Le pied de toutes les pages</p><p>page {number}</p>")
    assert wording._remembered.cache_info().hits == 4
    long = "mot " * wording.SHORT
    assert shape(f"<p>{long}</p>").blocks[0].text == ""
    assert wording._remembered.cache_info().currsize == 6
