"""A WordPress export read item by item: the same records as the pages', and nothing that readers could not see."""

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import Archive
from crawler.archive_writer import ArchiveWriter, FileCapture
from crawler.cdxj import write_index
from crawler.request import HarvestRequest
from crawler.sources.wxr import WAY_IN
from crawler.wxr.media_types import CHANNEL_TYPE, ITEM_TYPE
from fixtures.legacy_site.posts import OLD_SLUGS
from fixtures.wxr import FORBIDDEN, export
from tests.crawler.wxr_files import HEAD, SITE, TAIL, item, meta
from tests.transform.conftest import MOMENT, Served, Workspace
from tests.transform.test_legacy_site import EXPECTED, FIELDS, path_of
from tests.transform.test_run import OTHER_THEME
from transform.exported import UNREADABLE
from transform.extract.wxr_channel import channel_in
from transform.extract.wxr_fields import ids_in
from transform.extract.wxr_paragraphs import with_paragraphs
from transform.extract.wxr_shortcodes import Picture, Shortcodes
from transform.extract.wxr_texturize import texturize
from transform.schema import Kind, LinkStatus, Record

SECRETS = ("camille.privee@exemple.test", "203.0.113.77", "Un commentaire privé")
COMMENT = (
    "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author><![CDATA[Camille]]></wp:comment_author>"
    f"<wp:comment_author_email><![CDATA[{SECRETS[0]}]]></wp:comment_author_email>"
    f"<wp:comment_author_IP>{SECRETS[1]}</wp:comment_author_IP>"
    f"<wp:comment_content><![CDATA[{SECRETS[2]}]]></wp:comment_content></wp:comment>"
)


def keep_items(workspace: Workspace, *items: tuple[str, str], head: str = "") -> None:
    """(address, XML) of each, beside what the archive has; `head` is the frame around them, not indexed."""
    writer = ArchiveWriter(workspace.archive, "test")
    known = list(Archive(workspace.archive).entries()) if (workspace.archive / "index.cdxj").exists() else []
    if head:
        writer.add_file(FileCapture("wxr:comedie/e.xml", MOMENT, (head + TAIL).encode(), "e.xml", CHANNEL_TYPE))
    known += [
        writer.add_file(FileCapture(url, MOMENT, xml.strip().encode(), "export.xml", ITEM_TYPE)) for url, xml in items
    ]
    writer.sync()
    write_index(workspace.archive, known)


def fiche(number: int, content: str, title: str = "Le loup", **values: Any) -> tuple[str, str]:
    return f"{SITE}/fiche/{number}/", item(number, title, content=content, **values)


def only(workspace: Workspace) -> Record:
    workspace.transform()
    (record,) = workspace.read()
    return record


def everything(records: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(records.iterdir()))


def harvest(workspace: Workspace, export_file: bytes) -> None:
    path = workspace.root / "comedie.xml"
    path.write_bytes(export_file)
    WAY_IN.harvest(
        HarvestRequest(str(path), workspace.archive, workspace.root / "ledger.sqlite", site="comedie"), lambda _: None
    )


# The bundled site: its export alone gives what the live site gives

#: Of what an export cannot know (`fixtures/truth/ways_in.json` says why), how the two are compared all the same.
DIFFERENCES: dict[str, Callable[[Any], Any]] = {
    "modified": lambda _: None,
    "videos": lambda videos: [(video["provider"], video["video_id"]) for video in videos],
}


def test_what_an_export_cannot_know_is_listed() -> None:
    told = json.loads(Path("fixtures/truth/ways_in.json").read_text(encoding="utf-8"))["wxr"]
    assert set(told) == {"records", *DIFFERENCES}


@pytest.fixture(scope="module", params=["well-formed", "with a vertical tab"])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("exported"))
    harvest(workspace, export("http://127.0.0.1:8013", well_formed=request.param == "well-formed"))
    workspace.transform()
    return workspace


