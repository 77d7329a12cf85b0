"""Whether archive files are whole, and what is said where that cannot be known."""

import gzip
import hashlib
from pathlib import Path

import pytest

from crawler.errors import ArchiveError
from crawler.warc.check import MAX_LISTED, Report, check, check_archive
from crawler.warc.known import Known, beside, joined, of_index, of_index_lines, of_ledger, of_manifest
from tests.crawler.warc_files import http, one_stream, our_archive, per_record, some_records, warc_record
from tests.crawler.web import Workspace, page


@pytest.fixture
def harvested(tmp_path: Path, workspace: Workspace) -> Workspace:
    """A small archive of ours, with its ledger and index."""
    folder = tmp_path / "copie"
    folder.mkdir()
    for name in ("a.html", "b.html", "c.css"):
        (folder / name).write_bytes(page(name))
    workspace.harvest(str(folder), site="s")
    return workspace


def checked(workspace: Workspace) -> Report:
    return check_archive(workspace.archive_folder, workspace.ledger_file)


def test_a_sound_archive_of_ours_is_known_to_be_whole(harvested: Workspace) -> None:
    report = checked(harvested)
    assert (report.sound, report.sentences) == (True, [])
    assert report.files[0].records == 6, "three files, what the file says of itself, and how it was made"


def test_every_cut_of_an_archive_of_ours_is_told(harvested: Workspace) -> None:
    """At each byte, by the ledger's size alone, and by the index alone."""
    (path,) = harvested.archive_folder.glob("*.warc.gz")
    whole = path.read_bytes()
    by_ledger = of_ledger(harvested.ledger_file)
    by_index = of_index(harvested.archive_folder / "index.cdxj")
    assert by_ledger == {path.name: Known(size=len(whole))}
    assert by_index[path.name].size == len(whole)
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        assert not check([path], by_ledger).sound, cut
        assert not check([path], by_index).sound, cut
    path.write_bytes(whole)
    assert check([path], by_ledger).sound
    assert check([path], by_index).sound


def test_the_index_alone_hints_at_the_one_cut_it_cannot_know(tmp_path: Path) -> None:
    """A request record after the last response stands in no line of an index; ours also gives the files' sizes."""
    path = our_archive(tmp_path, pages=3, files=0)
    whole = path.read_bytes()
    known = of_index(tmp_path / "index.cdxj")
    silent = []
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        report = check([path], known)
        if report.sound:
            silent.append(cut)
            assert "une réponse sans sa demande" in report.files[0].hint
    assert silent == [known[path.name].at_least]


def test_bytes_beyond_what_was_committed_are_told(harvested: Workspace) -> None:
    (path,) = harvested.archive_folder.glob("*.warc.gz")
    path.write_bytes(path.read_bytes() + per_record(some_records(1)))
    (sentence,) = checked(harvested).sentences
    assert "octets de plus que ceux qui sont attestés" in sentence


def test_a_file_that_is_gone_is_told(harvested: Workspace) -> None:
    (path,) = harvested.archive_folder.glob("*.warc.gz")
    path.unlink()
    report = checked(harvested)
    assert not report.sound
    assert report.sentences == [f"{path.name} : ce fichier manque. Rétablissez-le d’une copie."]


