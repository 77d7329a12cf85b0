"""`/?p=NUMBER`, only when asked: what answers is kept, what does not is counted."""

from collections.abc import Callable

from crawler.ledger import Ledger
from crawler.outcome import Outcome
from tests.crawler.web import Site, Workspace, answer, page, redirect

Serve = Callable[..., Site]


def test_short_addresses_lead_to_pages_that_nothing_links_to(serve: Serve, workspace: Workspace) -> None:
    site = serve({"/": answer(page("x")), "/?p=7": redirect("/cachee/"), "/cachee/": answer(page("cachée"))})
    workspace.harvest(site.url)
    assert not any(path.startswith("/?p=") for path in site.fetched())
    report = workspace.harvest(site.url, probe_ids=(5, 8))
    assert report.complete
    assert workspace.outcomes(site.url) == {
        "/": Outcome.UNCHANGED,
        "/?p=7": Outcome.REDIRECTED,
        "/cachee/": Outcome.CAPTURED,
    }
    assert sorted(path for path in site.paths() if path.startswith("/?p=")) == ["/?p=5", "/?p=6", "/?p=7", "/?p=8"]
    with Ledger.open(workspace.ledger_file) as ledger:
        assert int(ledger.fact("probes_unanswered") or 0) >= 3


def test_robots_goes_for_short_addresses_too(serve: Serve, workspace: Workspace) -> None:
    rules = answer("User-agent: *\nDisallow: /?p=", content_type="text/plain")
    site = serve({"/": answer(page("x")), "/robots.txt": rules})
    workspace.harvest(site.url, probe_ids=(1, 3))
    assert not any(path.startswith("/?p=") for path in site.fetched())