def test_its_items_are_those_of_the_live_site(exported: Workspace) -> None:
    assert {record.id for record in exported.read()} == {f"comedie-{number}" for number in EXPECTED}


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_is_the_live_sites(exported: Workspace, field: str) -> None:
    ours, theirs = FIELDS[field]
    same = DIFFERENCES.get(field, lambda value: value)
    records = {record.source.native_id: record for record in exported.read()}
    wrong = {
        number: (ours(records[number]), theirs(truth))
        for number, truth in EXPECTED.items()
        if same(ours(records[number])) != same(theirs(truth))
    }
    assert wrong == {}


def test_links_and_old_addresses_lead_to_the_same_records(exported: Workspace) -> None:
    with (exported.records / "redirects.csv").open(encoding="utf-8", newline="") as file:
        rows = {path_of(row["old"]): row for row in csv.DictReader(file)}
    records = {record.source.native_id: record for record in exported.read()}
    for number, expected in EXPECTED.items():
        for old in (expected["path"], *expected["aliases"]):
            # A page's own short link is `?page_id=`; its export names it `?p=`, which leads there too.
            row = rows.get(old) or rows[f"/?p={number}"]
            assert (row["status"], row["archive"]) == ("301", "")
            assert row["new"].startswith(f"/notice/comedie-{number}")
        found = {link.record for link in records[number].links if link.record}
        assert {f"comedie-{one}" for one in (*expected["links"], *expected["opens"])} <= found
    for identifier, slugs in OLD_SLUGS.items():
        folder = EXPECTED[str(identifier)]["path"].rstrip("/").rpartition("/")[0]
        for slug in slugs:
            assert rows[f"{folder}/{slug}/"]["new"].startswith(f"/notice/comedie-{identifier}")


def test_what_readers_never_saw_stands_nowhere(exported: Workspace) -> None:
    raw = (exported.root / "comedie.xml").read_text(encoding="utf-8")
    written = everything(exported.records)
    assert [words for words in FORBIDDEN if words not in raw] == []
    assert [words for words in FORBIDDEN if words in written] == []
    assert not re.search(r"[?&](?:p|attachment_id)=(?:3|4)0\d{3}\b", written)
    assert "/fichier/" not in written


def test_a_live_harvest_and_an_export_agree_on_the_bundled_site(legacy: Workspace, tmp_path: Path) -> None:
    both = Workspace(tmp_path)
    shutil.copytree(legacy.archive, both.archive)
    origin = next(record.source.url for record in legacy.read()).split("/", 3)
    keep_items(both, *_items_of(export("/".join(origin[:3]), well_formed=True)))
    both.transform()
    live = {record.id: record for record in legacy.read()}
    merged = {record.id: record for record in both.read()}
    assert set(merged) == set(live)
    for identifier, record in merged.items():
        for part in ("title", "subtitle", "lead", "sections", "notes", "published", "modified", "media", "people"):
            assert getattr(record, part) == getattr(live[identifier], part), (identifier, part)
        assert record.source.template == "wordpress"
        assert set(live[identifier].source.aliases) <= set(record.source.aliases)
    assert [review for review in both.lines("reviews.jsonl") if "other_capture" in review] == []
    assert "/fichier/" in (both.records / "redirects.csv").read_text(encoding="utf-8")


def _items_of(file: bytes) -> Iterator[tuple[str, str]]:
    for xml in re.findall(r"<item>.*?</item>", file.decode(), re.DOTALL):
        if "[publish]" in xml or "[inherit]" in xml:
            link = re.search(r"<link>([^<]*)</link>", xml)
            assert link is not None
            yield link[1].replace("&amp;", "&"), xml


def test_no_word_of_its_texts_is_lost(exported: Workspace) -> None:
    reasons = {loss["reason"] for loss in exported.lines("losses.jsonl")}
    assert not [reason for reason in reasons if "mots" in reason]


def test_words_that_no_part_of_the_record_holds_are_told(workspace: Workspace) -> None:
    keep_items(workspace, fiche(1, 'Du texte.\n\n<object data="/animation.swf">Trois paroles perdues</object>'))
    assert only(workspace).lead == "Du texte."
    told = {(loss["what"], loss["text"]) for loss in workspace.lines("losses.jsonl")}
    assert ("text", "trois paroles perdues") in told


# One item


