"""Against a server with every fault of `fixtures.faults`: each URL has an outcome, no crash, memory is bounded."""

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.archive import Archive
from crawler.ledger import Ledger, LedgerRow
from crawler.limits import Limits
from crawler.outcome import Outcome
from fixtures.faults import ENTRANCE, FAULTS
from fixtures.server import LegacySite
from tests.crawler.kills import read_to_the_end
from tests.crawler.web import Asked, Server, Site, Workspace, answer, page

Serve = Callable[..., Site]
IMPATIENT = Limits(
    retry_waits=(0.02,), connect_timeout=1.0, read_timeout=1.5, total_timeout=3.0, max_body=4_000_000, max_redirects=10
)
#: Peak memory of the harvesting process, in MiB: several answers of 4 MB at once, a parsed page, Python and Scrapy.
MOST_MEMORY = 250
SCRIPT = """
import json, resource, sys
from pathlib import Path
from crawler.harvest import HarvestRequest, harvest
from crawler.limits import Limits
source, folder, include, limits = sys.argv[1:]
limits = json.loads(limits)
limits["retry_waits"] = tuple(limits["retry_waits"])
report = harvest(
    HarvestRequest(source, Path(folder, "archive"), Path(folder, "ledger.sqlite"), include=(include,),
                   limits=Limits(**limits))
)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(json.dumps({"exit": report.exit_code, "pending": report.pending, "peak": peak}))
"""


@dataclass(frozen=True)
class Harvested:
    """Rows by what follows `/pannes/` in their URL; foreign URLs whole."""

    rows: dict[str, LedgerRow]
    report: dict[str, int]
    asked: Counter[str]
    elsewhere: list[Asked]
    folder: Path
    url: str


@pytest.fixture(scope="module")
def harvested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harvested]:
    folder = tmp_path_factory.mktemp("hostile")
    other = Site({}, answer(page("interdit")))
    server = Server(other)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        with LegacySite(faults=FAULTS.values(), elsewhere=server.server_address[1]) as site:
            start = f"{site.url}{ENTRANCE}"
            limits = {name: getattr(IMPATIENT, name) for name in IMPATIENT.__slots__}
            done = subprocess.run(
                [sys.executable, "-c", SCRIPT, start, str(folder), ENTRANCE, json.dumps(limits)],
                capture_output=True,
                check=False,
                timeout=120,
                cwd=Path(__file__).parents[2],
            )
            assert done.returncode == 0, done.stderr.decode()
            assert done.stderr == b""
            with Ledger.open(folder / "ledger.sqlite") as ledger:
                rows = {row.url.removeprefix(start): row for row in ledger.rows()}
            asked = Counter(request.target for request in site.requests)
            yield Harvested(rows, json.loads(done.stdout), asked, other.asked, folder, start)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_every_url_has_an_outcome_and_failures_leave_it_incomplete(harvested: Harvested) -> None:
    assert harvested.report["pending"] == 0
    assert [url for url, row in harvested.rows.items() if row.outcome is None or not row.settled] == []
    assert harvested.report["exit"] == 3
    assert not [url for url, row in harvested.rows.items() if "défaut du moissonneur" in row.reason]


def test_memory_is_bounded(harvested: Harvested) -> None:
    assert harvested.report["peak"] < MOST_MEMORY


def test_every_fault_was_asked_for(harvested: Harvested) -> None:
    for fault in FAULTS.values():
        assert any(path.startswith(fault.prefix) for path in harvested.asked), fault.name


