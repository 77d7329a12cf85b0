"""The element that holds a page's main text, taken apart in the order that loses nothing."""

import re
from typing import TYPE_CHECKING

from lxml import etree

from transform.addresses import absolute, identity_of
from transform.extract.documents import documents_among, format_at
from transform.extract.found import Anchor, Content, written
from transform.extract.media import take_images, take_videos
from transform.extract.notes import take_notes
from transform.extract.page import Page
from transform.extract.plaintext import text_of
from transform.extract.sections import Run, runs_of, section_of
from transform.markup import HEADINGS, line_of, remove

if TYPE_CHECKING:
    from transform.schema import Image, Video

_OPENED = re.compile(
    r"""(?:window\.open|open\w*|popup\w*|location(?:\.href)?)\s*[(=]\s*['"]([^'"\s]{1,500})['"]""", re.IGNORECASE
)


def read_content(element: etree._Element, page: Page, rule: str, *, lead: etree._Element | None = None) -> Content:
    """Consumes the element: what is read is taken out of it. `rule` names the evidence's rules.

    `lead` is the block within it that is the lead alone; without it, all that stands before the first heading is.
    """
    content = Content()
    where = page.path_of(element)
    content.opened = _reveal_script_links(element, page.base, page.url)
    content.anchors = anchors_of(element, page.base)
    content.documents = documents_among(content.anchors)
    for place, _ in enumerate(content.documents):
        content.evidence[f"/documents/{place}"] = written(f"{rule}.document", page.capture, where)
    content.announced = _take_link_lists(element, page.base, content.opened)
    for place, (note, path) in enumerate(take_notes(element, page)):
        content.notes.append(note)
        content.evidence[f"/notes/{place}"] = written(f"{rule}.note", page.capture, path)
    videos, lost_frames = take_videos(element, page)
    images, lost_images = take_images(element, page)
    content.lost = lost_frames + lost_images
    content.anchors += [Anchor(url, "") for url, _ in lost_frames]
    kept: set[str] = set()
    found: list[tuple[Image | Video, str | None]] = [*images, *videos]
    for medium, path in found:
        if medium.url not in kept:
            kept.add(medium.url)
            content.evidence[f"/media/{len(content.media)}"] = written(f"{rule}.{medium.type}", page.capture, path)
            content.media.append(medium)
    _split(element, content, page, rule, where, lead)
    return content


def anchors_of(element: etree._Element, base: str) -> list[Anchor]:
    """Links in reading order; those inside the page itself are no links. Bounded like the page."""
    found = []
    for anchor in element.iter("a", "area"):
        href = (anchor.get("href") or "").strip()
        url = absolute(href, base) if href and not href.startswith("#") else None
        if url is not None:
            found.append(Anchor(url, line_of(anchor) or (anchor.get("title") or anchor.get("alt") or "").strip()))
    return found


def _split(
    element: etree._Element, content: Content, page: Page, rule: str, where: str | None, lead: etree._Element | None
) -> None:
    lead_path = page.path_of(lead) if lead is not None else where
    first, *runs = runs_of(element)
    if lead is not None:
        apart = [piece for piece in first.pieces if piece is lead or lead in piece.iterancestors()]
        rest = [piece for piece in first.pieces if piece not in apart]
        first, runs = Run(None, apart), [Run(None, rest), *runs]
    content.lead = text_of(first.pieces) or None
    if content.lead:
        content.evidence["/lead"] = written(f"{rule}.lead", page.capture, lead_path)
    for run in runs:
        section = section_of(run, page.base)
        if section is not None:
            path = page.path_of(run.heading) if run.heading is not None else where
            content.evidence[f"/sections/{len(content.sections)}"] = written(f"{rule}.section", page.capture, path)
            content.sections.append(section)


def _reveal_script_links(element: etree._Element, base: str, own: str) -> list[str]:
    """Links that only a script opens get their real address; returned in their order.

    `own` is the page's address: a mirror writes it in full where the page said « # ».
    """
    opened = []
    here = identity_of(own)
    for node in element.iter("a", "area", "button"):
        href = (node.get("href") or "").strip()
        script = node.get("onclick") or (href if href.lower().startswith("javascript:") else "")
        leads = bool(href) and not href.startswith("#") and not href.lower().startswith("javascript:")
        found = _OPENED.search(script)
        if leads and (found is None or identity_of(absolute(href, base) or "") != here):
            continue
        url = absolute(found[1], base) if found else None
        if url is not None:
            node.set("href", url)
            node.tag = "a"
            opened.append(url)
    return opened


def _take_link_lists(element: etree._Element, base: str, opened: list[str]) -> list[str]:
    """Takes out lists of nothing but files to download, or of pages that a script opens.

    They are in the documents and in the links. The heading that announced one goes too, and is returned; so does the
    box that held only it.
    """
    announced = []
    for block in list(element.iter("ul", "ol")):
        if next(block.iterdescendants("ul", "ol"), None) is not None:
            continue
        anchors = list(block.iter("a"))
        targets = [absolute(anchor.get("href") or "", base) or "" for anchor in anchors]
        apart = all(format_at(target) for target in targets) or all(target in opened for target in targets)
        if not anchors or not apart or _letters(line_of(block)) != _letters("".join(map(line_of, anchors))):
            continue
        heading, holder = block.getprevious(), block.getparent()
        remove(block)
        if heading is not None and heading.tag in HEADINGS and not (heading.tail or "").strip():
            announced.append(line_of(heading))
            remove(heading)
        if (
            holder is not None
            and holder is not element
            and not line_of(holder)
            and next(holder.iter("img"), None) is None
        ):
            remove(holder)
    return announced


def _letters(text: str) -> str:
    return "".join(text.split())