def test_the_raw_item_is_no_file_and_no_archived_page(workspace: Workspace) -> None:
    keep_items(workspace, (f"{SITE}/fiche/loup/", item(12, "Le loup", name="loup", more=COMMENT)))
    workspace.transform()
    written = everything(workspace.records)
    assert "/fichier/" not in written
    assert "/archive/" not in (workspace.records / "redirects.csv").read_text(encoding="utf-8")
    assert not any(secret in written for secret in SECRETS)


def test_an_item_becomes_a_record(workspace: Workspace) -> None:
    more = meta("subtitle", "Une l'histoire") + meta("_wp_old_slug", "ancien") + COMMENT
    more += '<category domain="post_tag" nicename="eau"><![CDATA[L\'eau]]></category>'
    more += "<wp:post_date><![CDATA[2011-04-01 23:30:00]]></wp:post_date>"
    more += "<wp:post_modified><![CDATA[2012-05-06 10:00:00]]></wp:post_modified>"
    content = "Un chapeau d'ici.\n\n<h2>Le contexte</h2>\nPremier\nalinéa.\n\nSecond <em>alinéa</em>."
    keep_items(
        workspace, (f"{SITE}/fiche/loup/", item(12, 'L\'eau &amp; "le loup"', content=content, name="loup", more=more))
    )
    record = only(workspace)
    assert (record.id, record.kind, record.source.native_id) == ("comedie-12", Kind.EXPERIENCE, "12")
    assert (record.title, record.subtitle) == (
        "L’eau & « le loup »".replace("« ", "«\xa0").replace(" »", "\xa0»"),
        "Une l'histoire",
    )
    assert record.lead == "Un chapeau d’ici."
    assert [(one.heading, one.text) for one in record.sections] == [
        ("Le contexte", "Premier\nalinéa.\n\nSecond alinéa.")
    ]
    assert (record.published, record.modified) == ("2011-04-01", "2012-05-06")
    assert record.terms == {"tag": ["L'eau"]}
    assert {f"{SITE}/?p=12", f"{SITE}/fiche/ancien/"} <= set(record.source.aliases)
    assert record.provenance["/title"].rule == "wxr.title"
    assert record.provenance["/sections/0"].selector is not None
    assert record.provenance["/sections/0"].selector.value == "/item/content:encoded"  # type: ignore[union-attr]


@pytest.mark.parametrize("status", ["draft", "private", "trash", "future", "pending", "auto-draft", "tout-autre"])
def test_what_is_not_published_is_nothing(workspace: Workspace, status: str) -> None:
    """Even where an archive holds it in its index."""
    keep_items(workspace, fiche(1, "Public."), fiche(2, "Un secret.", "Secret", status=status))
    assert only(workspace).id == "comedie-1"
    assert "ecret" not in everything(workspace.records)


@pytest.mark.parametrize("kind", ["revision", "nav_menu_item", "wp_block", "wpcf7_contact_form", "acf-field"])
def test_tools_of_the_site_are_nothing(workspace: Workspace, kind: str) -> None:
    keep_items(workspace, fiche(1, "Public."), (f"{SITE}/?p=2", item(2, "Outil", content="Un secret.", kind=kind)))
    assert only(workspace).id == "comedie-1"
    written = everything(workspace.records)
    assert "Outil" not in written
    assert "?p=2" not in written


def test_a_password_hides(workspace: Workspace) -> None:
    keep_items(workspace, fiche(1, "Public."), fiche(2, "Un secret.", "Secret", password="x"))
    assert only(workspace).id == "comedie-1"
    assert "ecret" not in everything(workspace.records)


def test_a_page_that_asks_for_a_password_hides_its_older_export(workspace: Workspace) -> None:
    form = '<html><head><meta name="generator" content="WordPress 5"></head><body class="single postid-2">'
    form += '<form class="post-password-form" action="/wp-login.php?action=postpass"></form></body></html>'
    keep_items(workspace, fiche(1, "Public."), fiche(2, "Un secret.", "Secret"))
    workspace.keep([Served(f"{SITE}/fiche/2/", form)])
    assert only(workspace).id == "comedie-1"
    assert "Un secret" not in everything(workspace.records)


