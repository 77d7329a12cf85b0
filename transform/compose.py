"""Drafts of one item, its id and the address book to one record."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transform.addresses import host_of, identity_of
from transform.classify import reasons_sentence
from transform.extract.found import Content, Draft
from transform.extract.headline import title_of
from transform.extract.notes import NOTE
from transform.files import FileRead, file_name, sha256_of
from transform.links import AddressBook
from transform.reading import PageRead
from transform.schema import (
    Document,
    Evidence,
    Image,
    Link,
    LinkStatus,
    Nature,
    Quality,
    Record,
    Section,
    Source,
    Version,
    XPathSelector,
)

_NOTE_LINK = re.compile(rf'(href="{NOTE})([0-9]+)')
#: What makes a record complete, whatever its kind; each counts the same.
_EXPECTED = ("title", "lead", "sections", "published", "people", "terms", "language")


@dataclass(slots=True)
class Surroundings:
    """What a record's values depend on beyond its own pages. `files` holds what was read of a document, by digest."""

    book: AddressBook
    repeated: frozenset[str]
    files: Mapping[str, FileRead] = field(default_factory=dict)


def compose(
    identifier: str,
    reads: Sequence[PageRead],
    aliases: Sequence[str],
    around: Surroundings,
    versions: Sequence[PageRead] = (),
) -> Record:
    """`reads`: the main page first, then its following pages. The main one has a draft, and so has each version."""
    main, draft = reads[0], reads[0].draft
    assert draft is not None
    content = _joined([read.draft.content for read in reads if read.draft is not None])
    evidence = {**content.evidence, **draft.evidence}
    title = _title(main, draft, around, evidence)
    evidence["/kind"] = Evidence(
        nature=Nature.WRITTEN if draft.verdict.written else Nature.INFERRED,
        rule=f"{draft.template}.kind",
        capture=main.capture,
        raw=reasons_sentence(draft.verdict.reasons),
        confidence=draft.verdict.confidence,
    )
    for read in versions:
        _add_things(content, read)
    links = _links(content, main.entry.url, around.book)
    if links:
        evidence["/links"] = Evidence(nature=Nature.WRITTEN, rule=f"{draft.template}.link", capture=main.capture)
    related = _related(draft.related, identifier, around.book)
    if not related:
        evidence.pop("/related", None)
    record = Record(
        id=identifier,
        kind=draft.verdict.kind,
        language=draft.language,
        title=title,
        subtitle=draft.subtitle,
        lead=content.lead,
        sections=content.sections,
        notes=content.notes,
        published=draft.published,
        modified=draft.modified,
        terms=dict(sorted(draft.terms.items())),
        people=draft.people,
        media=[_archived(medium, around.book) if isinstance(medium, Image) else medium for medium in content.media],
        documents=[_with_bytes(document, around) for document in content.documents],
        links=links,
        related=related,
        step=draft.step,
        versions=[_version(read, around) for read in versions],
        source=Source(
            url=main.entry.url,
            aliases=list(aliases),
            native_id=main.native_id,
            template=draft.template,
            captured=main.captured,
            archive=main.entry.archive,
            offset=main.entry.offset,
            digest=main.entry.digest,
        ),
        provenance=evidence,
    )
    filled = sum(1 for name in _EXPECTED if getattr(record, name))
    record.quality = Quality(completeness=round(filled / len(_EXPECTED), 2))
    return record


def _version(read: PageRead, around: Surroundings) -> Version:
    draft = read.draft
    assert draft is not None
    return Version(
        language=draft.language or "",
        url=read.entry.url,
        title=_title(read, draft, around, {}),
        subtitle=draft.subtitle,
        lead=draft.content.lead,
        sections=draft.content.sections,
        notes=draft.content.notes,
    )


def content_digest(record: Record) -> str:
    """Of what the source says, not of where or when it was seen."""
    values = record.model_dump(mode="json", exclude={"source", "provenance", "quality", "links", "related"})
    del values["moved_to"]
    if not record.versions:
        del values["versions"]
    return f"sha256:{hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()}"


