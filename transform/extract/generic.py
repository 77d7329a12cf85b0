"""A page that no profile claims: its main text where it can be found, or all of its body that is no frame."""

import re

from lxml import etree

from transform.addresses import segments_of
from transform.classify import Signals, classify
from transform.extract.content import read_content
from transform.extract.dates import date_in
from transform.extract.found import Content, Draft, written
from transform.extract.headline import heading_candidates
from transform.extract.main_text import main_element
from transform.extract.page import Page
from transform.extract.related import drop_share_links
from transform.extract.roles import folded
from transform.markup import classes_of, is_hidden, line_of, remove
from transform.repair.text import repaired
from transform.schema import Evidence

RULE = "generic"
_FRAME = (
    *("nav", "header", "footer", "aside", "script", "style", "noscript", "template"),
    *("form", "button", "select", "textarea"),
)
_FRAME_NAMES = re.compile(
    r"^(?:(?:main|site|page|global|top|left|right)?[-_]?(?:menu|nav|navigation|navbar|header|footer|sidebar|bandeau"
    r"|breadcrumbs?|entete|pied|pied-de-page|fil-ariane|ariane)|skip-?links?|accessibility|cookie.*|comments?)$",
    re.IGNORECASE,
)


def draft_of_any_page(page: Page) -> Draft:
    """Its title is left to a comparison of all pages; its kind is `page` unless its own words say better."""
    evidence: dict[str, Evidence] = {}
    headings = heading_candidates(page)
    body = page.body
    published = _published(page, evidence)
    _strip_frame(body)
    main = main_element(body)
    if main is None or main is body:
        main = body
    _drop_title_heading(main, page.window_title)
    content = read_content(main, page, RULE)
    if main is not body:
        remove(main)
        _complete(content, read_content(body, page, RULE))
    if page.language:
        evidence["/language"] = written(f"{RULE}.language", page.capture, page.language[1])
    verdict = classify(
        Signals(
            segments=tuple(segments_of(page.url)[-1:]),
            title=repaired(headings[0].words if headings else page.window_title)[0],
            headings=tuple(repaired(section.heading)[0] for section in content.sections if section.heading),
            lead=repaired(content.lead or "")[0],
        )
    )
    return Draft(
        template=RULE,
        content=content,
        verdict=verdict,
        headings=headings,
        window_title=page.window_title,
        window_title_path=page.title_path,
        language=page.language[0] if page.language else None,
        published=published,
        evidence=evidence,
    )


def _published(page: Page, evidence: dict[str, Evidence]) -> str | None:
    for name in ("article:published_time", "dc.date.issued", "dcterms.issued", "dc.date", "date"):
        raw = page.meta(name)
        if raw and (date := date_in(raw)):
            evidence["/published"] = written(f"{RULE}.published", page.capture, None, raw if raw != date else None)
            return date
    return None


def _strip_frame(body: etree._Element) -> None:
    """Menus, banners, forms and what is hidden: by their tags, their names, their style."""
    for element in list(body.iter(*_FRAME)):
        if element.tag != "header" or next(element.iter("h1"), None) is None:
            remove(element)
    for element in list(body.iter()):
        if not isinstance(element.tag, str) or element is body or element.getparent() is None:
            continue
        names = [*classes_of(element), element.get("id") or ""]
        framed = any(_FRAME_NAMES.match(name) for name in names) and next(element.iter("h1"), None) is None
        if framed or is_hidden(element):
            remove(element)
    drop_share_links(body)


def _drop_title_heading(main: etree._Element, window_title: str) -> None:
    """The page's title is a field of its own: the heading that repeats it leaves the text."""
    headings = list(main.iter("h1"))
    window = f" {folded(window_title)} "
    for heading in headings:
        if len(headings) == 1 or f" {folded(line_of(heading))} " in window:
            remove(heading)
            return


def _complete(content: Content, whole: Content) -> None:
    """What stands in the body, frame apart, and not in the main text: links, images, players, files."""
    for pointer, ours, theirs in (
        ("media", content.media, whole.media),
        ("documents", content.documents, whole.documents),
    ):
        known = {item.url for item in ours}
        for place, item in enumerate(theirs):
            if item.url not in known:
                content.evidence[f"/{pointer}/{len(ours)}"] = whole.evidence[f"/{pointer}/{place}"]
                ours.append(item)  # type: ignore[arg-type]
    seen = {(anchor.url, anchor.text) for anchor in content.anchors}
    content.anchors += [anchor for anchor in whole.anchors if (anchor.url, anchor.text) not in seen]
    content.notes = content.notes or whole.notes
    content.lost += [lost for lost in whole.lost if lost not in content.lost]