def test_an_item_that_cannot_be_read_is_told(workspace: Workspace) -> None:
    keep_items(workspace, fiche(1, "Public."), (f"{SITE}/fiche/2/", "pas du XML"))
    assert only(workspace).id == "comedie-1"
    assert [(one["url"], one["reason"]) for one in workspace.lines("losses.jsonl")] == [
        (f"{SITE}/fiche/2/", UNREADABLE)
    ]


def test_an_unknown_type_has_pages_where_its_permalink_is_an_address(workspace: Workspace) -> None:
    keep_items(
        workspace,
        (f"{SITE}/actu/un/", item(1, "Une", kind="actu", link=f"{SITE}/actu/un/")),
        (f"{SITE}/?p=2", item(2, "Deux", kind="reglage", link=f"{SITE}/?post_type=reglage&#038;p=2")),
    )
    assert only(workspace).id == "comedie-1"


# What stands around the items


def test_authors_and_language_come_from_the_frame_and_no_e_mail_does(workspace: Workspace) -> None:
    authors = (
        "<language>en-US</language>"
        "<wp:author><wp:author_login>marie</wp:author_login><wp:author_email>m@x.test</wp:author_email>"
        "<wp:author_display_name>Marie Le Goff</wp:author_display_name></wp:author>"
    )
    keep_items(workspace, fiche(1, 'Some "quoted" words.'), head=HEAD + authors)
    record = only(workspace)
    assert [(person.name, person.role) for person in record.people] == [("Marie Le Goff", "auteur")]
    assert (record.language, record.lead) == ("en", "Some “quoted” words.")
    assert "m@x.test" not in everything(workspace.records)
    assert "secret@" not in everything(workspace.records)


@pytest.mark.parametrize("shown", ["marie", "marie@x.test", "", "x" * 200])
def test_an_account_is_no_author(shown: str) -> None:
    author = f"<author><author_login>marie</author_login><author_display_name>{shown}</author_display_name></author>"
    assert channel_in(f"<rss><channel>{author}</channel></rss>".encode()).authors == {}
    assert channel_in(b"<rss><chan").authors == {}


def test_attached_files_thumbnail_gallery_and_menu(workspace: Workspace) -> None:
    def file(number: int, name: str, parent: int = 0) -> tuple[str, str]:
        url = f"<wp:attachment_url>{SITE}/wp-content/uploads/{name}</wp:attachment_url>"
        alt = meta("_wp_attachment_image_alt", f"alt {name}")
        xml = item(number, name, kind="attachment", status="inherit", parent=parent, more=url + alt)
        return f"{SITE}/?attachment_id={number}", xml

    def entry(number: int, order: int, target: int = 0, label: str = "", above: int = 0) -> tuple[str, str]:
        more = f"<wp:menu_order>{order}</wp:menu_order>" + meta("_menu_item_menu_item_parent", str(above))
        more += meta("_menu_item_type", "post_type" if target else "custom")
        more += meta("_menu_item_object_id", str(target or number))
        more += '<category domain="nav_menu" nicename="p"><![CDATA[P]]></category>'
        return f"{SITE}/?p={number}", item(number, label, kind="nav_menu_item", content="", more=more)

    keep_items(
        workspace,
        (f"{SITE}/etapes/a/", item(1, "A", kind="etapes", link=f"{SITE}/etapes/a/", more=meta("_thumbnail_id", "20"))),
        (
            f"{SITE}/etapes/b/",
            item(2, "B", kind="etapes", link=f"{SITE}/etapes/b/", content='x\n\n[gallery ids="21,22"]'),
        ),
        *(file(20, "loup.jpg"), file(21, "lac.jpg"), file(22, "mont.png"), file(23, "guide.pdf", 1)),
        *(entry(30, 1, label="1. Avant"), entry(31, 2, 2, above=30), entry(32, 3, 1, above=30)),
    )
    workspace.transform()
    first, second = workspace.read()
    assert [medium.url.rpartition("/")[2] for medium in first.media] == ["loup.jpg"]
    assert [(d.url.rpartition("/")[2], d.format) for d in first.documents] == [("guide.pdf", "application/pdf")]
    assert [medium.url.rpartition("/")[2] for medium in second.media] == ["lac.jpg", "mont.png"]
    steps = [(record.step.chapter, record.step.position) for record in (first, second) if record.step]
    assert steps == [("1. Avant", 2), ("1. Avant", 1)]


