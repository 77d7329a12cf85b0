"""An archive as one WACZ: written for other tools, read from other tools, and never trusted."""

import gzip
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator as FastWarcIterator
from hypothesis import given
from hypothesis import strategies as st
from surt import surt
from warcio.archiveiterator import ArchiveIterator

from crawler.canonical import canonical
from crawler.capture import ArchiveEntry
from crawler.errors import ArchiveError
from crawler.outcome import Outcome
from crawler.warc.check import check_stream
from crawler.warc.known import Known, of_ledger
from crawler.warc.replay_key import replay_key
from crawler.warc.wacz import WaczFacts, write_wacz
from crawler.warc.wacz_reader import Wacz, WaczError
from tests.crawler.warc_files import http, per_record, warc_record
from tests.crawler.web import Workspace, page
from tests.support.command import comedie

HOST = "http://www.comedie.org"
HOSTS = st.sampled_from(["www.comedie.org", "a.fr", "www2.b.c.fr", "127.0.0.1", "Été.fr"])
PORTS = st.sampled_from(["", ":8080", ":80"])
FACTS = WaczFacts("comedie", "essai", datetime(2026, 11, 23, 12, tzinfo=UTC), f"{HOST}/")
RECORDS = [
    warc_record(http(page("accueil", title="Accueil")), url=f"{HOST}/"),
    warc_record(http(page("b", title="Page <b>")), url=f"{HOST}/b/?z=1&a=2"),
    warc_record(http(b"", status="404 Not Found"), url=f"{HOST}/perdue"),
    warc_record(http(b"\x89PNG\r\n\x1a\n", "Content-Type: image/png"), url=f"{HOST}/i.png"),
]


@pytest.fixture
def harvested(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "source")
    path = tmp_path / "x.warc.gz"
    path.write_bytes(per_record(RECORDS))
    workspace.harvest(str(path), site="comedie")
    return workspace


def exported(workspace: Workspace, output: Path) -> Path:
    sizes = {name: known.size or 0 for name, known in of_ledger(workspace.ledger_file).items()}
    write_wacz(workspace.archive_folder, output, FACTS, sizes=sizes, title_of=_title)
    return output


def _title(entry: ArchiveEntry) -> str | None:
    return {f"{HOST}/": "Accueil"}.get(entry.url)


def test_the_package_is_what_the_specification_says(harvested: Workspace, tmp_path: Path) -> None:
    path = exported(harvested, tmp_path / "a.wacz")
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        assert package.namelist() == [
            "archive/comedie-00001.warc.gz",
            "indexes/index.cdxj",
            "pages/pages.jsonl",
            "datapackage.json",
            "datapackage-digest.json",
        ]
        assert {info.compress_type for info in package.infolist()} == {zipfile.ZIP_STORED}
        described = package.read("datapackage.json")
        package_json = json.loads(described)
        assert (package_json["profile"], package_json["wacz_version"]) == ("data-package", "1.1.1")
        assert (package_json["mainPageUrl"], package_json["mainPageDate"]) == (f"{HOST}/", "2012-03-04T05:06:07Z")
        listed = {resource["path"]: resource for resource in package_json["resources"]}
        assert set(listed) == set(package.namelist()[:3])
        for name, resource in listed.items():
            data = package.read(name)
            assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert (resource["bytes"], resource["name"]) == (len(data), name.rpartition("/")[2])
        seal = json.loads(package.read("datapackage-digest.json"))
        assert seal == {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(described).hexdigest()}"}
        header, *pages = [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()]
        assert header == {"format": "json-pages-1.0", "id": "pages", "title": "comedie"}
        assert [(one["url"], one.get("title"), one["ts"]) for one in pages] == [
            (f"{HOST}/", "Accueil", "2012-03-04T05:06:07Z"),
            (f"{HOST}/b/?z=1&a=2", None, "2012-03-04T05:06:07Z"),
        ]
        assert (
            package.read("archive/comedie-00001.warc.gz")
            == next(harvested.archive_folder.glob("*.warc.gz")).read_bytes()
        )


