"""HTML to text, sections, notes, media and documents."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from transform.decode import decode
from transform.extract.content import read_content
from transform.extract.dates import date_in
from transform.extract.found import Content
from transform.extract.headline import Heading, repeated_parts, title_of, without_parts
from transform.extract.media import video_at
from transform.extract.page import Page
from transform.extract.plaintext import text_of
from transform.extract.sanitise import clean
from transform.markup import parse

URL = "https://www.comedie.org/fiche/5349/"


def content(body: str) -> Content:
    text = f"<html><body><div id='c'>{body}</div></body></html>"
    page = Page(URL, "20261122100000", decode(text.encode()), parse(text))
    place = page.root.find(".//div[@id='c']")
    assert place is not None
    return read_content(place, page, "test")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Un</p>\n<p>deux\n trois</p>", "Un\n\ndeux trois"),
        ("<p>Un<br>deux</p>", "Un\ndeux"),
        ("<ul><li>un</li><li>deux <ul><li>trois</li></ul></li></ul>", "un\ndeux\ntrois"),
        (
            "<table><tr><th>Été</th><th>Nuits</th></tr><tr><td>2008</td><td>52</td></tr></table>",
            "Été | Nuits\n2008 | 52",
        ),
        ("<table><tr><td><p>un</p><p>deux</p></td></tr></table>", "un\n\ndeux"),
        ("seul <b>en</b> gras<p>puis</p>fin", "seul en gras\n\npuis\n\nfin"),
        ("<dl><dt>Lieu</dt><dd>Brest</dd></dl>", "Lieu\nBrest"),
        ("<blockquote><p>« Oui\u00a0»</p></blockquote>", "« Oui\u00a0»"),
        ("<p>a<script>b</script>c<style>d</style></p>", "ac"),
        ("<p>mo<b>t</b></p>", "mot"),
        ("", ""),
    ],
)
def test_plain_text(body: str, text: str) -> None:
    assert text_of([html.fromstring(f"<div>{body}</div>")]) == text


def test_lead_then_sections_wherever_headings_are_nested() -> None:
    found = content(
        "<p>Chapeau.</p><div><div><h2>Contexte</h2><p>Un.</p></div><h3>Détail <em>fin</em></h3>texte nu"
        "<h2></h2></div><p>Deux.</p>"
    )
    assert found.lead == "Chapeau."
    assert [(s.heading, s.level, s.role.value, s.text) for s in found.sections] == [
        ("Contexte", 2, "contexte", "Un."),
        ("Détail fin", 3, "autre", "texte nu\n\nDeux."),
    ]
    assert found.evidence["/sections/1"].selector is not None
    assert found.evidence["/sections/1"].selector.value == "/html/body/div/div/h3"  # type: ignore[union-attr]


def test_without_heading_all_is_lead() -> None:
    found = content("<p>Un.</p><p>Deux.</p>")
    assert (found.lead, found.sections) == ("Un.\n\nDeux.", [])


def test_questions_in_bold_are_headings_but_a_bold_sentence_is_not() -> None:
    asked = content(
        "<p>Bio.</p><p><strong>Pourquoi ?</strong></p><p>Parce que.</p><p><b>Et après ?</b></p><p>Rien.</p>"
    )
    assert [(s.heading, s.level) for s in asked.sections] == [("Pourquoi ?", 3), ("Et après ?", 3)]
    plain = content("<h2>Un</h2><p><strong>Attention.</strong></p><p>Suite.</p>")
    assert [s.heading for s in plain.sections] == ["Un"]
    assert plain.sections[0].text == "Attention.\n\nSuite."


def test_notes_leave_the_text_where_their_calls_stay() -> None:
    found = content(
        '<p>Un fait<sup><a href="#fn1" id="r1">1</a></sup>.</p><h3>Notes</h3>'
        '<ol><li id="fn1">La source. <a href="#r1">↩</a></li></ol>'
    )
    assert found.lead == "Un fait[1]."
    assert [(note.mark, note.text) for note in found.notes] == [("1", "La source.")]
    assert found.sections == []


def test_a_call_in_a_section_leads_to_its_note_and_headings_lose_theirs() -> None:
    found = content(
        '<h2>Le lac<sup><a href="#fn1">1</a></sup></h2><p>Profond<sup><a href="#fn2" id="r2">2</a></sup>, froid.</p>'
        '<p id="fn1">1. Un étang. <a href="#r1">↩</a></p><p id="fn2">2. Mesuré. <a href="#r2">↩</a></p>'
    )
    assert [note.mark for note in found.notes] == ["1", "2"]
    assert [(s.heading, s.text) for s in found.sections] == [("Le lac", "Profond[2], froid.")]
    assert '<a href="#note-2" rel="nofollow noopener">[2]</a>' in found.sections[0].html


def test_an_inner_link_is_not_a_note() -> None:
    found = content('<p><a href="#a">1</a> voir plus bas</p><h2 id="a">Partie</h2><p>Texte.</p>')
    assert found.notes == []
    assert found.lead == "1 voir plus bas"


def test_images_with_caption_credit_and_full_address() -> None:
    found = content(
        '<figure class="wp-caption"><a href="/f/grande.jpg"><img src="/f/grande-300x188.jpg" alt="Un pré"></a>'
        '<figcaption class="wp-caption-text">Le pré. <span class="credit">Photo : A. B.</span></figcaption></figure>'
        '<p><img data-src="lent.png" src="data:image/gif;base64,R0" alt=""></p><p>Texte © pas ici</p>'
        '<div class="wp-caption"><img src="x.gif"><p class="wp-caption-text">La baie (crédit photo : C. D.)</p></div>'
    )
    assert [(m.url, m.caption, m.credit, m.alt) for m in found.media if m.type == "image"] == [
        ("https://www.comedie.org/f/grande.jpg", "Le pré.", "Photo : A. B.", "Un pré"),
        (f"{URL}lent.png", None, None, None),
        (f"{URL}x.gif", "La baie", "crédit photo : C. D.", None),
    ]
    assert found.lead == "Texte © pas ici"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.youtube.com/embed/abcDEF12345?rel=0", ("youtube", "abcDEF12345")),
        ("https://www.youtube-nocookie.com/embed/abcDEF12345", ("youtube", "abcDEF12345")),
        ("http://www.youtube.com/v/abcDEF12345&hl=fr", None),
        ("https://www.youtube.com/watch?v=abcDEF12345&t=3", ("youtube", "abcDEF12345")),
        ("//youtu.be/abcDEF12345", ("youtube", "abcDEF12345")),
        ("https://www.dailymotion.com/embed/video/x7c0k2m", ("dailymotion", "x7c0k2m")),
        ("http://www.dailymotion.com/video/x7c0k2m_un-titre", ("dailymotion", "x7c0k2m")),
        ("https://dai.ly/x7c0k2m", ("dailymotion", "x7c0k2m")),
        ("https://player.vimeo.com/video/904417720?h=1", ("vimeo", "904417720")),
        ("https://vimeo.com/904417720", ("vimeo", "904417720")),
        ("https://www.youtube.com/channel/UCxyz", None),
        ("https://evil.example/youtube.com/embed/abcDEF12345", None),
        ("https://[", None),
    ],
)
def test_players(url: str, found: tuple[str, str] | None) -> None:
    assert video_at(url) == found


def test_players_leave_the_text_and_unknown_frames_are_told() -> None:
    found = content(
        '<iframe src="https://www.youtube.com/embed/abcDEF12345" title="Le film"></iframe><p>https://youtu.be/zyxWVU54321</p>'
        '<iframe src="https://cartes.example/x"></iframe><p>Fin.</p>'
    )
    assert [(m.provider, m.video_id, m.title) for m in found.media if m.type == "video"] == [
        ("youtube", "abcDEF12345", "Le film"),
        ("youtube", "zyxWVU54321", None),
    ]
    assert found.lost == [("https://cartes.example/x", "cadre ou lecteur externe inconnu, gardé comme lien")]
    assert found.anchors[-1].url == "https://cartes.example/x"
    assert found.lead == "Fin."


def test_documents_take_their_fullest_title() -> None:
    found = content(
        '<p>Voir <a href="/u/charte.pdf">ici</a>.</p><h4>Documents</h4>'
        '<ul><li><a href="/u/charte.pdf">La charte (PDF, 2 Mo)</a></li></ul>'
        '<p><a href="/u/plan.odt"><img src="i.png"></a></p>'
    )
    assert [(d.url.rpartition("/")[2], d.title, d.format) for d in found.documents] == [
        ("charte.pdf", "La charte", "application/pdf"),
        ("plan.odt", "plan.odt", "application/vnd.oasis.opendocument.text"),
    ]
    assert found.sections == []
    assert found.lead == "Voir ici."


def test_links_that_only_a_script_follows_are_links() -> None:
    found = content(
        """<p>On entend <a href="#" onclick="window.open('/popup/cher/','p','width=5');return false">ceci</a>.</p>
        <ul><li><a href="javascript:window.open('/popup/long/')">Cela</a></li></ul>"""
    )
    assert [anchor.url for anchor in found.anchors] == [
        "https://www.comedie.org/popup/cher/",
        "https://www.comedie.org/popup/long/",
    ]
    assert found.lead == "On entend ceci."


def test_a_mirror_s_full_address_of_the_page_leads_nowhere_either() -> None:
    found = content(
        f"""<p>Un texte.</p><ul><li><a href="{URL}" onclick="window.open('/popup/cher/')">Cela</a></li></ul>
        <ul><li><a href="/fiche/autre/" onclick="window.open('/popup/long/')">Une fiche</a></li></ul>"""
    )
    assert [anchor.url for anchor in found.anchors] == [
        "https://www.comedie.org/popup/cher/",
        "https://www.comedie.org/fiche/autre/",
    ]
    assert found.lead is not None
    assert "Cela" not in found.lead


HOSTILE = st.lists(
    st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<h2>",
                "</h2>",
                "<ul><li>",
                "</li></ul>",
                "<table><tr><td>",
                "<script>",
                "</script>",
            ),
            *(
                "<b>",
                "</b>",
                "<sup><a href='#fn1'>1</a></sup>",
                "<li id='fn1'>",
                "<br>",
                "<!--",
                "-->",
                "<svg onload=alert(1)>",
            ),
            *(
                "<a href='javascript:alert(1)'>",
                "</a>",
                "<img src=x onerror=alert(1)>",
                "<iframe src='//e.x/'>",
                "\x00",
                "&#0;",
                "&lt;",
            ),
            *(
                "mot",
                "autre",
                "l’eau",
                " ",
                "\u00a0",
                "<style>p{}</style>",
                "<form><input>",
                "<math><mi>",
                "<a name=x>",
                "<base href='//e'>",
            ),
        ]
    ),
    max_size=40,
).map("".join)


@given(HOSTILE)
def test_whatever_the_html_sections_are_harmless_and_lose_no_word(body: str) -> None:
    found = content(body)
    for section in found.sections:
        assert not re.search(r"<(?:script|style|iframe|img|svg|math|form|input|base)\b", section.html, re.IGNORECASE)
        assert not re.search(r"\son\w+\s*=|javascript:", re.sub(r">[^<]*<", "><", section.html), re.IGNORECASE)
        shown = html.fromstring(f"<div>{section.html}</div>").text_content()
        assert set(re.findall(r"\w+", shown)) <= set(re.findall(r"\w+", section.text))


@given(HOSTILE)
def test_cleaning_twice_changes_nothing(body: str) -> None:
    assert clean(clean(body)) == clean(body)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2014-02-18T10:00:00+01:00", "2014-02-18"),
        ("Publié le 1er août 2012", "2012-08-01"),
        ("18 févr. 2014", "2014-02-18"),
        ("le 3/4/2011", "2011-04-03"),
        ("March 7, 2015", "2015-03-07"),
        ("juillet 2005", "2005-07"),
        ("31 février 2014", None),
        ("La loi de 1976", None),
        ("", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert date_in(text) == date


def test_titles_without_the_sites_own_part() -> None:
    windows = [
        "Fichiers journaux - Serveur Apache",
        "Filtres - Serveur Apache",
        "Sécurité - avancée - Serveur Apache",
        "Accueil",
    ]
    repeated = repeated_parts(windows)
    assert [without_parts(window, repeated) for window in windows] == [
        "Fichiers journaux",
        "Filtres",
        "Sécurité - avancée",
        "Accueil",
    ]
    site, own = Heading("Le site", 1, "/h1[1]"), Heading("Module Filtres", 1, "/h1[2]")
    assert title_of("Filtres - Serveur Apache", (site, own), repeated) == ("Module Filtres", "/h1[2]")
    assert title_of("Filtres - Serveur Apache", (site,), repeated) == ("Filtres", None)
    assert title_of("", (site,), repeated) == ("Le site", "/h1[1]")
    assert title_of("", (), repeated) == ("", None)