def test_a_reusable_block_is_part_of_the_text(workspace: Workspace) -> None:
    keep_items(
        workspace,
        fiche(1, '<!-- wp:paragraph --><p>Avant.</p><!-- /wp:paragraph --><!-- wp:block {"ref":9} /-->'),
        (f"{SITE}/?p=9", item(9, "Bloc", kind="wp_block", content="<!-- wp:paragraph --><p>Partagé.</p>")),
    )
    assert only(workspace).lead == "Avant.\n\nPartagé."


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12", ["12"]),
        ("12, 13", ["12", "13"]),
        ('a:2:{i:0;s:2:"12";i:1;s:2:"13";}', ["12", "13"]),
        ("a:2:{i:0;i:12;i:1;i:13;}", ["12", "13"]),
        ("12 rue des Lilas", []),
        ("", []),
    ],
)
def test_ids_as_fields_hold_them(value: str, expected: list[str]) -> None:
    assert ids_in(value) == expected


# A page and an export of one item


def page(number: int, title: str, **changes: str) -> Served:
    html = OTHER_THEME.format(number=number, type="fiche", path=f"/fiche/{number}/", title=title, origin=SITE)
    for old, new in changes.items():
        html = html.replace(
            {"day": "2015-03-07T", "subtitle": '<h3 class="post-subtitle">Un sous-titre</h3>'}[old], new
        )
    return Served(f"{SITE}/fiche/{number}/", html)


SAME = 'Chapeau de la page.\n\n<h2>Contexte</h2>\nDu texte, <a href="/?p=12">un lien</a>.'
DATED = "<wp:post_date>2015-03-07 09:00:00</wp:post_date>"


def test_the_page_is_the_base_and_the_export_fills_it(workspace: Workspace) -> None:
    more = meta("subtitle", "Le sous-titre du champ") + meta("_wp_old_slug", "ancien") + DATED
    workspace.keep([page(1, "L’eau", subtitle="")])
    keep_items(workspace, (f"{SITE}/fiche/1/", item(1, "L'eau", content=SAME, name="1", more=more)))
    record = only(workspace)
    assert (record.source.template, record.title, record.subtitle) == ("wordpress", "L’eau", "Le sous-titre du champ")
    assert record.provenance["/subtitle"].rule == "wxr.subtitle"
    assert f"{SITE}/fiche/ancien/" in record.source.aliases
    assert [person.name for person in record.people] == ["Paul Ricœur"]
    assert workspace.lines("reviews.jsonl") == []
    assert record.quality.reviews == 0
    assert any(link.status is LinkStatus.UNKNOWN or link.record for link in record.links)


@pytest.mark.parametrize(
    ("title", "content", "day", "field", "ours", "theirs"),
    [
        ("Le feu", SAME, DATED, "/title", "L’eau", "Le feu"),
        ("L'eau", SAME, DATED.replace("07", "09"), "/published", "2015-03-07", "2015-03-09"),
        ("L'eau", SAME.replace("Du texte", "Trois mots"), DATED, "/sections", "du, texte", "trois, mots"),
    ],
)
def test_disagreement_is_asked_with_both_captures(
    workspace: Workspace, title: str, content: str, day: str, field: str, ours: str, theirs: str
) -> None:
    workspace.keep([page(1, "L’eau")])
    keep_items(workspace, (f"{SITE}/fiche/1/", item(1, title, content=content, more=day)))
    record = only(workspace)
    (review,) = workspace.lines("reviews.jsonl")
    assert (review["record"], review["field"]) == ("comedie-1", field)
    assert (review["proposed"], review["other"]) == (ours, theirs)
    assert review["capture"] == review["other_capture"] == f"20261122100000/{SITE}/fiche/1/"
    assert (record.title, record.quality.reviews) == ("L’eau", 1)


