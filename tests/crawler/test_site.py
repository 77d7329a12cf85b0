"""A live site: what becomes of every URL (law 1)."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.capture import RecordType
from crawler.harvest import HarvestError
from crawler.limits import Limits
from crawler.outcome import Outcome
from tests.crawler.web import GUESSED, NOT_FOUND, Asked, Site, Workspace, answer, page, redirect

Serve = Callable[..., Site]


def test_pages_and_what_they_load_are_captured(serve: Serve, workspace: Workspace) -> None:
    site = serve(
        {
            "/": answer(
                page(
                    '<a href="/fiche/1/">Une <b>fiche</b></a><img src="a.png" srcset="b.png 1x, c.png 2x">'
                    '<a href="guide.pdf">Guide</a><p style="background:url(\'fond.png\')">x</p>',
                    head='<link rel="stylesheet" href="/s.css"><script src="/s.js"></script>'
                    '<link rel="alternate" type="application/rss+xml" href="/flux.xml">'
                    '<link rel="shortlink" href="/?p=1"><link rel="canonical" href="/accueil/">',
                )
            ),
            "/s.css": answer("@import 't.css'; b{background:url(img/d.png)}", content_type="text/css"),
            "/flux.xml": answer(
                '<?xml version="1.0"?><rss><channel><item><link>/depuis-le-flux/</link></item></channel></rss>',
                content_type="application/rss+xml",
            ),
        },
        otherwise=answer(page("rien d’autre")),
    )
    report = workspace.harvest(site.url)

    assert report.complete
    assert report.exit_code == 0
    captured = {url for url, outcome in workspace.outcomes(site.url).items() if outcome is Outcome.CAPTURED}
    assert captured >= {
        "/", "/fiche/1/", "/a.png", "/b.png", "/c.png", "/guide.pdf", "/fond.png", "/s.css", "/s.js", "/flux.xml",
        "/?p=1", "/accueil/", "/t.css", "/img/d.png", "/depuis-le-flux/",
    }  # fmt: skip
    row = workspace.rows()[f"{site.url}/fiche/1/"]
    assert (row.found_on, row.link_text, row.status, row.attempts) == (f"{site.url}/", "Une fiche", 200, 1)
    assert set(site.paths().values()) == {1}


def test_the_archive_holds_the_exact_bytes(serve: Serve, workspace: Workspace) -> None:
    raw = (
        b"HTTP/1.1 200 D\xe9j\xe0 vu\r\ncontent-TYPE:   text/html;charset=ISO-8859-1  \r\n"
        b"X-Plie: un\r\n\tdeux\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"5;a=b\r\nd\xe9j\xe0 \r\n2\r\nvu\r\n0\r\nFin: oui\r\n\r\n"
    )
    site = serve({"/": raw})
    workspace.harvest(f"{site.url}/")

    entry = workspace.archive.lookup(f"{site.url}/")
    assert entry is not None
    assert (entry.status, entry.mime, entry.record_type) == (200, "text/html", RecordType.RESPONSE)
    capture = workspace.archive.read(entry)
    assert capture.payload == b"d\xe9j\xe0 vu"
    assert capture.header("x-plie") == "un deux"
    from warcio.archiveiterator import ArchiveIterator

    with (workspace.archive_folder / entry.archive).open("rb") as file:
        blocks = [record.raw_stream.read() for record in ArchiveIterator(file, no_record_parse=True)]
    assert raw in blocks


def test_redirects_are_outcomes_and_their_targets_are_judged(serve: Serve, workspace: Workspace) -> None:
    site = serve(
        {
            "/": answer(
                page('<a href="/vieux">a</a><a href="/dehors">b</a><a href="/rond">c</a><a href="/sans">d</a>')
            ),
            "/vieux": redirect("/neuf"),
            "/neuf": answer(page("neuf")),
            "/dehors": redirect("http://autre.test/x", "302 Found"),
            "/rond": redirect("/rond"),
            "/sans": answer("", "301 Moved Permanently"),
        }
    )
    report = workspace.harvest(site.url)
    rows = workspace.rows()
    assert rows[f"{site.url}/vieux"].outcome is Outcome.REDIRECTED
    assert rows[f"{site.url}/vieux"].redirect_to == f"{site.url}/neuf"
    assert rows[f"{site.url}/neuf"].outcome is Outcome.CAPTURED
    assert rows[f"{site.url}/dehors"].redirect_to == "http://autre.test/x"
    assert rows["http://autre.test/x"].outcome is Outcome.EXCLUDED
    assert "autre.test" in rows["http://autre.test/x"].reason
    assert rows[f"{site.url}/rond"].outcome is Outcome.FAILED
    assert rows[f"{site.url}/sans"].outcome is Outcome.FAILED
    assert report.exit_code == 3
    assert {entry.status for entry in workspace.archive.entries()} == {200, 301, 302}


def test_an_endless_chain_of_redirects_is_a_trap(serve: Serve, workspace: Workspace) -> None:
    def next_one(asked: Asked) -> bytes:
        number = int(asked.path.rpartition("=")[2] or 0)
        return redirect(f"/saut?n={number + 1}")

    site = serve({"/": answer(page('<a href="/saut?n=0">x</a>')), "/feed/": answer("", "404 Not Found")}, next_one)
    site.replies |= dict.fromkeys(GUESSED, NOT_FOUND)
    report = workspace.harvest(site.url)
    assert report.outcomes[Outcome.TRAP] == 1
    assert report.outcomes[Outcome.REDIRECTED] == 11
    assert report.complete


def test_robots_is_obeyed_and_its_sitemaps_are_read(serve: Serve, workspace: Workspace) -> None:
    site = serve(
        {
            "/robots.txt": answer(
                "User-agent: *\nDisallow: /prive/\nSitemap: /plan-index.xml\n", content_type="text/plain"
            ),
            "/": answer(page('<a href="/prive/x">x</a>')),
            "/plan-index.xml": answer(
                '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
                "<sitemap><loc>/plan-1.xml</loc></sitemap></sitemapindex>",
                content_type="application/xml",
            ),
            "/plan-1.xml": answer(
                '<?xml version="1.0"?><urlset><url><loc>/orpheline/</loc></url></urlset>',
                content_type="application/xml",
            ),
            "/orpheline/": answer(page("orpheline")),
        }
    )
    report = workspace.harvest(site.url)
    outcomes = workspace.outcomes(site.url)
    assert outcomes["/orpheline/"] is Outcome.CAPTURED
    assert outcomes["/prive/x"] is Outcome.REFUSED
    assert "robots" in workspace.rows()[f"{site.url}/prive/x"].reason
    assert "/prive/x" not in site.paths()
    assert report.complete


def test_robots_that_cannot_be_had_stops_before_the_first_page(serve: Serve, workspace: Workspace) -> None:
    site = serve({"/robots.txt": answer("", "503 Service Unavailable"), "/": answer(page("x"))})
    with pytest.raises(HarvestError, match=r"robots\.txt.*503.*relancez"):
        workspace.harvest(site.url)
    assert set(site.paths()) == {"/robots.txt"}
    site.replies["/robots.txt"] = answer("", "404 Not Found")
    assert workspace.harvest(site.url).complete
    assert workspace.outcomes(site.url) == {"/": Outcome.CAPTURED}

    site.replies["/robots.txt"] = answer("", "503 Service Unavailable")
    with pytest.raises(HarvestError):
        workspace.harvest(site.url)
    site.replies |= {"/robots.txt": answer("", "404 Not Found"), "/": answer(page("changée"))}
    assert workspace.harvest(site.url).complete
    assert len(workspace.archive.entries()) == 2


def test_an_explicit_delay_goes_before_the_one_that_robots_wishes(serve: Serve, workspace: Workspace) -> None:
    site = serve(
        {"/robots.txt": answer("User-agent: *\nCrawl-delay: 60\n", content_type="text/plain"), "/": answer(page("x"))}
    )
    assert workspace.harvest(site.url, delay=0.0).complete


def test_gone_and_refused_are_kept_apart(serve: Serve, workspace: Workspace) -> None:
    codes = {"/a": "404 Not Found", "/b": "410 Gone", "/c": "401 Unauthorized", "/d": "403 Forbidden", "/e": "400 Bad"}
    links = "".join(f'<a href="{path}">x</a>' for path in codes)
    site = serve({"/": answer(page(links))} | {path: answer("non", code) for path, code in codes.items()})
    report = workspace.harvest(site.url)
    outcomes = workspace.outcomes(site.url)
    assert [outcomes[path] for path in codes] == [Outcome.GONE] * 2 + [Outcome.REFUSED] * 3
    assert report.complete
    statuses = {entry.url.removeprefix(site.url): entry.status for entry in workspace.archive.entries()}
    assert statuses == {"/": 200, "/a": 404, "/b": 410, "/c": 401, "/d": 403, "/e": 400}


def test_a_failure_of_the_moment_is_asked_again(serve: Serve, workspace: Workspace) -> None:
    times: list[str] = []

    def twice_broken(asked: Asked) -> bytes:
        times.append(asked.path)
        return answer("", "500 Oops") if len(times) < 3 else answer(page("enfin"))

    site = serve({"/": answer(page('<a href="/capricieux">x</a>')), "/capricieux": twice_broken})
    report = workspace.harvest(site.url)
    row = workspace.rows()[f"{site.url}/capricieux"]
    assert (row.outcome, row.attempts, row.status) == (Outcome.CAPTURED, 3, 200)
    assert report.complete
    assert [e.status for e in workspace.archive.entries() if e.url.endswith("/capricieux")] == [200]


def test_what_fails_to_the_end_leaves_the_run_incomplete(serve: Serve, workspace: Workspace) -> None:
    site = serve({"/": answer(page('<a href="/casse">x</a>')), "/casse": answer("aïe", "500 Oops")})
    report = workspace.harvest(site.url)
    assert (report.complete, report.exit_code, report.pending) == (False, 3, 0)
    assert "/casse" in report.last_problem
    row = workspace.rows()[f"{site.url}/casse"]
    assert (row.outcome, row.attempts, row.reason) == (Outcome.FAILED, 3, "le serveur répond 500")
    accepted = workspace.harvest(site.url, accepted=frozenset({f"{site.url}/casse"}))
    assert accepted.complete
    assert accepted.outcomes[Outcome.FAILED] == 1


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\ncourt", "connexion coupée"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\nx", "mal découpée"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncourt", "délai dépassé"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nfaux!", "contenu illisible"),
        (b"", "sans répondre"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "pas du HTTP"),
    ],
)
def test_broken_answers_fail_and_what_came_is_kept(serve: Serve, workspace: Workspace, raw: bytes, reason: str) -> None:
    site = serve({"/": answer(page('<a href="/casse">x</a>')), "/casse": raw})
    workspace.limits = replace(workspace.limits, retry_waits=(0.01,), read_timeout=0.3)
    report = workspace.harvest(site.url)
    row = workspace.rows()[f"{site.url}/casse"]
    assert row.outcome is Outcome.FAILED
    assert reason in row.reason
    assert report.exit_code == 3
    kept = workspace.archive.lookup(f"{site.url}/casse")
    if raw.startswith(b"HTTP"):
        assert kept is not None
        assert workspace.archive.read(kept).payload == raw.partition(b"\r\n\r\n")[2]
    else:
        assert kept is None


def test_a_body_without_end_is_cut_at_the_bound(serve: Serve, workspace: Workspace) -> None:
    site = serve(
        {
            "/": answer(page('<a href="/gros">x</a><a href="/bombe">y</a>')),
            "/gros": b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 500_000,
            "/bombe": answer(__import__("gzip").compress(b"0" * 5_000_000), content_encoding="gzip"),
        }
    )
    workspace.limits = replace(workspace.limits, retry_waits=(), max_body=100_000)
    workspace.harvest(site.url)
    rows = workspace.rows()
    assert rows[f"{site.url}/gros"].outcome is Outcome.FAILED
    assert rows[f"{site.url}/gros"].reason == "réponse trop grande"
    assert rows[f"{site.url}/bombe"].outcome is Outcome.FAILED
    assert "contenu illisible" in rows[f"{site.url}/bombe"].reason


def test_scope_is_the_host_and_port_and_what_the_rules_let_through(serve: Serve, workspace: Workspace) -> None:
    other = serve({"/x": answer("ailleurs")})
    site = serve(
        {
            "/": answer(
                page(
                    f'<a href="{other.url}/x">a</a><a href="/fiche/1">b</a><a href="/fiche/brouillon">c</a>'
                    '<a href="/divers">d</a><a href="/wp-login.php">e</a><a href="/fiche/1?replytocom=7">f</a>'
                )
            ),
            "/fiche/1": answer(page("fiche")),
        }
    )
    workspace.harvest(site.url, include=("/fiche/",), exclude=("brouillon$",))
    rows = workspace.rows()
    reasons = {url.removeprefix(site.url): row.reason for url, row in rows.items() if row.outcome is Outcome.EXCLUDED}
    assert rows[f"{site.url}/fiche/1"].outcome is Outcome.CAPTURED
    assert set(reasons) == {
        f"{other.url}/x", "/fiche/brouillon", "/divers", "/wp-login.php", "/fiche/1?replytocom=7"
    }  # fmt: skip
    assert "« brouillon$ »" in reasons["/fiche/brouillon"]
    assert "--include" in reasons["/divers"]
    assert not other.asked
    assert not {"/divers", "/wp-login.php", "/fiche/brouillon"} & set(site.paths())

    report = workspace.harvest(site.url, include=("/fiche/", "/divers"))
    assert workspace.outcomes(site.url)["/divers"] is Outcome.GONE
    assert report.complete


def test_links_to_an_alias_are_asked_of_the_source(serve: Serve, workspace: Workspace) -> None:
    site = serve(
        {
            "/": answer(page('<a href="http://vieux.test/a#x">a</a><a href="https://autre.test/b">b</a>')),
            "/a": answer(page("a")),
            "/b": redirect("http://vieux.test/a"),
        }
    )
    workspace.harvest(site.url, aliases=("vieux.test", "https://autre.test/"))
    assert workspace.outcomes(site.url) == {
        "/": Outcome.CAPTURED,
        "/a": Outcome.CAPTURED,
        "/b": Outcome.REDIRECTED,
    }
    from crawler.ledger import Ledger

    with Ledger.open(workspace.ledger_file) as ledger:
        assert list(ledger.aliases()) == [
            ("http://vieux.test/a", f"{site.url}/a"),
            ("https://autre.test/b", f"{site.url}/b"),
        ]


def test_a_second_run_asks_only_for_what_changed(serve: Serve, workspace: Workspace) -> None:
    def tagged(asked: Asked) -> bytes:
        if asked.headers.get("if-none-match") == '"v1"':
            return b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n'
        return answer(page("étiquetée"), etag='"v1"')

    site = serve(
        {
            "/": answer(page('<a href="/tag">a</a><a href="/fixe">b</a><a href="/change">c</a><a href="/parti">d</a>')),
            "/tag": tagged,
            "/fixe": answer(page("toujours la même")),
            "/change": answer(page("avant")),
            "/parti": answer(page("bientôt parti")),
        }
    )
    workspace.harvest(site.url)
    before = workspace.archive.entries()
    site.replies |= {"/change": answer(page('après <a href="/nouveau">n</a>')), "/nouveau": answer(page("neuf"))}
    del site.replies["/parti"]
    report = workspace.harvest(site.url)

    assert workspace.outcomes(site.url) == {
        "/": Outcome.UNCHANGED,
        "/tag": Outcome.UNCHANGED,
        "/fixe": Outcome.UNCHANGED,
        "/change": Outcome.CAPTURED,
        "/nouveau": Outcome.CAPTURED,
        "/parti": Outcome.GONE,
    }
    assert report.complete
    after = workspace.archive.entries()
    assert set(before) <= set(after)
    added = {entry.url.removeprefix(site.url) for entry in set(after) - set(before)}
    assert added == {"/change", "/nouveau", "/parti"}
    newest = {entry.url: entry for entry in workspace.archive.newest()}
    assert workspace.archive.read(newest[f"{site.url}/tag"]).payload == page("étiquetée")
    assert b"apr" in workspace.archive.read(newest[f"{site.url}/change"]).payload

    workspace.harvest(site.url)
    assert workspace.archive.entries() == after


def test_a_calendar_without_end_is_a_trap_and_the_run_ends(serve: Serve, workspace: Workspace) -> None:
    def month(asked: Asked) -> bytes:
        number = int(asked.path.rpartition("=")[2])
        return answer(page(f'<a href="/agenda?mois={number + 1}">suivant</a>'))

    replies = {
        "/": answer(page('<a href="/agenda?mois=1">agenda</a><a href="/a/">a</a>')),
        "/a/": answer(page('<a href="b/">x</a>')),
    }
    site = serve(replies, lambda asked: month(asked) if "mois=" in asked.path else deeper(asked))

    def deeper(asked: Asked) -> bytes:
        return answer(page('<a href="b/">encore</a>')) if asked.path.startswith("/a/") else answer("", "404 x")

    report = workspace.harvest(site.url)
    assert report.complete
    assert report.outcomes[Outcome.TRAP] == 2
    assert sum(path.startswith("/agenda") for path in site.paths()) <= 110
    assert sum(path.startswith("/a/") for path in site.paths()) <= 10


def test_documents_that_lead_only_to_the_next_one_are_no_trap(serve: Serve, workspace: Workspace) -> None:
    def document(asked: Asked) -> bytes:
        number = int(asked.path.rpartition("=")[2])
        words = "".join(chr(97 + int(digit)) for digit in str(number))
        following = f'<a href="/fiche.php?id={number + 1}">suivante</a>' if number < 250 else ""
        return answer(page(f"<p>Une fiche sur {words}</p>{following}"))

    site = serve({"/": answer(page('<a href="/fiche.php?id=1">fiches</a>'))}, document)
    site.replies |= dict.fromkeys(GUESSED, NOT_FOUND)
    assert workspace.harvest(site.url).outcomes == {Outcome.CAPTURED: 251}


def test_filters_in_every_order_are_a_trap(serve: Serve, workspace: Workspace) -> None:
    def filters(asked: Asked) -> bytes:
        if asked.path == "/":
            return answer(page('<a href="/liste?a=0&b=0">x</a>'))
        links = "".join(f'<a href="/liste?a={a}&b={b}">x</a>' for a in range(40) for b in range(40))
        return answer(page(links)) if "?" in asked.path else answer("", "404 x")

    site = serve({}, filters)
    report = workspace.harvest(site.url)
    assert report.complete
    asked = sum("?" in path for path in site.paths())
    assert asked == 1 + 300, "the one that the home page names, and as many as are always allowed"
    assert report.outcomes[Outcome.TRAP] == 1600 - asked


def test_probes_that_find_nothing_are_counted_not_listed(serve: Serve, workspace: Workspace) -> None:
    site = serve({"/": answer(page("seule"))})
    report = workspace.harvest(site.url)
    assert report.outcomes == {Outcome.CAPTURED: 1}
    from crawler.ledger import Ledger

    with Ledger.open(workspace.ledger_file) as ledger:
        assert ledger.fact("probes_unanswered") == str(len(site.paths()) - 1)
    assert [entry.url for entry in workspace.archive.entries()] == [f"{site.url}/"]


def test_a_page_linked_to_is_listed_even_if_we_also_guessed_it(serve: Serve, workspace: Workspace) -> None:
    site = serve({"/": answer(page('<a href="/feed/">flux</a><a href="/sitemap.xml">plan</a>'))})
    workspace.harvest(site.url)
    outcomes = workspace.outcomes(site.url)
    assert (outcomes["/feed/"], outcomes["/sitemap.xml"]) == (Outcome.GONE, Outcome.GONE)


def test_an_address_too_long_is_listed_with_its_reason(serve: Serve, workspace: Workspace) -> None:
    site = serve({"/": answer(page(f'<a href="/{"a" * 5000}">x</a>'))})
    workspace.harvest(site.url)
    excluded = [row for row in workspace.rows().values() if row.outcome is Outcome.EXCLUDED]
    assert len(excluded) == 1
    assert "2000 caractères" in excluded[0].reason


def test_a_refused_connection_is_said_in_one_sentence(workspace: Workspace, closed_port: int) -> None:
    with pytest.raises(HarvestError, match="connexion refusée") as error:
        workspace.harvest(f"http://127.0.0.1:{closed_port}/")
    assert error.value.exit_code == 1


def test_a_server_that_speaks_no_http_is_said(serve: Serve, workspace: Workspace) -> None:
    site = serve({}, otherwise=b"220 mail.test ESMTP\r\n")
    with pytest.raises(HarvestError, match="pas du HTTP"):
        workspace.harvest(site.url)


def test_a_site_that_dies_on_the_way_stops_the_run_and_can_be_resumed(serve: Serve, workspace: Workspace) -> None:
    links = "".join(f'<a href="/{number}">x</a>' for number in range(60))
    site = serve({"/": answer(page(links))}, otherwise=b"")
    site.replies |= dict.fromkeys(GUESSED, NOT_FOUND)
    report = workspace.harvest(site.url)
    assert report.exit_code == 3
    assert "ne répond plus" in report.last_problem
    assert report.pending > 0
    site.otherwise = answer(page("revenu"))
    again = workspace.harvest(site.url)
    assert again.complete
    assert again.outcomes == {Outcome.CAPTURED: 61}


def test_outside_this_machine_a_contact_is_needed(workspace: Workspace) -> None:
    with pytest.raises(HarvestError, match="COMEDIE_CONTACT=") as error:
        workspace.harvest("https://www.exemple.invalid/")
    assert error.value.exit_code == 2
    assert not workspace.folder.exists()


def test_the_user_agent_names_the_contact(serve: Serve, workspace: Workspace) -> None:
    site = serve({"/": answer(page("x"))})
    workspace.harvest(site.url, contact="archives@exemple.fr")
    assert all(
        asked.headers["user-agent"].startswith("comedie-harvest")
        and asked.headers["user-agent"].endswith("(+archives@exemple.fr)")
        for asked in site.asked
    )


@pytest.mark.parametrize("option", [{"include": ("([",)}, {"exclude": ("*",)}, {"aliases": ("a b",)}])
def test_a_senseless_rule_is_refused_before_anything_is_asked(
    serve: Serve, workspace: Workspace, option: dict[str, tuple[str, ...]]
) -> None:
    site = serve({"/": answer(page("x"))})
    with pytest.raises(HarvestError) as error:
        workspace.harvest(site.url, **option)
    assert error.value.exit_code == 2
    assert not site.asked


def test_progress_is_told_while_it_works(serve: Serve, workspace: Workspace) -> None:
    site = serve({"/": answer(page("x"))})
    workspace.harvest(site.url)
    assert workspace.progress[-1].done == 1
    assert workspace.progress[-1].queued == 0


def test_a_caller_that_stops_listening_ends_the_harvest(serve: Serve, workspace: Workspace) -> None:
    from crawler.harvest import harvest

    site = serve({"/": answer(page("x"))})

    def bored(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        harvest(workspace.request(site.url), bored)
    assert workspace.harvest(site.url).complete


def test_a_small_file_bound_starts_further_archives(serve: Serve, workspace: Workspace) -> None:
    links = "".join(f'<a href="/{number}">x</a>' for number in range(40))
    site = serve({"/": answer(page(links))}, otherwise=lambda asked: answer(page(asked.path)))
    workspace.limits = Limits(retry_waits=(), rotate_at=5_000)
    workspace.harvest(site.url)
    names = {entry.archive for entry in workspace.archive.entries()}
    assert len(names) > 2
    assert min(names) == "site-00001.warc.gz"
    for entry in workspace.archive.entries():
        workspace.archive.read(entry)


def test_a_lost_archive_is_noticed(serve: Serve, workspace: Workspace) -> None:
    site = serve({"/": answer(page("x"))})
    workspace.harvest(site.url)
    (file,) = workspace.archive_folder.glob("*.warc.gz")
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(HarvestError, match="a perdu des données"):
        workspace.harvest(site.url)


def test_the_source_may_move_to_another_port_never(serve: Serve, workspace: Workspace) -> None:
    other = serve({"/": answer(page("ailleurs"))})
    site = serve({"/": redirect(f"{other.url}/")})
    workspace.harvest(site.url)
    assert workspace.outcomes() == {f"{site.url}/": Outcome.REDIRECTED, f"{other.url}/": Outcome.EXCLUDED}
    assert not other.asked


def test_a_workspace_may_be_given_by_a_relative_path(
    tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = serve({"/": answer(page("x"))})
    monkeypatch.chdir(tmp_path)
    assert Workspace(Path("ici")).harvest(site.url).complete
    assert (tmp_path / "ici" / "archive" / "index.cdxj").is_file()
