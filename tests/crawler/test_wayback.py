"""The Wayback Machine as a source, against a fake one on loopback that enforces its limits in simulated time."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.capture import RecordType
from crawler.errors import HarvestError
from crawler.harvest import ways_in
from crawler.ledger import Ledger
from crawler.outcome import Outcome
from crawler.sources.wayback import WAY_IN, WaybackMachine, WaybackReport
from crawler.wayback.plan import Versions
from tests.crawler.web import Site, Workspace, page
from tests.crawler.web import answer as web_answer
from tests.support.memento_server import (
    Call,
    FakeArchive,
    Held,
    SimulatedClock,
    answer,
    digest_of,
    elsewhere,
    memento,
    running,
)

ROOT = Path(__file__).parents[2]
HOST = "http://www.comedie.org"
SOURCE = "wayback:www.comedie.org"


@dataclass
class Way:
    """A fake archive, and our way in to it."""

    archive: FakeArchive
    machine: WaybackMachine
    workspace: Workspace

    def harvest(self, source: str = SOURCE, **options: object) -> WaybackReport:
        request = self.workspace.request(source, **{"site": "comedie", **options})
        report = self.machine.harvest(request, self.workspace.progress.append)
        assert isinstance(report, WaybackReport)
        return report

    def captured(self) -> set[tuple[str, str, int | None]]:
        """(timestamp, URL, status) of all that the archive of ours holds."""
        return {(entry.timestamp, entry.url, entry.status) for entry in self.workspace.archive.entries()}


@pytest.fixture
def way(workspace: Workspace) -> Iterator[Callable[..., Way]]:
    with ExitStack() as stack:

        def start(*held: Held, page_size: int = 3_000, versions: Versions = Versions.BEST, **options: object) -> Way:
            archive = FakeArchive(SimulatedClock(), list(held), **options)  # type: ignore[arg-type]
            stack.enter_context(running(archive))
            machine = WaybackMachine(archive.base, versions, archive.clock, page_size)
            return Way(archive, machine, workspace)

        yield start


def fiche(number: int, day: str = "20150601000000") -> Held:
    return Held(day, f"{HOST}/fiche/{number}/", page(f"<p>fiche {number}, {day}</p>"))


def site(pages: int = 30) -> list[Held]:
    return [fiche(number) for number in range(pages)]


# The list


@pytest.mark.parametrize("as_text", [False, True])
def test_every_listed_page_is_fetched_once_through_resume_keys(way: Callable[..., Way], as_text: bool) -> None:
    wayback = way(*site(70), page_size=8, as_text=as_text)
    report = wayback.harvest()

    assert report.complete
    assert report.outcomes == {Outcome.CAPTURED: 70}
    assert report.lines == 70
    assert wayback.archive.listed() == 9
    assert set(wayback.archive.fetched().values()) == {1}
    assert len(wayback.captured()) == 70
    read = wayback.workspace.archive
    assert all(b"<p>fiche" in read.read(entry).payload for entry in read.entries())


def test_the_list_is_asked_at_most_24_times_a_minute(way: Callable[..., Way]) -> None:
    wayback = way(*site(60), page_size=1)
    wayback.harvest()

    times = [call.at for call in wayback.archive.calls if call.kind == "cdx"]
    assert len(times) == 60
    assert max(sum(1 for one in times if begin <= one <= begin + 60) for begin in times) <= 24


def test_the_fake_archive_notices_a_client_that_is_too_fast() -> None:
    archive = FakeArchive(SimulatedClock())
    for _ in range(25):
        archive.reply("/cdx/search/cdx?url=a&limit=1", {})
    assert archive.faults


def test_malformed_and_empty_lines_are_counted_and_said(way: Callable[..., Way]) -> None:
    odd: list[object] = [
        ["org,comedie)/x", "2015", f"{HOST}/x/", "text/html", "200", "A", "1"],
        ["org,comedie)/x", "20151301000000", f"{HOST}/x/", "text/html", "200", "A", "1"],
        ["org,comedie)/x", "20150101000000", "mailto:a@b.fr", "text/html", "200", "A", "1"],
        ["org,comedie)/x", "20150101000000", f"{HOST}/x/", "text/html", "beaucoup", "A", "1"],
        ["org,autre)/x", "20150101000000", "http://www.autre.org/x/", "text/html", "200", "A", "1"],
        ["seul"],
        [],
        ["", "", "", "", "", "", ""],
    ]
    wayback = way(fiche(1), extra_rows=odd)
    report = wayback.harvest()

    assert (report.lines, report.malformed, report.empty) == (1, 6, 2)
    assert "dans la liste de la Wayback Machine : 6, par exemple" in report.last_problem
    assert report.examples
    assert report.complete
    assert set(wayback.archive.fetched()) == {f"20150601000000/{HOST}/fiche/1/"}


def test_a_list_cut_short_is_asked_again(way: Callable[..., Way]) -> None:
    wayback = way(*site(5))
    cut = [answer('[["org,comedie)/fiche/0/","20150601000000",'), answer("<html>maintenance</html>"), b""]
    wayback.archive.answers = lambda call: cut.pop(0) if call.kind == "cdx" and cut else None
    report = wayback.harvest()

    assert report.outcomes == {Outcome.CAPTURED: 5}
    assert wayback.archive.listed() >= 4


def test_a_list_that_never_ends_is_refused(way: Callable[..., Way]) -> None:
    wayback = way(*site(5))
    row = fiche(1).row
    wayback.archive.answers = lambda call: (
        answer(f'[{row},[],["toujours"]]'.replace("'", '"')) if call.kind == "cdx" else None
    )
    with pytest.raises(HarvestError, match="ne se termine pas"):
        wayback.harvest()


def test_a_resume_key_that_the_archive_forgot_begins_the_list_anew(way: Callable[..., Way]) -> None:
    wayback = way(*site(6), page_size=2)
    refused = [answer("Bad resumeKey", "400 Bad Request")]
    wayback.archive.answers = lambda call: refused.pop() if "resumeKey=key%2B4" in call.target and refused else None
    assert wayback.harvest().outcomes == {Outcome.CAPTURED: 6}


def test_a_site_that_the_archive_does_not_know(way: Callable[..., Way]) -> None:
    with pytest.raises(HarvestError, match=r"ne connaît aucune capture de « www.comedie.org » pour cette période"):
        way(fiche(1)).harvest(f"{SOURCE}@1999")


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ("<html>AdministrativeAccessControlException: Blocked Site Error</html>", "403 Forbidden", "text/html"),
        ('{"error": "AdministrativeAccessControlException"}', "403 Forbidden", "application/json"),
        (
            "org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error",
            "200 OK",
            "text/plain",
        ),
        ("RobotAccessControlException", "403 Forbidden", "text/plain"),
        ("", "403 Forbidden", "text/plain"),
    ],
)
def test_a_site_that_is_not_shown_is_said_so(way: Callable[..., Way], body: str, status: str, kind: str) -> None:
    wayback = way(fiche(1))
    wayback.archive.answers = lambda _: answer(body, status, content_type=kind)
    with pytest.raises(HarvestError, match=r"refuse de montrer « www.comedie.org »"):
        wayback.harvest()
    assert len(wayback.archive.calls) == 1


# Which capture


def test_the_newest_page_with_a_body_is_taken_within_the_range(way: Callable[..., Way]) -> None:
    url = f"{HOST}/fiche/1/"
    wayback = way(
        fiche(1, "20100101000000"),
        fiche(1, "20140101000000"),
        fiche(1, "20180101000000"),
        Held("20150101000000", url, b"", 301, headers={"location": f"{HOST}/ailleurs/"}),
        Held("20150201000000", url, b"<p>non</p>", 404),
        Held("20150301000000", url, b"", 200),
    )
    wayback.harvest(f"{SOURCE}@2009-201512")
    assert wayback.captured() == {("20140101000000", url, 200)}
    assert wayback.workspace.rows()[url].captured_at is not None


def test_else_the_newest_redirect_else_the_newest_error(way: Callable[..., Way]) -> None:
    moved, gone, broken, closed = (f"{HOST}/{name}/" for name in ("moved", "gone", "broken", "closed"))
    wayback = way(
        Held("20100101000000", moved, b"a", 302, headers={"location": "/ancien/"}),
        Held("20110101000000", moved, b"b", 301, headers={"location": f"{HOST}/gone/"}),
        Held("20120101000000", moved, b"c", 500),
        Held("20100101000000", gone, b"d", 500),
        Held("20110101000000", gone, b"e", 404),
        Held("20110101000000", broken, b"f", 503),
        Held("20110101000000", closed, b"g", 403),
    )
    report = wayback.harvest()

    assert wayback.captured() == {
        ("20110101000000", moved, 301),
        ("20110101000000", gone, 404),
        ("20110101000000", broken, 503),
        ("20110101000000", closed, 403),
    }
    rows = wayback.workspace.rows()
    assert (rows[moved].outcome, rows[moved].redirect_to) == (Outcome.REDIRECTED, gone)
    assert rows[gone].outcome is Outcome.GONE
    assert rows[broken].outcome is Outcome.FAILED
    assert rows[closed].outcome is Outcome.REFUSED
    assert "le serveur répondait 404 (capture du 01/01/2011" in rows[gone].reason
    assert not report.complete


def test_all_versions_on_request_each_once(way: Callable[..., Way]) -> None:
    url = f"{HOST}/fiche/1/"
    gone = Held("20190101000000", url, b"parti", 404)
    wayback = way(fiche(1, "20100101000000"), fiche(1, "20140101000000"), gone, versions=Versions.ALL)
    report = wayback.harvest()

    assert wayback.captured() == {
        (f"{year}0101000000", url, status) for year, status in ((2010, 200), (2014, 200), (2019, 404))
    }
    assert report.outcomes == {Outcome.CAPTURED: 1}
    wayback.harvest()
    assert set(wayback.archive.fetched().values()) == {1}


def test_a_revisit_is_resolved_by_its_digest(way: Callable[..., Way]) -> None:
    first, other = fiche(1, "20100101000000"), fiche(2, "20110101000000")
    same = digest_of(first.body or b"")
    wayback = way(
        first,
        other,
        Held("20120101000000", first.original, page("<p>entre-temps</p>")),
        Held("20130101000000", first.original, None, mime="warc/revisit", digest=same),
        Held("20140101000000", f"{HOST}/copie/", None, mime="-", digest=digest_of(other.body or b"")),
    )
    report = wayback.harvest()

    assert report.revisits == 2
    assert wayback.captured() == {
        ("20100101000000", first.original, 200),
        ("20110101000000", other.original, 200),
        ("20140101000000", f"{HOST}/copie/", 200),
    }


def test_http_https_www_and_port_80_are_one_page(way: Callable[..., Way]) -> None:
    body = page("<p>accueil</p>")
    wayback = way(
        Held("20100101000000", "http://www.comedie.org:80/fiche/1/", body),
        Held("20120101000000", "https://comedie.org/fiche/1/", body),
        Held("20120101000000", "http://comedie.org/fiche/1/", b"", 301, headers={"location": "https://comedie.org/"}),
    )
    report = wayback.harvest()

    assert report.outcomes == {Outcome.CAPTURED: 1}
    assert wayback.captured() == {("20120101000000", "https://comedie.org/fiche/1/", 200)}
    with Ledger.open(wayback.workspace.ledger_file) as ledger:
        assert ("http://www.comedie.org/fiche/1/", "https://comedie.org/fiche/1/") in list(ledger.aliases())


# What is kept


def test_the_original_head_is_kept_and_nothing_is_invented(way: Callable[..., Way]) -> None:
    told = Held("20150601101112", f"{HOST}/a/", b"<p>a</p>", headers={"last_modified": "Mon, 01 Jun 2015 10:00:00 GMT"})
    silent = Held("20150601101113", f"{HOST}/b/", b"\xff\xd8\xff\xe0image", mime="image/jpeg")
    wayback = way(told, silent)
    bare = {"x_archive_orig_server": "", "x_archive_orig_content_type": "", "content_type": ""}
    wayback.archive.answers = lambda call: memento(silent, silent.body or b"", **bare) if "/b/" in call.target else None
    wayback.harvest()

    archive = wayback.workspace.archive
    entries = {entry.url: entry for entry in archive.entries()}
    capture = archive.read(entries[told.original])
    assert entries[told.original].timestamp == "20150601101112"
    assert entries[told.original].record_type is RecordType.RESPONSE
    assert {name.lower(): value for name, value in capture.headers} == {
        "server": "Apache/2.2",
        "content-type": "text/html; charset=UTF-8",
        "last-modified": "Mon, 01 Jun 2015 10:00:00 GMT",
    }
    assert archive.read(entries[silent.original]).headers == ()
    assert entries[silent.original].mime == "image/jpeg"


def test_a_body_that_still_is_compressed_reads_back(way: Callable[..., Way]) -> None:
    import gzip

    kept, undone, ours = (Held("20150601000000", f"{HOST}/{name}/", b"<p>texte</p>") for name in "abc")
    squeezed = gzip.compress(b"<p>texte</p>", mtime=0)
    special = {
        "/a/": memento(kept, squeezed, content_encoding="gzip", x_archive_orig_content_encoding="gzip"),
        "/b/": memento(
            undone, b"<p>texte</p>", x_archive_orig_content_encoding="gzip", x_archive_orig_transfer_encoding="chunked"
        ),
        "/c/": memento(ours, squeezed, content_encoding="gzip"),
    }
    wayback = way(kept, undone, ours)
    wayback.archive.answers = lambda call: next(
        (reply for path, reply in special.items() if call.kind == "capture" and call.target.endswith(path)), None
    )
    report = wayback.harvest()

    archive = wayback.workspace.archive
    assert [archive.read(entry).payload for entry in archive.entries()] == [b"<p>texte</p>"] * 3
    encodings = [archive.read(entry).header("content-encoding") for entry in archive.entries()]
    assert encodings == ["gzip", None, None]
    assert report.mismatched == 0


def test_content_that_is_not_what_the_list_announced_is_counted(way: Callable[..., Way]) -> None:
    report = way(replace(fiche(1), digest="A" * 32), fiche(2)).harvest()
    assert report.mismatched == 1


def test_links_to_what_the_archive_does_not_list_are_absent(way: Callable[..., Way]) -> None:
    body = page('<a href="/fiche/2/">deux</a><a href="perdue/">Une fiche perdue</a><a href="http://autre.org/">x</a>')
    wayback = way(Held("20150601000000", f"{HOST}/fiche/1/", body), fiche(2))
    wayback.harvest()
    rows = wayback.workspace.rows()
    lost = rows[f"{HOST}/fiche/1/perdue/"]
    assert (lost.outcome, lost.link_text, lost.found_on) == (Outcome.ABSENT, "Une fiche perdue", f"{HOST}/fiche/1/")
    assert set(rows) == {f"{HOST}/fiche/1/", f"{HOST}/fiche/2/", f"{HOST}/fiche/1/perdue/"}


# Moods of the archive


def test_a_redirect_in_time_keeps_the_date_of_what_was_given(way: Callable[..., Way]) -> None:
    asked = fiche(1, "20150601000000")
    given = fiche(1, "20140301000000")
    wayback = way(asked, given)
    wayback.archive.answers = lambda call: (
        elsewhere(given.timestamp, given.original) if call.target.startswith("20150601000000/") else None
    )
    wayback.harvest()

    assert wayback.captured() == {("20140301000000", given.original, 200)}
    wayback.harvest()
    assert set(wayback.archive.fetched().values()) == {1}


@pytest.mark.parametrize("asked", ["20150101000000", "20130101000000"])
def test_a_redirect_in_time_to_what_is_wanted_anyway_brings_it_once(way: Callable[..., Way], asked: str) -> None:
    held = [fiche(1, "20130101000000"), fiche(1, "20140101000000"), fiche(1, "20150101000000")]
    wayback = way(*held, versions=Versions.ALL)
    wayback.archive.answers = lambda call: (
        elsewhere("20140101000000", held[0].original) if call.target.startswith(asked) else None
    )
    assert wayback.harvest().complete
    assert set(wayback.archive.fetched().values()) == {1}
    assert len(wayback.workspace.archive.entries()) == 2


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (("20180101000000", f"{HOST}/fiche/1/"), "hors de la période (01/01/2018)"),
        (("20150101000000", f"{HOST}/fiche/2/"), "une autre page"),
        (("20150601000000", f"{HOST}/fiche/1/"), "sans fin"),
    ],
)
def test_a_redirect_in_time_is_not_followed_anywhere(
    way: Callable[..., Way], target: tuple[str, str], why: str
) -> None:
    wayback = way(fiche(1), fiche(1, "20180101000000"))
    wayback.archive.answers = lambda call: elsewhere(*target) if call.kind == "capture" else None
    report = wayback.harvest(f"{SOURCE}@2015")
    assert why in wayback.workspace.rows()[f"{HOST}/fiche/1/"].reason
    assert not report.complete


def test_no_request_leaves_the_archive(way: Callable[..., Way]) -> None:
    wayback = way(fiche(1))
    wayback.archive.answers = lambda call: (
        answer("", "302 Found", location="http://169.254.169.254/web/20150101000000id_/latest/")
        if call.kind == "capture"
        else None
    )
    wayback.harvest()
    assert wayback.workspace.outcomes(HOST) == {"/fiche/1/": Outcome.FAILED}


def test_the_next_best_capture_where_the_best_cannot_be_shown(way: Callable[..., Way]) -> None:
    wayback = way(fiche(1, "20150101000000"), fiche(1, "20140101000000"))
    missing = answer("<html>not in archive</html>", "404 Not Found")
    wayback.archive.answers = lambda call: missing if call.target.startswith("20150101000000/") else None
    report = wayback.harvest()
    assert report.complete
    assert wayback.captured() == {("20140101000000", f"{HOST}/fiche/1/", 200)}


def test_a_page_that_is_blocked_is_refused_and_the_others_are_not(way: Callable[..., Way]) -> None:
    wayback = way(fiche(1), fiche(2))
    error = {"x_archive_wayback_runtime_error": "AdministrativeAccessControlException: Blocked Site Error"}
    wayback.archive.answers = lambda call: answer("x", "403 Forbidden", **error) if "/fiche/1/" in call.target else None
    report = wayback.harvest()
    assert wayback.workspace.outcomes(HOST) == {"/fiche/1/": Outcome.REFUSED, "/fiche/2/": Outcome.CAPTURED}
    assert report.complete


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_retry_after_is_honoured(way: Callable[..., Way], status: str) -> None:
    wayback = way(*site(3))
    busy = [answer("slow down", status, retry_after="1800")]
    wayback.archive.answers = lambda call: busy.pop() if call.kind == "capture" and busy else None
    report = wayback.harvest()

    first, second = [call.at for call in wayback.archive.calls if call.kind == "capture"][:2]
    assert second - first >= 1800
    assert report.complete
    assert len(wayback.captured()) == 3


def test_pauses_double_and_survive_a_restart(way: Callable[..., Way]) -> None:
    wayback = way(fiche(1))
    wayback.archive.answers = lambda call: answer("", "503 Service Unavailable")
    report = wayback.harvest()
    assert not report.complete
    assert "ne répond plus" in report.last_problem
    times = [call.at for call in wayback.archive.calls]
    pauses = [later - earlier for earlier, later in pairwise(times)]
    assert len(times) == 8
    assert all(later >= 2 * earlier - 3 or later >= 900 for earlier, later in pairwise(pauses))

    last = times[-1]
    wayback.archive.answers = lambda _: None
    assert wayback.harvest().complete
    assert wayback.archive.calls[8].at - last >= pauses[-1]


def test_a_capture_that_keeps_failing_fails_and_the_rest_goes_on(way: Callable[..., Way]) -> None:
    wayback = way(*site(4))
    error = {"x_archive_wayback_runtime_error": "ResourceNotAvailableException"}
    wayback.archive.answers = lambda call: (
        answer("", "503 Gone Fishing", **error) if "/fiche/2/" in call.target else None
    )
    report = wayback.harvest()

    assert report.outcomes == {Outcome.CAPTURED: 3, Outcome.FAILED: 1}
    assert wayback.archive.fetched()[f"20150601000000/{HOST}/fiche/2/"] == 3
    wayback.archive.answers = lambda _: None
    assert wayback.harvest().complete
    assert wayback.archive.fetched()[f"20150601000000/{HOST}/fiche/1/"] == 1


def test_a_truncated_answer_is_asked_again(way: Callable[..., Way]) -> None:
    wayback = way(fiche(1))
    cut = [memento(fiche(1), b"<p>fic", connection="close").replace(b"Content-Length: 6", b"Content-Length: 60")]
    wayback.archive.answers = lambda call: cut.pop() if call.kind == "capture" and cut else None
    report = wayback.harvest()
    assert report.complete
    assert len(wayback.captured()) == 1


# Stop and resume


def test_a_second_run_asks_only_for_what_is_new(way: Callable[..., Way]) -> None:
    wayback = way(*site(5))
    wayback.harvest()
    wayback.archive.held += [fiche(9), fiche(1, "20160101000000")]
    wayback.harvest()
    assert set(wayback.archive.fetched().values()) == {1}
    assert len(wayback.captured()) == 7


def killed(wayback: Way, at: int) -> None:
    """A harvest in a process of its own, ended by SIGKILL while its call number `at` is under way."""
    script = (
        "import sys; from pathlib import Path\n"
        "from crawler.request import HarvestRequest\n"
        "from crawler.sources.wayback import WaybackMachine\n"
        "from crawler.wayback.plan import Versions\n"
        "from tests.support.memento_server import SimulatedClock\n"
        "sys.stdin.readline()\n"
        "base, versions, folder, source = sys.argv[1:]\n"
        "folder = Path(folder)\n"
        "request = HarvestRequest(source, folder / 'archive', folder / 'ledger.sqlite', site='comedie')\n"
        "WaybackMachine(base, Versions(versions), SimulatedClock(), 4).harvest(request, lambda _: None)\n"
    )
    arguments = [wayback.archive.base, wayback.machine.versions.value, str(wayback.workspace.folder), SOURCE]
    child = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdin=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    wayback.archive.kill_at = (at, child.pid)
    child.communicate(b"go\n")
    assert child.returncode == -9


UNHURRIED = {"cdx": 10_000, "capture": 10_000}


@pytest.mark.parametrize("at", [3, 12, 30])
def test_killed_at_any_moment_the_set_is_whole(way: Callable[..., Way], at: int) -> None:
    """The next run asks for the call that was under way again, and for no other."""
    wayback = way(*site(30), page_size=4, per_minute=UNHURRIED)
    killed(wayback, at)

    assert wayback.harvest().complete
    fetched = wayback.archive.fetched()
    assert len(fetched) == 30
    assert sum(fetched.values()) <= 31
    assert len(wayback.captured()) == len(wayback.workspace.archive.entries()) == 30


def test_killed_between_two_versions_of_a_page(way: Callable[..., Way]) -> None:
    held = [fiche(1, f"20{year}0101000000") for year in range(10, 20)]
    wayback = way(*held, versions=Versions.ALL, page_size=4, per_minute=UNHURRIED)
    killed(wayback, 9)

    assert wayback.harvest().complete
    fetched = wayback.archive.fetched()
    assert len(fetched) == 10
    assert sum(fetched.values()) <= 11
    assert len(wayback.captured()) == len(wayback.workspace.archive.entries()) == 10


def test_a_wish_to_stop_keeps_the_queue_and_says_incomplete(way: Callable[..., Way]) -> None:
    wayback = way(*site(10))

    def stop(call: Call) -> bytes | None:
        if call.kind == "capture" and len(wayback.archive.fetched()) == 4:
            os.kill(os.getpid(), signal.SIGINT)
        return None

    wayback.archive.answers = stop
    report = wayback.harvest()
    assert not report.complete
    assert report.exit_code == 3
    assert report.pending > 0
    wayback.archive.answers = lambda _: None
    assert wayback.harvest().complete
    assert set(wayback.archive.fetched().values()) == {1}


def test_all_its_moods_at_once_and_a_restart_in_the_middle(way: Callable[..., Way]) -> None:
    """The set is whole, and the list was never asked for more than 24 times a minute, before the restart or after."""
    first, moved, blocked = fiche(1, "20100101000000"), fiche(100, "20150601000000"), fiche(101)
    same = Held("20130101000000", first.original, None, mime="warc/revisit", digest=digest_of(first.body or b""))
    wayback = way(
        *site(60), first, same, moved, fiche(100, "20140301000000"), blocked, page_size=2, extra_rows=[["seul"], []]
    )
    busy = [answer("", "429 Too Many Requests", retry_after="90"), answer("<html>maintenance</html>"), b""]
    error = {"x_archive_wayback_runtime_error": "AdministrativeAccessControlException: Blocked Site Error"}

    def moods(call: Call) -> bytes | None:
        if len(wayback.archive.calls) in {20, 45}:
            os.kill(os.getpid(), signal.SIGINT)
        if call.kind == "cdx" and len(wayback.archive.calls) % 7 == 0 and busy:
            return busy.pop()
        if "/fiche/101/" in call.target:
            return answer("x", "403 Forbidden", **error)
        return (
            elsewhere("20140301000000", moved.original)
            if call.target.startswith("20150601000000/http") and ("/fiche/100/" in call.target)
            else None
        )

    wayback.archive.answers = moods
    reports = [wayback.harvest()]
    while reports[-1].pending or not reports[-1].complete:
        reports.append(wayback.harvest())
        assert len(reports) < 5
    assert len(reports) == 3, "two stops, one end"
    assert wayback.workspace.outcomes(HOST) == {
        **{f"/fiche/{number}/": Outcome.CAPTURED for number in (*range(60), 100)},
        "/fiche/101/": Outcome.REFUSED,
    }
    assert ("20140301000000", moved.original, 200) in wayback.captured()
    assert (reports[-1].malformed, reports[-1].empty, reports[-1].revisits) == (1, 1, 1)
    times = [call.at for call in wayback.archive.calls if call.kind == "cdx"]
    assert max(sum(1 for one in times if begin <= one <= begin + 60) for begin in times) <= 24


# Manners and choices


def test_rules_exclude_and_say_so(way: Callable[..., Way]) -> None:
    wayback = way(*site(2), Held("20150101000000", f"{HOST}/wp-login.php", b"x"))
    wayback.harvest(exclude=("/fiche/1/",))
    rows = wayback.workspace.rows()
    assert rows[f"{HOST}/fiche/1/"].outcome is Outcome.EXCLUDED
    assert "/fiche/1/" in rows[f"{HOST}/fiche/1/"].reason
    assert rows[f"{HOST}/wp-login.php"].outcome is Outcome.EXCLUDED
    assert len(wayback.archive.fetched()) == 1


def test_outside_this_machine_the_archive_is_told_who_asks(workspace: Workspace) -> None:
    with pytest.raises(HarvestError, match="COMEDIE_CONTACT") as refused:
        WAY_IN.harvest(workspace.request(SOURCE), workspace.progress.append)
    assert refused.value.exit_code == 2


def test_the_user_agent_says_who_asks(way: Callable[..., Way]) -> None:
    wayback = way(fiche(1))
    wayback.harvest(contact="archives@icpc.example")
    assert all("archives@icpc.example" in call.headers["user-agent"] for call in wayback.archive.calls)


@pytest.mark.parametrize(
    "source", ["wayback:", "wayback:a@2015-2010", "wayback:a@hier", "wayback:a b", "wayback:a@20151"]
)
def test_a_senseless_source_is_told_how_to_write_it(workspace: Workspace, source: str) -> None:
    with pytest.raises(HarvestError, match="Écrivez") as refused:
        WAY_IN.harvest(workspace.request(source), workspace.progress.append)
    assert refused.value.exit_code == 2
    assert not workspace.ledger_file.exists()


def test_it_declares_itself() -> None:
    assert [way for way in ways_in() if way.recognises("wayback:www.comedie.org")] == [WAY_IN]


def test_a_damaged_file_beside_the_ledger_is_named(way: Callable[..., Way]) -> None:
    wayback = way(fiche(1))
    wayback.workspace.folder.mkdir()
    (wayback.workspace.folder / "wayback.sqlite").write_text("pas une base de données, et assez long pour le voir" * 9)
    with pytest.raises(HarvestError, match=r"wayback.sqlite.*Supprimez ce fichier"):
        wayback.harvest()


# Two sources into one workspace


def test_the_archive_fills_the_holes_of_the_live_site(
    way: Callable[..., Way], serve: Callable[..., Site], workspace: Workspace
) -> None:
    live = serve(
        {"/": web_answer(page('<a href="/vive/">v</a><a href="/perdue/">p</a>')), "/vive/": web_answer(page("vive"))}
    )
    workspace.harvest(live.url)
    host = live.url
    wayback = way(
        Held("20150101000000", f"{host}/vive/", page("ancienne")),
        Held("20150101000000", f"{host}/perdue/", page("retrouvée")),
        Held("20150101000000", f"{host}/oubliee/", page("oubliée")),
    )
    report = wayback.harvest(f"wayback:127.0.0.1:{live.port}")

    assert report.complete
    assert set(wayback.archive.fetched()) == {f"20150101000000/{host}/{name}/" for name in ("perdue", "oubliee")}
    rows = workspace.rows()
    assert rows[f"{host}/perdue/"].outcome is Outcome.CAPTURED
    assert "Wayback Machine" in rows[f"{host}/perdue/"].reason
    assert "Wayback Machine" not in rows[f"{host}/vive/"].reason
    assert rows[f"{host}/oubliee/"].found_on == f"{wayback.archive.base}/web/20150101000000id_/{host}/oubliee/"