def test_a_page_that_says_more_is_asked_nothing(workspace: Workspace) -> None:
    workspace.keep([page(1, "L’eau")])
    shorter = SAME.replace("Chapeau de la page.\n\n", "")
    keep_items(workspace, (f"{SITE}/fiche/1/", item(1, "L'eau", content=shorter, more=DATED)))
    assert only(workspace).lead == "Chapeau de la page."
    assert workspace.lines("reviews.jsonl") == []


# As WordPress displays


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("l'eau et l'<em>air</em>", "l’eau et l’<em>air</em>"),
        ('Il dit "oui", puis "non".', "Il dit «_oui_», puis «_non_»."),
        ('(voir "ici")', "(voir «_ici_»)"),
        ('d\'"équilibre"', "d’«_équilibre_»"),
        ("Attendre...", "Attendre…"),
        ("un - deux -- trois --- quatre, peut-être", "un – deux — trois — quatre, peut-être"),
        ("1998--2003", "1998–2003"),
        ("les années '90", "les années ’90"),
        ("un tuyau de 12\" et 5'", "un tuyau de 12″ et 5′"),
        ('"une pièce de 12"', "«_une pièce de 12_»"),
        ("3x4 et 0x1F", "3×4 et 0x1F"),
        ("<code>l'eau</code> <pre>\"x\"</pre> l'eau", '<code>l\'eau</code> <pre>"x"</pre> l’eau'),
        ("<a title=\"l'eau\">l'eau</a>", '<a title="l\'eau">l’eau</a>'),
        ("[caption caption=\"l'eau\"]l'eau[/caption]", '[caption caption="l\'eau"]l’eau[/caption]'),
        ("« déjà » l’eau", "« déjà » l’eau"),
    ],
)
def test_texts_are_shown_as_wordpress_shows_them(typed: str, shown: str) -> None:
    assert texturize(typed) == shown.replace("_", "\xa0")


def test_quotes_follow_the_language() -> None:
    assert texturize('the "wolf\'s" way', "en") == "the “wolf’s” way"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Un\n\nDeux", "<p>Un</p><p>Deux</p>"),
        ("Un\r\nligne", "<p>Un<br>ligne</p>"),
        ("<h2>T</h2>\nTexte", "<h2>T</h2><p>Texte</p>"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<blockquote>a\n\nb</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<p>déjà</p>\n\n<p>là</p>", "<p>déjà</p><p>là</p>"),
        ("a<br><br>b", "<p>a</p><p>b</p>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("<div>a</div>\nb", "<div>a</div><p>b</p>"),
        ("<strong>a</strong>\n\n<em>b</em>", "<p><strong>a</strong></p><p><em>b</em></p>"),
        ("a</div></ul>\n\nb", "<p>a</p></div></ul><p>b</p>"),
    ],
)
def test_paragraphs_come_from_blank_lines(typed: str, shown: str) -> None:
    found = with_paragraphs(typed)
    assert (found if "<pre>" in shown else re.sub(r"\n", "", found)) == shown


def test_a_text_of_blocks_is_left_alone() -> None:
    text = "<!-- wp:paragraph -->\n<p>a\nb</p>\n<!-- /wp:paragraph -->"
    assert with_paragraphs(text) == text