def test_every_line_of_its_index_leads_to_its_record(harvested: Workspace, tmp_path: Path) -> None:
    """Read as a player does: one gzip member, in place, by warcio and by FastWARC."""
    path = exported(harvested, tmp_path / "a.wacz")
    with zipfile.ZipFile(path) as package:
        lines = package.read("indexes/index.cdxj").decode().splitlines()
        assert lines == sorted(lines)
        assert len(lines) == 4
        for line in lines:
            key, timestamp, values = line.split(" ", 2)
            found: dict[str, Any] = json.loads(values)
            assert (key, timestamp) == (replay_key(found["url"]), "20120304050607")
            data = package.read(f"archive/{found['filename']}")
            member = data[int(found["offset"]) : int(found["offset"]) + int(found["length"])]
            (record,) = list(ArchiveIterator(io.BytesIO(member), check_digests="raise"))
            assert record.rec_headers.get_header("WARC-Target-URI") == found["url"]
            (other,) = [
                (r.headers["WARC-Target-URI"], r.verify_block_digest())
                for r in FastWarcIterator(io.BytesIO(member), parse_http=False)
            ]
            assert other == (found["url"], True)
    assert [json.loads(line.split(" ", 2)[2]).get("status") for line in lines].count("404") == 1


@pytest.mark.parametrize(
    ("url", "key"),
    [
        (f"{HOST}/B/?z=1&a=2", "org,comedie)/b?a=2&z=1"),
        (f"{HOST}/", "org,comedie)/"),
        ("http://127.0.0.1:80/x/", "1,0,0,127)/x"),
        ("http://127.0.0.1:8000/?", "1,0,0,127:8000)/"),
        ("http://[::1]/x", "::1)/x"),
        ("https://www2.a.fr/a//b/../c", "fr,a)/a/c"),
        ("http://a.fr/%2525?q=%C3%89&b=%2F", "fr,a)/%25?b=/&q=%c3%89"),
        ("http://a.fr:bad/é x", "http://a.fr:bad/é%20x"),
        ("mirror:s/a.html", "mirror:s/a.html"),
    ],
)
def test_keys_are_those_that_players_look_for(url: str, key: str) -> None:
    assert replay_key(url) == key


PARTS = st.text("aZé /%?&=.;+~1-_", max_size=12)


@given(st.builds("{}://{}{}/{}?{}".format, st.sampled_from(["http", "https"]), HOSTS, PORTS, PARTS, PARTS))
def test_keys_are_those_of_the_library_that_cdx_servers_use(url: str) -> None:
    address = canonical(url)
    if address is not None:
        assert replay_key(address) == surt(address)


def test_it_comes_back_as_it_went(harvested: Workspace, tmp_path: Path) -> None:
    path = exported(harvested, tmp_path / "retour.wacz")
    back = Workspace(tmp_path / "retour")
    report = back.harvest(str(path), site="comedie")
    assert report.complete
    assert [(e.url, e.captured, e.status, e.digest) for e in back.archive.entries()] == [
        (e.url, e.captured, e.status, e.digest) for e in harvested.archive.entries()
    ]
    assert report.files[0].sentences == []  # type: ignore[attr-defined]


def test_what_an_unfinished_harvest_wrote_is_left_out(harvested: Workspace, tmp_path: Path) -> None:
    (path,) = harvested.archive_folder.glob("*.warc.gz")
    path.write_bytes(path.read_bytes() + b"pas encore valide")
    with zipfile.ZipFile(exported(harvested, tmp_path / "a.wacz")) as package:
        assert b"pas encore" not in package.read(f"archive/{path.name}")


def test_an_archive_that_lost_bytes_is_not_exported(harvested: Workspace, tmp_path: Path) -> None:
    (path,) = harvested.archive_folder.glob("*.warc.gz")
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(ArchiveError, match="il y manque 10 octets"):
        exported(harvested, tmp_path / "a.wacz")
    assert list(tmp_path.glob("*a.wacz*")) == []


def test_an_output_that_cannot_be_written_is_said(harvested: Workspace, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="--output"):
        exported(harvested, tmp_path / "absent" / "a.wacz")


