"""A second run says that nothing is new: revisit records, and what is new, changed or gone."""

from collections.abc import Callable

from fastwarc.warc import ArchiveIterator as FastWarcIterator
from warcio.archiveiterator import ArchiveIterator

from crawler.completeness import completeness
from crawler.ledger import Ledger
from tests.crawler.kills import read_to_the_end
from tests.crawler.web import Asked, Site, Workspace, answer, page

Serve = Callable[..., Site]


def tagged(asked: Asked) -> bytes:
    if asked.headers.get("if-none-match") == '"v1"':
        return b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n'
    return answer(page("étiquetée"), etag='"v1"')


def in_chunks(_: Asked) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>x\r\n0\r\n\r\n"


def visited_twice(serve: Serve, workspace: Workspace) -> Site:
    links = "".join(f'<a href="/{name}">x</a>' for name in ("tag", "blocs", "change", "parti"))
    site = serve(
        {
            "/": answer(page(links)),
            "/tag": tagged,
            "/blocs": in_chunks,
            "/change": answer(page("avant")),
            "/parti": answer(page("bientôt parti")),
        }
    )
    assert workspace.harvest(site.url).complete
    site.replies |= {"/change": answer(page('après <a href="/neuf">n</a>')), "/neuf": answer(page("neuf"))}
    del site.replies["/parti"]
    assert workspace.harvest(site.url).complete
    return site


def test_what_is_not_new_is_a_revisit_of_its_first_capture(serve: Serve, workspace: Workspace) -> None:
    site = visited_twice(serve, workspace)
    revisits, firsts = {}, {}
    for path in workspace.archive_folder.glob("*.warc.gz"):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                header = record.rec_headers.get_header
                name = str(header("WARC-Target-URI")).removeprefix(site.url)
                record.raw_stream.read()
                if record.rec_type == "revisit":
                    revisits[name] = record
                elif record.rec_type == "response":
                    firsts.setdefault(name, header("WARC-Payload-Digest"))
    assert set(revisits) == {"/", "/tag", "/blocs"}
    for name, record in revisits.items():
        header = record.rec_headers.get_header
        assert header("WARC-Refers-To-Target-URI") == f"{site.url}{name}"
        assert header("WARC-Payload-Digest") == firsts[name]
        assert header("WARC-Refers-To-Date") <= header("WARC-Date")
        profile = "server-not-modified" if name == "/tag" else "identical-payload-digest"
        assert header("WARC-Profile").endswith(profile)
    assert read_to_the_end(workspace.archive_folder)
    for path in workspace.archive_folder.glob("*.warc.gz"):
        with path.open("rb") as file:
            assert all(record.verify_block_digest() for record in FastWarcIterator(file, parse_http=False))


def test_readers_of_the_archive_see_payloads_and_the_index_sees_visits(serve: Serve, workspace: Workspace) -> None:
    site = visited_twice(serve, workspace)
    entries = workspace.archive.entries()
    assert all(workspace.archive.read(entry).entry.mime != "warc/revisit" for entry in entries)
    every = workspace.archive.with_revisits()
    assert {entry.url.removeprefix(site.url) for entry in set(every) - set(entries)} == {"/", "/tag", "/blocs"}


def test_new_changed_and_gone_are_told(serve: Serve, workspace: Workspace) -> None:
    site = visited_twice(serve, workspace)
    with Ledger.open(workspace.ledger_file) as ledger:
        changes = completeness(ledger).changes
    told = {what: [url.removeprefix(site.url) for url in listed.items] for what, listed in changes.items()}
    assert told == {"new": ["/neuf"], "changed": ["/change"], "gone": ["/parti"]}
    workspace.harvest(site.url)
    with Ledger.open(workspace.ledger_file) as ledger:
        assert completeness(ledger).changes == {}