@pytest.mark.parametrize(
    ("path", "outcome", "reason"),
    [
        ("coupee/", Outcome.FAILED, "connexion coupée"),
        ("longueur-courte/", Outcome.CAPTURED, ""),
        ("longueurs-contraires/", Outcome.CAPTURED, ""),
        ("longueur-folle/", Outcome.CAPTURED, ""),
        ("blocs-illisibles/", Outcome.FAILED, "mal découpée"),
        ("blocs-interrompus/", Outcome.FAILED, "connexion coupée"),
        ("bloc-geant/", Outcome.FAILED, "connexion coupée"),
        ("faux-gzip/", Outcome.FAILED, "contenu illisible"),
        ("encodage-inconnu/", Outcome.FAILED, "« snappy »"),
        ("sans-fin/", Outcome.FAILED, "trop grande"),
        ("blocs-sans-fin/", Outcome.FAILED, "trop grande"),
        ("entetes-sans-fin/", Outcome.FAILED, "pas du HTTP"),
        ("bombe/", Outcome.FAILED, "une fois décompressé"),
        ("bombe-double/", Outcome.FAILED, "une fois décompressé"),
        ("goutte-a-goutte/", Outcome.FAILED, "délai dépassé"),
        ("muette/", Outcome.FAILED, "pas de réponse"),
        ("raccroche/", Outcome.FAILED, "sans répondre"),
        ("boucle/", Outcome.REDIRECTED, ""),
        ("boucle/b", Outcome.REDIRECTED, ""),
        ("chaine/10", Outcome.REDIRECTED, ""),
        ("chaine/11", Outcome.TRAP, "redirections à la suite"),
        ("temoin/", Outcome.FAILED, "cookie"),
        ("sans-destination/", Outcome.FAILED, "sans destination"),
        ("prive/fichier", Outcome.FAILED, "sans destination"),
        ("telechargement/", Outcome.CAPTURED, ""),
        ("codes/204", Outcome.CAPTURED, ""),
        ("codes/206", Outcome.FAILED, "qu’une partie"),
        ("codes/300", Outcome.FAILED, "300"),
        ("codes/304", Outcome.FAILED, "sans qu’on l’ait demandé"),
        ("codes/416", Outcome.REFUSED, "416"),
        ("codes/999", Outcome.FAILED, "999"),
        ("base/ailleurs/page", Outcome.CAPTURED, ""),
        ("protocole/ici", Outcome.CAPTURED, ""),
        ("http://autre.test/la", Outcome.EXCLUDED, "autre site"),
        ("attribut/", Outcome.CAPTURED, ""),
        ("attribut/apres", Outcome.CAPTURED, ""),
        ("types/image-html", Outcome.CAPTURED, ""),
        ("types/type-fou", Outcome.CAPTURED, ""),
        ("types/trouvee", Outcome.CAPTURED, ""),
        ("types/trouvee-aussi", Outcome.CAPTURED, ""),
        ("hrefs/espace%20dedans", Outcome.CAPTURED, ""),
        ("hrefs/coupee", Outcome.CAPTURED, ""),
        ("hrefs/antislash", Outcome.CAPTURED, ""),
        ("hrefs/majuscules", Outcome.CAPTURED, ""),
        ("hrefs/sans-guillemets", Outcome.CAPTURED, ""),
        ("hrefs/entite?a=1&b=2", Outcome.CAPTURED, ""),
        ("partie-nord/", Outcome.GONE, "page d’erreur du site"),
        ("bombe-deflate/", Outcome.FAILED, "une fois décompressé"),
        ("annonces/", Outcome.FAILED, "n’en finit pas"),
        ("sans-entete/", Outcome.FAILED, "pas du HTTP"),
        ("guerit/", Outcome.CAPTURED, ""),
        ("octets-nuls/lue", Outcome.CAPTURED, ""),
        ("destination-folle/octets", Outcome.REDIRECTED, ""),
        ("destination-folle/d%E9j%E0", Outcome.CAPTURED, ""),
        ("destination-folle/deux%20mots", Outcome.CAPTURED, ""),
        ("destination-folle/script", Outcome.FAILED, "sans destination"),
        ("destination-folle/vide", Outcome.FAILED, "sans destination"),
        ("destination-folle/longue", Outcome.REDIRECTED, ""),
        ("plan.xml", Outcome.CAPTURED, ""),
        ("page-retiree.html", Outcome.GONE, "404"),
        ("agenda/agenda/agenda/agenda/agenda/", Outcome.TRAP, "même dossier"),
        ("plan-bombe.xml.gz", Outcome.CAPTURED, ""),
        ("plan-entites.xml", Outcome.CAPTURED, ""),
        ("rapport-annuel-2009.pdf", Outcome.FAILED, "connexion coupée"),
    ],
)
def test_each_fault_has_its_outcome(harvested: Harvested, path: str, outcome: Outcome, reason: str) -> None:
    row = harvested.rows[path]
    assert row.outcome is outcome
    assert reason in row.reason


def test_files_named_in_latin_1_and_in_utf_8_are_both_fetched(harvested: Harvested) -> None:
    for name in ("d%E9bat.html", "r%C3%A9union.html", "f%C3%AAte.html"):
        assert harvested.rows[f"accents/{name}"].outcome is Outcome.CAPTURED
        assert harvested.asked[f"{ENTRANCE}accents/{name}"] == 1