def packed(path: Path, members: dict[str, bytes], *, compress: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", compress) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return path


def described(members: dict[str, bytes]) -> dict[str, bytes]:
    resources = [
        {"path": name, "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
        for name, data in members.items()
    ]
    package = json.dumps({"resources": resources}).encode()
    seal = json.dumps({"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}).encode()
    return {**members, "datapackage.json": package, "datapackage-digest.json": seal}


def browsertrix(records: list[bytes]) -> dict[str, bytes]:
    """Several WARC files, a compressed index, a list of pages."""
    first, second = per_record(records[:2]), per_record(records[2:])
    line = {"filename": "b.warc.gz", "offset": "0", "length": str(len(second))}
    lost = {"id": "1", "url": f"{HOST}/annoncee", "title": "Annoncée"}
    return {
        "archive/a.warc.gz": first,
        "archive/b.warc.gz": second,
        "indexes/index.cdx.gz": gzip.compress(f"org,comedie)/ 2012 {json.dumps(line)}\n".encode()),
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n' + json.dumps(lost).encode() + b"\nbruit\n",
    }


@pytest.mark.parametrize("compress", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_somebody_else_s_package_is_a_source(tmp_path: Path, workspace: Workspace, compress: int) -> None:
    path = packed(tmp_path / "x.wacz", described(browsertrix(RECORDS)), compress=compress)
    report = workspace.harvest(str(path))
    assert report.complete
    assert workspace.outcomes(HOST) == {
        "/": Outcome.CAPTURED,
        "/b/?z=1&a=2": Outcome.CAPTURED,
        "/perdue": Outcome.GONE,
        "/i.png": Outcome.CAPTURED,
        "/annoncee": Outcome.ABSENT,
    }
    row = workspace.rows()[f"{HOST}/annoncee"]
    assert (row.reason, row.link_text) == ("annoncée par la liste des pages, mais pas dans le fichier", "Annoncée")
    assert [file.sentences for file in report.files] == [[], []]  # type: ignore[attr-defined]


def without_last_record(members: dict[str, bytes]) -> dict[str, bytes]:
    return members | {"archive/b.warc.gz": per_record(RECORDS[2:3])}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (without_last_record, "le fichier est coupé"),
        (lambda m: m | {"pages/pages.jsonl": b"{}"}, "pages/pages.jsonl n’a pas la taille ou l’empreinte"),
        (lambda m: {k: v for k, v in m.items() if k != "archive/a.warc.gz"}, "archive/a.warc.gz manque"),
        (lambda m: m | {"datapackage-digest.json": b'{"hash": "sha256:00"}'}, "empreinte que datapackage-digest"),
        (lambda m: {k: v for k, v in m.items() if k != "datapackage.json"}, "datapackage.json manque"),
        (lambda m: m | {"archive/b.warc.gz": per_record([RECORDS[3], RECORDS[2]])}, "n’a pas l’empreinte"),
    ],
)  # fmt: skip
def test_what_is_not_as_described_is_told(tmp_path: Path, workspace: Workspace, change: Any, reason: str) -> None:
    path = packed(tmp_path / "x.wacz", change(described(browsertrix(RECORDS))))
    assert workspace.harvest(str(path)).exit_code == 3
    assert reason in workspace.rows()["warc:x.wacz"].reason


def test_a_package_that_is_cut_still_gives_its_captures(tmp_path: Path, workspace: Workspace) -> None:
    path = packed(tmp_path / "x.wacz", described(browsertrix(RECORDS)))
    path.write_bytes(path.read_bytes()[:-200])
    report = workspace.harvest(str(path))
    assert report.exit_code == 3
    assert "sommaire du fichier WACZ manque" in workspace.rows()["warc:x.wacz"].reason
    assert len(workspace.archive.entries()) == 4


def test_every_cut_of_a_package_is_told(harvested: Workspace, tmp_path: Path) -> None:
    whole = exported(harvested, tmp_path / "a.wacz").read_bytes()
    path = tmp_path / "cut.wacz"
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        with pytest.raises(WaczError):
            Wacz.open(path)


def place_of(whole: bytes, info: zipfile.ZipInfo) -> range:
    """Where a member's own bytes lie."""
    name, extra = (int.from_bytes(whole[info.header_offset + at :][:2], "little") for at in (26, 28))
    start = info.header_offset + 30 + name + extra
    return range(start, start + info.file_size)


def test_a_change_anywhere_in_a_package_is_told(harvested: Workspace, tmp_path: Path) -> None:
    """In all that is described, and in the description: some hundred places of each."""
    whole = exported(harvested, tmp_path / "a.wacz").read_bytes()
    path = tmp_path / "changed.wacz"
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        infos = [info for info in package.infolist() if info.filename != "datapackage-digest.json"]
    for info in infos:
        places = place_of(whole, info)
        for place in places[:: max(1, len(places) // 100)]:
            data = bytearray(whole)
            data[place] ^= 4
            path.write_bytes(bytes(data))
            assert told_of(path), (info.filename, place)


def told_of(path: Path) -> list[object]:
    with Wacz.open(path) as wacz:
        known = wacz.known()
        told: list[object] = list(wacz.problems)
        for name in wacz.warcs():
            with wacz.open_warc(name) as file:
                told += check_stream(name, file, known.get(name, Known())).problems
    return told


HOSTILE: dict[str, dict[str, bytes]] = {
    "climbing names": {"archive/../../../evil.warc.gz": per_record(RECORDS), "../evil": b"x", "/abs": b"x"},
    "absolute": {"archive//etc/x.warc": b"".join(RECORDS)},
    "odd description": {"archive/a.warc.gz": per_record(RECORDS), "datapackage.json": b"[" * 100_000},
    "resources that are none": {
        "archive/a.warc.gz": per_record(RECORDS),
        "datapackage.json": json.dumps({"resources": [1, {}, {"path": 3}, {"path": "x", "bytes": "a"}]}).encode(),
    },
    "wrong types": {
        "archive/a.warc.gz": per_record(RECORDS),
        "datapackage.json": json.dumps(
            {"resources": [{"path": "archive/a.warc.gz", "bytes": -4, "hash": ["x"]}]}
        ).encode(),
        "pages/pages.jsonl": b'{"url": 3}\n[1]\n{"url": "javascript:x", "title": 4}\n',
        "indexes/index.cdxj": b'x 1 {"filename": 3, "offset": 0, "length": 5}\n',
    },
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_package_harms_nothing(tmp_path: Path, workspace: Workspace, kind: str) -> None:
    before = {str(path) for path in tmp_path.rglob("*")}
    path = packed(tmp_path / "x.wacz", HOSTILE[kind])
    workspace.harvest(str(path))
    assert len(workspace.archive.entries()) == 4
    inside = str(workspace.folder)
    assert {str(p) for p in tmp_path.rglob("*") if not str(p).startswith(inside)} == before | {str(path)}


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.wacz"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("archive/a.warc", RECORDS[0])
        with pytest.warns(UserWarning, match="Duplicate"):
            package.writestr("archive/a.warc", RECORDS[1])
    with pytest.raises(WaczError, match="du même nom"):
        Wacz.open(path)


def test_a_member_that_inflates_without_end_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.wacz", {"archive/a.warc": b"x"}, compress=zipfile.ZIP_DEFLATED)
    with Wacz.open(path) as wacz:
        info = wacz.package.getinfo("archive/a.warc")
        info.file_size = 1 << 40
        with pytest.raises(WaczError, match="sans fin"):
            wacz.open_warc("archive/a.warc")


def test_an_encrypted_member_is_told(tmp_path: Path, workspace: Workspace) -> None:
    path = packed(tmp_path / "x.wacz", {"archive/a.warc.gz": per_record(RECORDS), "archive/b.warc.gz": b"x" * 50})
    data = bytearray(path.read_bytes())
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    path.write_bytes(bytes(data))
    workspace.harvest(str(path))
    assert "archive/b.warc.gz ne se lit pas (chiffré)" in workspace.rows()["warc:x.wacz"].reason
    assert len(workspace.archive.entries()) == 4


@pytest.fixture
def command_workspace(harvested: Workspace) -> Path:
    (harvested.folder / "site.json").write_text('{"site": "comedie"}')
    return harvested.folder


def test_the_command_writes_it_with_titles(command_workspace: Path, tmp_path: Path) -> None:
    records = command_workspace / "records"
    records.mkdir()
    record = {"title": "Titre de la fiche", "source": {"url": f"{HOST}/b/?z=1&a=2"}}
    (records / "records.jsonl").write_text(json.dumps(record) + "\n")
    done = comedie("export", "wacz", "--workspace", str(command_workspace), "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said == {
        "file": "comedie.wacz",
        "warcs": 1,
        "captures": 4,
        "pages": 2,
        "bytes": (tmp_path / "comedie.wacz").stat().st_size,
        "exit": 0,
    }
    with zipfile.ZipFile(tmp_path / "comedie.wacz") as package:
        pages = [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()[1:]]
    assert [one["title"] for one in pages] == ["Accueil", "Titre de la fiche"]


def test_the_command_destroys_nothing_unasked(command_workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.wacz"
    target.write_bytes(b"precieux")
    arguments = ("export", "wacz", "--workspace", str(command_workspace), "--output", str(target))
    refused = comedie(*arguments, cwd=tmp_path)
    assert refused.returncode == 2
    assert "existe déjà" in refused.stderr
    planned = comedie(*arguments, "--dry-run", cwd=tmp_path)
    assert planned.returncode == 0
    assert "--dry-run" in planned.stderr
    assert target.read_bytes() == b"precieux"
    assert comedie(*arguments, "--yes", cwd=tmp_path).returncode == 0
    assert zipfile.is_zipfile(target)


def test_without_archive_the_command_says_what_to_do(tmp_path: Path) -> None:
    done = comedie("export", "wacz", "--workspace", str(tmp_path / "rien"), cwd=tmp_path)
    assert done.returncode == 2
    assert "comedie migrate SOURCE" in done.stderr
    assert list(tmp_path.iterdir()) == []