def _title(main: PageRead, draft: Draft, around: Surroundings, evidence: dict[str, Evidence]) -> str:
    if draft.title:
        return draft.title
    words, path = title_of(draft.window_title, draft.headings, around.repeated)
    if words:
        raw = draft.window_title if words != draft.window_title and path is None else None
        where = path or draft.window_title_path
        evidence["/title"] = Evidence(
            nature=Nature.WRITTEN,
            rule=f"{draft.template}.title",
            capture=main.capture,
            selector=XPathSelector(value=where) if where else None,
            raw=raw,
        )
        return words
    name = main.entry.url.partition("?")[0].rstrip("/").rpartition("/")[2] or main.entry.url
    evidence["/title"] = Evidence(nature=Nature.INFERRED, rule="address.title", capture=main.capture, confidence=0.3)
    return name


def _add_things(content: Content, version: PageRead) -> None:
    """The files, pictures and links that only a version has: they are the item's."""
    assert version.draft is not None
    theirs = version.draft.content
    for name in ("media", "documents"):
        ours = getattr(content, name)
        known = {thing.url for thing in ours}
        for place, thing in enumerate(getattr(theirs, name)):
            if thing.url not in known:
                if (pointer := f"/{name}/{place}") in theirs.evidence:
                    content.evidence[f"/{name}/{len(ours)}"] = theirs.evidence[pointer]
                ours.append(thing)
    content.anchors += theirs.anchors


def _joined(contents: Sequence[Content]) -> Content:
    """The parts of an article in several pages, end to end; what stands before a part's first heading is a section."""
    whole = contents[0]
    for part in contents[1:]:
        for section in part.sections:
            section.html = _NOTE_LINK.sub(lambda found: f"{found[1]}{int(found[2]) + len(whole.notes)}", section.html)
        if part.lead:
            part.sections.insert(0, Section(text=part.lead, html=_paragraphs(part.lead)))
            part.evidence = {_moved(pointer, "sections", 1): found for pointer, found in part.evidence.items()}
            part.evidence["/sections/0"] = part.evidence.pop("/lead")
        for name in ("sections", "notes", "media", "documents"):
            ours = getattr(whole, name)
            offset = len(ours)
            for pointer, found in part.evidence.items():
                if pointer.startswith(f"/{name}/"):
                    whole.evidence[_moved(pointer, name, offset)] = found
            ours.extend(getattr(part, name))
        whole.anchors += part.anchors
    return whole


def _moved(pointer: str, name: str, offset: int) -> str:
    head = f"/{name}/"
    return f"{head}{int(pointer.removeprefix(head)) + offset}" if pointer.startswith(head) else pointer


def _paragraphs(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(
        f"<p>{paragraph}</p>" for paragraph in escaped.replace("\n\n", "\x00").replace("\n", "<br>").split("\x00")
    )


def _links(content: Content, own: str, book: AddressBook) -> list[Link]:
    """In reading order, each (address, words) once. Links to the page's own files and pictures stay: they are links."""
    links: dict[tuple[str, str], Link] = {}
    for anchor in content.anchors:
        if identity_of(anchor.url) == identity_of(own):
            continue
        found = book.find(anchor.url)
        links.setdefault(
            (anchor.url, anchor.text),
            Link(url=anchor.url, text=anchor.text, status=found.status, record=found.record),
        )
    return list(links.values())


def _related(urls: Sequence[str], identifier: str, book: AddressBook) -> list[str]:
    found = (book.find(url) for url in urls)
    return list(dict.fromkeys(one.record for one in found if one.record and one.record != identifier))


def _archived(image: Image, book: AddressBook) -> Image:
    found = book.find(image.url)
    if found.status is LinkStatus.FILE and found.file is not None:
        return image.model_copy(update={"file": file_name(found.file)})
    return image


def _with_bytes(document: Document, around: Surroundings) -> Document:
    found = around.book.find(document.url)
    if found.status is not LinkStatus.FILE or found.file is None:
        return document
    read = around.files.get(found.file.digest)
    return document.model_copy(
        update={
            "sha256": sha256_of(found.file),
            "format": found.file.mime or document.format,
            "bytes": read.size if read else None,
            "text": read.text if read else None,
        }
    )


def hosts_of(reads: Sequence[PageRead]) -> set[str]:
    """The hosts under which an item says it stands."""
    urls = [url for read in reads for url in (read.entry.url, read.canonical) if url]
    return {host_of(url) for url in urls}