def test_no_redirect_and_no_image_leads_to_another_server(harvested: Harvested) -> None:
    assert harvested.elsewhere == []
    foreign = {url: row for url, row in harvested.rows.items() if url.startswith("http")}
    assert {row.outcome for row in foreign.values()} == {Outcome.EXCLUDED}
    assert "http://169.254.169.254/latest/meta-data/" in foreign


@pytest.mark.parametrize(
    ("fault", "most"),
    [
        ("calendrier", 250),
        ("sessions", 150),
        ("profond", 6),
        ("chaine", 11),
        ("facettes", 400),
        ("rafraichit", 150),
        ("plan-en-boucle", 150),
    ],
)
def test_addresses_without_end_are_bounded(harvested: Harvested, fault: str, most: int) -> None:
    assert sum(n for path, n in harvested.asked.items() if path.startswith(f"{ENTRANCE}{fault}/")) <= most
    outcomes = {row.outcome for path, row in harvested.rows.items() if path.startswith(f"{fault}/")}
    assert Outcome.TRAP in outcomes


def test_sessions_of_known_names_are_left_out_of_addresses(harvested: Harvested) -> None:
    assert {f"sessions/{name}" for name in ("un", "deux", "trois")} <= harvested.rows.keys()
    assert not [url for url in harvested.rows if "PHPSESSID" in url or "jsessionid" in url or "sid=" in url]


def test_error_pages_that_say_200_lead_nowhere_and_are_no_page_of_the_index(harvested: Harvested) -> None:
    assert not [url for url in harvested.rows if "plus-loin" in url or "encore=1" in url]
    assert Archive(harvested.folder / "archive").lookup(f"{harvested.url}partie-nord/") is None


def test_the_archive_is_sound_whatever_was_received(harvested: Harvested) -> None:
    urls = read_to_the_end(harvested.folder / "archive")
    archive = Archive(harvested.folder / "archive")
    assert {entry.url for entry in archive.entries()} <= set(urls)
    assert f"{harvested.url}coupee/" in urls


def test_the_demo_is_the_same_where_no_fault_is_switched_on() -> None:
    with LegacySite() as site:
        from urllib.error import HTTPError
        from urllib.request import urlopen

        with pytest.raises(HTTPError) as error:
            urlopen(f"{site.url}{ENTRANCE}", timeout=5)
        error.value.close()
        assert error.value.code == 404


def test_a_robots_that_is_a_page_forbids_nothing(serve: Serve, workspace: Workspace) -> None:
    html = answer(page("<pre>\nUser-agent: *\nDisallow: /\n</pre><a href='/x'>x</a>"))
    site = serve({"/": answer(page("seule")), "/robots.txt": html})
    assert workspace.harvest(site.url).outcomes == {Outcome.CAPTURED: 1}


MISSING = answer(page("<h1>Page introuvable</h1><a href='encore/'>x</a>", title="Erreur"))


def test_a_site_that_always_answers_200_is_seen_through_at_every_run(serve: Serve, workspace: Workspace) -> None:
    site = serve({"/": answer(page("<a href='/mort'>x</a><a href='/vif'>y</a>")), "/vif": answer(page("vif"))}, MISSING)
    site.missing = MISSING
    for _ in range(2):
        report = workspace.harvest(site.url)
        assert report.complete
        outcomes = workspace.outcomes(site.url)
        assert outcomes["/mort"] is Outcome.GONE
        assert outcomes["/vif"] in {Outcome.CAPTURED, Outcome.UNCHANGED}
        assert set(outcomes) <= {"/", "/mort", "/vif"}
    assert [entry.url.removeprefix(site.url) for entry in workspace.archive.entries()] == ["/", "/vif"]


def test_a_page_that_speaks_of_missing_pages_is_no_missing_page(serve: Serve, workspace: Workspace) -> None:
    site = serve(
        {
            "/": answer(page("<a href='/aide'>x</a>")),
            "/aide": answer(page("<h1>Page introuvable</h1><p>Que faire ?</p>")),
        },
        MISSING,
    )
    site.missing = MISSING
    workspace.harvest(site.url)
    assert workspace.outcomes(site.url)["/aide"] is Outcome.CAPTURED


def test_a_site_that_answers_everything_alike_loses_nothing(serve: Serve, workspace: Workspace) -> None:
    same = answer(page("<h1>Bienvenue</h1><a href='/a'>a</a><a href='/b'>b</a>"))
    site = serve({"/robots.txt": answer("", "404 Not Found")}, same)
    site.missing = same
    workspace.harvest(site.url)
    outcomes = workspace.outcomes(site.url)
    assert {outcomes[path] for path in ("/", "/a", "/b")} == {Outcome.CAPTURED}
