"""A WordPress export as a source, well-formed or not."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.capture import RecordType
from crawler.errors import HarvestError
from crawler.harvest import harvest, ways_in
from crawler.ledger import Ledger
from crawler.outcome import Outcome
from crawler.sources.wxr import WAY_IN, WxrReport
from crawler.wxr.item import fields_of, read_item
from crawler.wxr.media_types import CHANNEL_TYPE, ITEM_TYPE
from tests.crawler.web import Site, Workspace, answer, page
from tests.crawler.wxr_files import HEAD, SITE, TAIL, item, meta, written

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "comedie.wordpress.xml"


def read(workspace: Workspace, path: Path, **options: object) -> WxrReport:
    report = workspace.harvest(str(path), site="comedie", **options)
    assert isinstance(report, WxrReport)
    return report


def all_records(workspace: Workspace) -> list[tuple[str, str, bytes]]:
    """(URL, type, block) of every resource record, indexed or not."""
    from warcio.archiveiterator import ArchiveIterator

    found = []
    for archive in sorted(workspace.archive_folder.glob("*.warc.gz")):
        with archive.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                if record.rec_type == "resource":
                    headers = record.rec_headers
                    block = record.content_stream().read()
                    found.append((headers.get_header("WARC-Target-URI"), headers.get_header("Content-Type"), block))
    return found


def payloads(workspace: Workspace) -> dict[str, bytes]:
    return {entry.url: workspace.archive.read(entry).payload for entry in workspace.archive.entries()}


# A sound export


def test_each_item_is_a_record_at_its_permalink_with_its_exact_bytes(workspace: Workspace, path: Path) -> None:
    first, second = item(1, name="eau"), item(2, "Deuxième", kind="page", link=f"{SITE}/qui/")
    report = read(workspace, written(path, first, second))

    assert report.complete
    assert (report.items, report.strict_items, report.malformed, report.repaired) == (2, 2, None, 0)
    assert report.types == (("fiche", 1), ("page", 1))
    assert payloads(workspace) == {
        f"{SITE}/fiche/eau/": first.strip().encode(),
        f"{SITE}/qui/": second.strip().encode(),
    }
    entry = workspace.archive.entries()[0]
    assert (entry.record_type, entry.mime, entry.status) == (RecordType.RESOURCE, ITEM_TYPE, None)
    assert entry.timestamp == "20200303101112"
    row = workspace.rows()[f"{SITE}/fiche/eau/"]
    assert row.outcome is Outcome.CAPTURED
    assert row.reason == "élément 1 (fiche) de l’export comedie.wordpress.xml"
    assert row.found_on == "wxr:comedie/comedie.wordpress.xml"


def test_a_payload_is_read_without_its_file(workspace: Workspace, path: Path) -> None:
    read(workspace, written(path, item(1, "Eau &amp; air", content="<p>a</p>", more=meta("sous_titre", "b"))))
    element, repairs = read_item(next(iter(payloads(workspace).values())))
    assert repairs == []
    assert (
        element.findtext("{http://wordpress.org/export/1.2/}postmeta/{http://wordpress.org/export/1.2/}meta_value")
        == "b"
    )
    fields = fields_of(element)
    assert (fields.id, fields.type, fields.title, fields.content) == (1, "fiche", "Eau & air", "<p>a</p>")


def test_without_a_date_of_its_own_the_export_has_that_of_the_harvest(workspace: Workspace, path: Path) -> None:
    read(workspace, written(path, item(1), head=HEAD.replace("<pubDate>Tue, 03 Mar 2020 10:11:12 +0000</pubDate>", "")))
    assert workspace.archive.entries()[0].captured.year >= 2024


def test_every_type_is_kept(workspace: Workspace, path: Path) -> None:
    image = item(5, kind="attachment", status="inherit", link=f"{SITE}/eau/photo/", parent=1,
                 more=f"<wp:attachment_url>{SITE}/wp-content/uploads/photo.jpg</wp:attachment_url>")  # fmt: skip
    menu = item(6, kind="nav_menu_item", link="")
    report = read(workspace, written(path, item(1), image, menu))

    outcomes = workspace.outcomes(SITE)
    assert outcomes["/eau/photo/"] is Outcome.CAPTURED
    assert outcomes["/?post_type=nav_menu_item&p=6"] is Outcome.CAPTURED
    assert outcomes["/wp-content/uploads/photo.jpg"] is Outcome.ABSENT
    assert workspace.rows()[f"{SITE}/wp-content/uploads/photo.jpg"].found_on == f"{SITE}/eau/photo/"
    assert dict(report.types) == {"fiche": 1, "attachment": 1, "nav_menu_item": 1}
    assert report.complete


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"status": "draft"}, "brouillon"),
        ({"status": "pending"}, "en attente de relecture"),
        ({"status": "future"}, "publication programmée"),
        ({"status": "private"}, "privé"),
        ({"status": "trash"}, "à la corbeille"),
        ({"status": "mystere"}, "statut « mystere »"),
        ({"password": "sésame"}, "protégé par mot de passe"),
        ({"kind": "revision", "status": "inherit"}, "ancienne version"),
        ({"status": "inherit", "kind": "attachment", "parent": 9}, "joint à un élément non publié (brouillon)"),
    ],
)
def test_what_readers_could_not_see_is_kept_but_not_indexed(
    workspace: Workspace, path: Path, changed: dict[str, str], why: str
) -> None:
    hidden = item(3, content="un secret", **changed)  # type: ignore[arg-type]
    parent = item(9, status="draft")
    report = read(workspace, written(path, hidden, item(1), parent))

    rows = [row for row in workspace.rows().values() if why in row.reason and "élément 3" in row.reason]
    assert [row.outcome for row in rows] == [Outcome.EXCLUDED]
    assert report.hidden == 2
    assert not any(b"secret" in payload for payload in payloads(workspace).values())
    assert any(b"un secret" in block for _, _, block in all_records(workspace))
    assert report.complete


def test_a_draft_stands_at_its_id(workspace: Workspace, path: Path) -> None:
    read(workspace, written(path, item(3, status="draft", link=f"{SITE}/?post_type=fiche&#038;p=3"), item(1)))
    assert workspace.outcomes(SITE)["/?p=3"] is Outcome.EXCLUDED


def test_other_addresses_of_an_item_are_aliases(workspace: Workspace, path: Path) -> None:
    read(
        workspace, written(path, item(7, name="l-eau", more=meta("_wp_old_slug", "eau") + meta("_wp_old_slug", "leau")))
    )
    with Ledger.open(workspace.ledger_file) as ledger:
        assert {alias for alias, url in ledger.aliases() if url == f"{SITE}/fiche/l-eau/"} == {
            f"{SITE}/?p=7",
            f"{SITE}/?post_type=fiche&p=7",
            f"{SITE}/fiche/eau/",
            f"{SITE}/fiche/leau/",
        }


def test_two_items_never_share_an_address(workspace: Workspace, path: Path) -> None:
    read(workspace, written(path, item(1, name="x"), item(2, name="x"), item(2, name="x")))
    assert set(payloads(workspace)) == {f"{SITE}/fiche/x/", f"{SITE}/?p=2", "wxr:comedie/3"}


def test_links_to_pages_of_the_site_that_it_does_not_hold_are_absent(workspace: Workspace, path: Path) -> None:
    content = f'<a href="{SITE}/fiche/2/">a</a><a href="/liste/">La liste</a><a href="http://b.org/">b</a>'
    content += '<a href="/?p=2">c</a>'
    read(workspace, written(path, item(1, content=content), item(2)))
    absent = {url for url, outcome in workspace.outcomes().items() if outcome is Outcome.ABSENT}
    assert absent == {f"{SITE}/liste/"}
    assert workspace.rows()[f"{SITE}/liste/"].link_text == "La liste"


def test_rules_are_obeyed(workspace: Workspace, path: Path) -> None:
    read(workspace, written(path, item(1), item(2)), exclude=("/fiche/2/",))
    row = workspace.rows()[f"{SITE}/fiche/2/"]
    assert (row.outcome, row.reason) == (Outcome.EXCLUDED, "exclue par la règle « /fiche/2/ »")


# Exports that are no well-formed XML


@pytest.mark.parametrize(
    ("bad", "read_as", "what"),
    [
        ("avant\x0baprès", "avant\naprès", "caractère interdit U+000B"),
        ("avant\x0caprès", "avant\naprès", "caractère interdit U+000C"),
        ("a\x00b\x01c\x1fd", "abcd", "caractère interdit U+0000"),
        ("a\uffffb", "ab", "caractère interdit U+FFFF"),
        ("a\ufffeb", "ab", "caractère interdit U+FFFE"),
        (b"d\xe9j\xe0 l\x92eau", "déjà l’eau", "octets e9 illisibles en UTF-8"),
        (b"a\xed\xa0\x80b", None, "octets ed a0 80 illisibles en UTF-8"),
    ],
)
@pytest.mark.parametrize("where", ["content", "title"])
def test_what_xml_forbids_is_mended_and_told(
    workspace: Workspace, path: Path, bad: str | bytes, read_as: str | None, what: str, where: str
) -> None:
    raw = bad.encode("utf-8", "surrogatepass") if isinstance(bad, str) else bad
    sick = item(2, **{where: "ICI"}).encode().replace(b"ICI", raw)  # type: ignore[arg-type]
    report = read(workspace, written(path, item(1), sick, item(3)))

    assert payloads(workspace)[f"{SITE}/fiche/2/"] == sick.strip()
    assert len(payloads(workspace)) == 3
    assert report.malformed is not None
    repair = report.repairs[0]
    assert repair.what == what
    first = re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|\xed|\xe9", raw)
    assert first is not None
    assert repair.place == path.read_bytes().index(raw) + first.start()
    assert f"(octet {repair.place})" in workspace.rows()[f"{SITE}/fiche/2/"].reason
    if read_as is not None:
        fields = fields_of(read_item(sick.strip())[0])
        assert fields.content == read_as if where == "content" else fields.title == " ".join(read_as.split())
    assert report.complete


@pytest.mark.parametrize(
    ("title", "read_as", "what"),
    [
        ("R&D", "R&D", "« & » isolé"),
        ("caf&eacute;&nbsp;noir", "café noir", "entité « &eacute; » non déclarée"),
        ("&inconnue;", "&inconnue;", "entité « &inconnue; » non déclarée"),
        ("a&#11;b&#x1;c", "a bc", "caractère interdit U+000B"),
        ("a&#xD800;", "a", "caractère interdit U+D800"),
    ],
)
def test_undeclared_entities_outside_cdata(
    workspace: Workspace, path: Path, title: str, read_as: str, what: str
) -> None:
    sick = item(2, title, content="R&D caf&eacute;")
    report = read(workspace, written(path, item(1), sick))
    assert report.repairs[0].what == what
    fields = fields_of(read_item(payloads(workspace)[f"{SITE}/fiche/2/"])[0])
    assert fields.title == read_as
    assert fields.content == "R&D caf&eacute;"


def test_a_well_formed_export_is_left_as_it_is(workspace: Workspace, path: Path) -> None:
    tricky = '<!-- wp:html --><script>//<![CDATA[\nif (a && b) x("</item>")\n//]]]]><![CDATA[></script> \x85 &nbsp;'
    report = read(
        workspace, written(path, item(1, content=tricky), "<!-- <item><title>non</title></item> -->", item(2))
    )
    assert (report.items, report.repaired, report.malformed) == (2, 0, None)
    assert b"]]]]>" in payloads(workspace)[f"{SITE}/fiche/1/"]


@pytest.mark.parametrize("at", [0.3, 0.6, 0.95])
def test_a_cut_file_gives_its_whole_items_and_says_so(workspace: Workspace, path: Path, at: float) -> None:
    items = [item(number, content="<p>texte</p>" * 20) for number in range(1, 4)]
    whole = "".join([HEAD, *items]).encode()
    path.write_bytes(whole[: len(HEAD.encode()) + int(at * len("".join(items).encode()))])
    report = read(workspace, path)

    assert not report.complete
    assert "coupé" in workspace.rows()["wxr:comedie/comedie.wordpress.xml"].reason
    assert report.malformed is not None
    complete = int(at * 3)
    assert len(payloads(workspace)) == complete
    assert len([kind for _, kind, _ in all_records(workspace) if kind == ITEM_TYPE]) == complete + 1


def test_a_file_cut_between_two_items_is_noticed(workspace: Workspace, path: Path) -> None:
    report = read(workspace, written(path, item(1), item(2), tail=""))
    assert len(payloads(workspace)) == 2
    assert not report.complete


@pytest.mark.parametrize(
    "sick",
    [
        item(2, content="ouvert").replace("ouvert]]>", "ouvert"),
        item(2, content="ouvert").replace("\t</item>\n", ""),
        item(2).replace("</wp:status>", ""),
        item(2).replace("]]></dc:creator>", ""),
    ],
    ids=["open-cdata", "no-end", "no-end-of-field", "open-cdata-of-author"],
)
def test_one_broken_item_costs_no_other(workspace: Workspace, path: Path, sick: str) -> None:
    report = read(workspace, written(path, item(1), sick, item(3), item(4)))
    assert report.items == 4
    assert report.repaired
    found = {fields_of(read_item(payload)[0]).id for payload in payloads(workspace).values()}
    assert found == {1, 2, 3, 4}


def test_the_wrong_encoding_declared_as_such(workspace: Workspace, path: Path) -> None:
    written(path, item(1, "Été").encode("cp1252"), head=HEAD.replace("UTF-8", "ISO-8859-1").replace("é", "e"))
    report = read(workspace, path)
    assert (report.repaired, report.malformed) == (0, None)
    assert workspace.rows()[f"{SITE}/fiche/1/"].link_text == "Été"


def test_an_export_in_utf_16_is_told_what_to_do(workspace: Workspace, path: Path) -> None:
    path.write_bytes(f"{HEAD}{item(1)}{TAIL}".encode("utf-16"))
    with pytest.raises(HarvestError, match=r"UTF-16.*enregistrez-le en UTF-8"):
        read(workspace, path)


def test_entities_of_a_document_type_are_never_expanded(workspace: Workspace, path: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mot de passe")
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    bomb += "".join(f'<!ENTITY {two} "{f"&{one};" * 10}">' for one, two in zip("bcdefgh", "cdefghi", strict=True))
    bomb += f'<!ENTITY fichier SYSTEM "file://{secret}">]>\n<rss'
    read(workspace, written(path, item(1, "&i;"), item(2, "&fichier;"), head=HEAD.replace("<rss", bomb, 1)))
    assert {row.link_text for row in workspace.rows().values()} == {"", "&i;", "&fichier;"}


def test_a_hostile_file_is_read_in_bounded_time(workspace: Workspace, path: Path) -> None:
    junk = "<item><title>a</title><![CDATA[" * 3_000 + "<!--" * 20_000 + "<?" * 20_000 + "</item>" * 3_000
    report = read(workspace, written(path, item(1), junk, tail=""))
    assert f"{SITE}/fiche/1/" in payloads(workspace)
    assert not report.complete


def test_too_large_an_item_fails_alone(workspace: Workspace, path: Path) -> None:
    report = read(workspace, written(path, item(1), item(2, content="x" * 17_000_000), item(3)))
    assert set(payloads(workspace)) == {f"{SITE}/fiche/1/", f"{SITE}/fiche/3/"}
    assert "17000" in report.last_problem
    assert report.exit_code == 3


def test_no_e_mail_is_ever_told(workspace: Workspace, path: Path) -> None:
    sick = item(2, "a\x0bb", more="<wp:comment_author_email>lecteur@prive.example</wp:comment_author_email>")
    report = read(workspace, written(path, item(1), sick, tail=""))
    told = repr(report) + repr(workspace.rows()) + repr(workspace.progress)
    with Ledger.open(workspace.ledger_file) as ledger:
        told += ledger.fact("wxr repairs comedie.wordpress.xml") or ""
    assert "@prive" not in told
    assert "secret@" not in told
    assert any(kind == CHANNEL_TYPE and b"secret@" in block for _, kind, block in all_records(workspace))


# Again, and together with others


def test_a_second_run_keeps_only_what_changed(workspace: Workspace, path: Path) -> None:
    read(workspace, written(path, item(1), item(2), item(3)))
    report = read(workspace, written(path, item(1), item(2, "Autre titre")))
    assert workspace.outcomes(SITE) | {"wxr:comedie/comedie.wordpress.xml": None} == {
        "/fiche/1/": Outcome.UNCHANGED,
        "/fiche/2/": Outcome.CAPTURED,
        "/fiche/3/": Outcome.ABSENT,
        "wxr:comedie/comedie.wordpress.xml": None,
    }
    assert len(workspace.archive.entries()) == 4
    assert report.complete


def test_an_export_in_two_files(workspace: Workspace, path: Path) -> None:
    read(workspace, written(path, item(1)))
    read(workspace, written(path.with_name("pages.xml"), item(2)))
    rows = workspace.rows()
    assert "comedie.wordpress.xml" in rows[f"{SITE}/fiche/1/"].reason
    assert "pages.xml" in rows[f"{SITE}/fiche/2/"].reason
    assert rows[f"{SITE}/fiche/1/"].outcome is Outcome.CAPTURED


@pytest.mark.parametrize("commits", [1, 2, 4])
def test_killed_in_the_middle_nothing_is_lost_or_written_twice(workspace: Workspace, path: Path, commits: int) -> None:
    written(path, *(item(number) for number in range(1, 201)), item(999, status="draft"))
    script = (
        "import os, sys; from pathlib import Path\n"
        "from crawler.frontier import Frontier\n"
        "from crawler.request import HarvestRequest\n"
        "from crawler.sources.wxr import WAY_IN\n"
        "whole, count = Frontier.commit, 0\n"
        "def commit(self, lease=0):\n"
        "    global count\n"
        "    result = whole(self, lease)\n"
        "    count += 1\n"
        f"    if count == {commits + 1}: os.kill(os.getpid(), 9)\n"
        "    return result\n"
        "Frontier.commit = commit\n"
        "folder = Path(sys.argv[1])\n"
        "WAY_IN.harvest(HarvestRequest(sys.argv[2], folder / 'archive', folder / 'ledger.sqlite', site='comedie'),"
        " lambda _: None)\n"
    )
    child = subprocess.run(
        [sys.executable, "-c", script, str(workspace.folder), str(path)],
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.returncode == -9
    report = read(workspace, path)
    assert report.complete
    assert report.outcomes[Outcome.CAPTURED] == 200
    assert len(all_records(workspace)) == 202
    assert len(payloads(workspace)) == 200


def test_a_live_site_and_its_export_fill_one_archive(
    serve: Callable[..., Site], workspace: Workspace, path: Path
) -> None:
    live = serve(
        {"/": answer(page('<a href="/fiche/1/">1</a><a href="/fiche/9/">9</a>')), "/fiche/1/": answer(page("1"))}
    )
    workspace.harvest(live.url)
    export = [item(1), item(5), item(6, status="draft")]
    written(path, *(one.replace(SITE, live.url) for one in export), head=HEAD.replace(SITE, live.url))
    read(workspace, path)

    rows = workspace.rows()
    both, only = rows[f"{live.url}/fiche/1/"], rows[f"{live.url}/fiche/5/"]
    assert (both.found_on, "export" in both.reason) == (f"{live.url}/", True)
    assert only.found_on == "wxr:comedie/comedie.wordpress.xml"
    assert rows[f"{live.url}/fiche/9/"].outcome is Outcome.GONE
    kinds = {(entry.url, entry.record_type) for entry in workspace.archive.entries()}
    assert {(f"{live.url}/fiche/1/", kind) for kind in (RecordType.RESPONSE, RecordType.RESOURCE)} <= kinds


def test_it_declares_itself_by_content(tmp_path: Path, path: Path) -> None:
    written(path, item(1))
    (tmp_path / "autre.xml").write_text("<rss><channel/></rss>")
    (tmp_path / "wxr.txt").write_bytes(path.read_bytes())
    assert [way for way in ways_in() if way.recognises(str(path))] == [WAY_IN]
    assert not any(
        way.recognises(str(tmp_path / name)) for way in ways_in() for name in ("autre.xml", "wxr.txt", "non.xml")
    )


def test_an_empty_export_is_told_what_to_do(workspace: Workspace, path: Path) -> None:
    with pytest.raises(HarvestError, match=r"sans aucun élément.*Tout le contenu"):
        harvest(workspace.request(str(written(path))))


def test_a_fault_before_the_first_item_is_told_with_its_line(workspace: Workspace, path: Path) -> None:
    written(path, item(1), head=HEAD.replace("<title>", "<title>&nbsp;", 1))
    assert "XML mal formé à la ligne 11" in workspace.harvest(str(path)).last_problem