def test_of_other_people_s_files_a_cut_between_records_cannot_be_known(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(per_record(some_records()))
    report = check([path])
    assert report.sound
    assert "cela ne peut pas se savoir" in report.files[0].doubt
    assert report.sentences == [f"x.warc.gz : {report.files[0].doubt}"]


def pairs(count: int, *, request_first: bool) -> list[bytes]:
    records = []
    for number in range(count):
        url = f"http://a.fr/{number}"
        pair = [warc_record(http(b"x"), url=url), warc_record(b"GET / HTTP/1.1\r\n\r\n", kind="request", url=url)]
        records += pair[::-1] if request_first else pair
    return records


@pytest.mark.parametrize(
    ("request_first", "dropped", "hint"),
    [
        (False, 0, ""),
        (False, 1, "une réponse sans sa demande"),
        (True, 0, ""),
        (True, 1, "une demande sans sa réponse"),
    ],
)
def test_a_pair_that_is_cut_is_a_hint(tmp_path: Path, request_first: bool, dropped: int, hint: str) -> None:
    records = pairs(4, request_first=request_first)
    path = tmp_path / "x.warc.gz"
    path.write_bytes(per_record(records[: len(records) - dropped]))
    report = check([path]).files[0]
    assert hint in report.hint
    assert bool(report.hint) == bool(hint)
    known = check([path], {path.name: Known(size=path.stat().st_size)}).files[0]
    assert (known.doubt, known.hint) == ("", "")


def test_a_file_without_requests_gives_no_hint(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(one_stream(some_records(6)))
    assert check([path]).files[0].hint == ""


def test_indexes_and_manifests_beside_a_file_are_believed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    path = data / "x.warc.gz"
    path.write_bytes(per_record(some_records()))
    assert beside(path) == {}
    (tmp_path / "manifest-sha512.txt").write_text(
        f"{hashlib.sha512(path.read_bytes()).hexdigest()}  data/x.warc.gz\n{'0' * 128}  data/autre.txt\nbruit\n"
    )
    known = beside(path)
    assert list(known) == ["x.warc.gz"]
    assert check([path], known).sentences == []
    path.write_bytes(path.read_bytes()[:-300])
    assert not check([path], known).sound
    path.write_bytes(per_record(some_records()[:-1]))
    (sentence,) = check([path], known).sentences
    assert "n’a pas l’empreinte" in sentence


def test_every_kind_of_index_gives_the_end_of_the_last_record() -> None:
    lines = [
        b" CDX a b a m s k r M V g u\n",
        b"http://h/ 2026 http://h/ text/html 200 ABC - - 815 wget.warc.gz <urn:uuid:1>\n",
        b" CDX N b a m s k r M S V g\n",
        b"fr,a)/ 2012 http://a.fr/ text/html 200 ABC - - 100 50 dossier/ia.warc.gz\n",
        b'fr,a)/ 2012 {"url": "x", "offset": "20", "length": "30", "filename": "nous.warc.gz"}\n',
        b'fr,a)/ 2012 {"offset": 60, "length": 1, "filename": "nous.warc.gz"}\n',
        b'!meta 0 {"format": "cdxj"}\n',
        b'fr,b)/ 2012 {"offset": "60", "length": "1", "filename": "dit.warc.gz", "filesize": "90"}\n',
        b"bruit\n",
        b'x {"offset": "a"}\n',
        b"{" * 5000,
    ]  # fmt: skip
    assert of_index_lines(lines) == {
        "wget.warc.gz": Known(at_least=816),
        "ia.warc.gz": Known(at_least=150),
        "nous.warc.gz": Known(at_least=61),
        "dit.warc.gz": Known(size=90, at_least=61),
    }
    assert of_index_lines([lines[3]]) == {"ia.warc.gz": Known(at_least=150)}


def test_what_several_sources_know_is_put_together() -> None:
    first, second = {"a": Known(size=5)}, {"a": Known(size=6, at_least=3, digest="md5:x"), "b": Known(at_least=1)}
    assert joined(first, second) == {"a": Known(5, 3, "md5:x"), "b": Known(at_least=1)}


def test_what_is_no_manifest_nor_ledger_says_nothing(tmp_path: Path) -> None:
    other = tmp_path / "ledger.sqlite"
    assert of_ledger(other) == {}
    other.write_bytes(b"pas une base")
    assert of_ledger(other) == {}
    assert of_manifest(other) == {}


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="ne peut pas être lu"):
        check([tmp_path / "absent.warc.gz"])


def test_problems_are_all_counted_and_not_all_listed(tmp_path: Path) -> None:
    wrong = warc_record(http(b"x"), digest=False, fields=[("WARC-Block-Digest", "sha1:" + "A" * 32)])
    path = tmp_path / "x.warc.gz"
    path.write_bytes(gzip.compress(wrong) * (MAX_LISTED + 7))
    report = check([path]).files[0]
    assert (len(report.problems), report.problem_count) == (MAX_LISTED, MAX_LISTED + 7)
    assert "x.warc.gz : et 7 autres endroits" in report.sentences
    assert all(problem.record is None or problem.record.block == b"" for problem in report.problems)