@pytest.mark.parametrize(
    ("typed", "shown", "lost"),
    [
        (
            '[caption id="a" width="3"]<a href="u"><img src="i"></a> Une <em>l</em>[/caption]',
            (
                '<figure class="wp-caption"><a href="u"><img src="i"></a>'
                '<figcaption class="wp-caption-text">Une <em>l</em></figcaption></figure>'
            ),
            0,
        ),
        (
            '[wp_caption caption="A &amp; B"]<img src="i">[/wp_caption]',
            (
                '<figure class="wp-caption"><img src="i">'
                '<figcaption class="wp-caption-text">A &amp; B</figcaption></figure>'
            ),
            0,
        ),
        ("[embed]https://youtu.be/abcdefgh[/embed]", "<p>https://youtu.be/abcdefgh</p>", 0),
        ("[youtube abcdefgh]", "<p>https://www.youtube.com/watch?v=abcdefgh</p>", 0),
        ('[video mp4="/f.mp4"][/video]', '<video src="/f.mp4"></video>', 0),
        ('[audio mp3="/f.mp3"]', '<p><a href="/f.mp3">/f.mp3</a></p>', 0),
        ('[gallery ids="7"]', '<figure class="wp-caption"><img src="i" alt="a"></figure>', 0),
        ("[gallery]", '<figure class="wp-caption"><img src="i" alt="a"></figure>', 0),
        ('[gallery ids="8"]', "", 1),
        ('[vc_row a="1"]des mots[/vc_row]', "des mots", 1),
        ("[toc]", "", 1),
        ("mots [sic] et [le maire] et [...]", "mots [sic] et [le maire] et [...]", 0),
        ("[[gallery]]", "[gallery]", 0),
        (
            "x[ref]une note[/ref]",
            'x<sup><a href="#fn-1">1</a></sup><ol class="footnotes"><li id="fn-1">une note</li></ol>',
            0,
        ),
        ("[caption]sans fin", '<figure class="wp-caption"></figure>sans fin', 0),
    ],
)
def test_shortcodes_are_carried_out_or_told(typed: str, shown: str, lost: int) -> None:
    shortcodes = Shortcodes({"7": Picture("i", "a")}, ("7",))
    assert shortcodes.carried_out(typed).replace("\n", "") == shown
    assert len(shortcodes.lost) == lost


@pytest.mark.parametrize(
    "hostile",
    [
        *("<" * 200_000, "[" * 200_000, "[caption]" * 20_000, "[ref]" * 20_000, '"' * 100_000, "'" * 100_000),
        *("\n" * 200_000, "<div>" * 50_000, "[a_b " * 50_000, "<!--" * 50_000, "</p>" * 50_000, "a\n\n" * 50_000),
        " -" * 100_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_hostile_texts_cost_no_more_than_their_length(workspace: Workspace, hostile: str) -> None:
    keep_items(workspace, fiche(1, "Public."), fiche(2, hostile.replace("]]>", "")))
    workspace.transform()
    assert "comedie-1" in {record.id for record in workspace.read()}


def test_script_never_survives(workspace: Workspace) -> None:
    content = '<h2>T</h2>Texte<script>alert(1)</script>\n\n<p onclick="x()">b</p>[embed]javascript:alert(1)[/embed]'
    keep_items(workspace, fiche(1, content))
    written = json.dumps([section.html for section in only(workspace).sections])
    assert not re.search("alert|onclick|script", written)


# Several sources, several processes


def test_an_export_of_another_host_is_the_same_item(workspace: Workspace) -> None:
    """A staging copy was harvested, the production exported."""
    copy = page(1, "L’eau")
    workspace.keep([Served(copy.url.replace("www.comedie.org", "preprod.example"), copy.body)])
    keep_items(workspace, (f"{SITE}/fiche/1/", item(1, "L'eau", content=SAME, more=DATED + meta("_wp_old_slug", "x"))))
    record = only(workspace)
    assert record.source.template == "wordpress"
    assert f"{SITE}/fiche/1/" in record.source.aliases


def test_the_id_survives_a_second_source(workspace: Workspace) -> None:
    keep_items(workspace, (f"{SITE}/fiche/1/", item(1, "L'eau", content=SAME, more=DATED)))
    first = only(workspace)
    workspace.keep([page(1, "L’eau")])
    second = only(workspace)
    assert (first.id, first.source.template) == ("comedie-1", "wxr")
    assert (second.id, second.source.template) == ("comedie-1", "wordpress")
    assert len(workspace.lines("register.jsonl")) == 1


def test_processes_change_no_byte(exported: Workspace, tmp_path: Path) -> None:
    twin = Workspace(tmp_path)
    (tmp_path / "archive").symlink_to(exported.archive)
    shutil.copy(exported.root / "ledger.sqlite", tmp_path / "ledger.sqlite")
    twin.transform(processes=2)
    assert twin.files() == exported.files()
