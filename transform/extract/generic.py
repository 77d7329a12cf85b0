"""A page that no profile claims: its main text by trafilatura, or all of its body that is no frame."""

import copy
import re

import trafilatura
from lxml import etree, html

from transform.addresses import segments_of
from transform.classify import Signals, classify
from transform.extract.content import read_content
from transform.extract.dates import date_in
from transform.extract.found import Content, Draft, written
from transform.extract.headline import heading_candidates
from transform.extract.page import Page
from transform.extract.related import drop_share_links
from transform.extract.roles import folded
from transform.markup import HEADINGS, classes_of, line_of, remove
from transform.schema import Evidence

RULE = "generic"
_FRAME = (
    "nav",
    "header",
    "footer",
    "aside",
    "script",
    "style",
    "noscript",
    "template",
    "form",
    "button",
    "select",
    "textarea",
)
_FRAME_NAMES = re.compile(
    r"^(?:(?:main|site|page|global|top|left|right)?[-_]?(?:menu|nav|navigation|navbar|header|footer|sidebar|breadcrumbs?|bandeau"
    r"|entete|pied|pied-de-page|fil-ariane|ariane)|skip-?links?|accessibility|cookie.*|comments?)$",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_EMPHASIS = {"#b": "strong", "#i": "em", "#u": "u", "#t": "code", "#sub": "sub", "#sup": "sup"}
_TAGS = {"item": "li", "quote": "blockquote", "row": "tr", "lb": "br", "graphic": "img", "del": "del", "code": "code"}
#: Less than this share of the body's own words, and what trafilatura found is not the text but a piece of it.
_LEAST_SHARE = 0.25


def draft_of_any_page(page: Page) -> Draft:
    """Its title is left to a comparison of all pages; its kind is `page` unless its own words say better."""
    evidence: dict[str, Evidence] = {}
    headings = heading_candidates(page)
    body = page.body
    published = _published(page, evidence)
    _strip_frame(body)
    main = _main_text(body)
    if main is None:
        _drop_title_heading(body, page.window_title)
        content = read_content(body, page, RULE)
    else:
        _drop_title_heading(main, page.window_title)
        content = read_content(main, page, RULE)
        _complete(content, read_content(body, page, RULE))
    if page.language:
        evidence["/language"] = written(f"{RULE}.language", page.capture, page.language[1])
    verdict = classify(
        Signals(
            segments=tuple(segments_of(page.url)[-1:]),
            title=headings[0].words if headings else page.window_title,
            headings=tuple(section.heading for section in content.sections if section.heading),
            lead=content.lead or "",
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
        if framed or _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
            remove(element)
    drop_share_links(body)


def _main_text(body: etree._Element) -> etree._Element | None:
    """The main text as a tree of HTML, or nothing where none was found, or only a small part of the words."""
    document = etree.Element("html")
    document.append(copy.deepcopy(body))
    _unwrap_marks(document)
    try:
        found = trafilatura.bare_extraction(
            html.fromstring(etree.tostring(document, encoding="unicode", method="html")),
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            include_links=True,
            include_formatting=True,
            with_metadata=False,
        )
    except (etree.LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return None
    main: etree._Element | None = getattr(found, "body", None)
    if main is None:
        return None
    _to_html(main)
    enough = _LEAST_SHARE * len(line_of(body).split())
    return main if len(line_of(main).split()) >= max(enough, 1) else None


def _unwrap_marks(document: etree._Element) -> None:
    """Anchors that are places, not links, become neutral: they make headings look like menus."""
    for anchor in document.iter("a"):
        if not anchor.get("href"):
            anchor.tag = "span"


def _to_html(main: etree._Element) -> None:
    """Trafilatura's own elements as HTML's."""
    for element in list(main.iter()):
        if not isinstance(element.tag, str):
            continue
        rend = element.get("rend") or ""
        if element.tag == "head":
            element.tag = rend if rend in HEADINGS else "h2"
        elif element.tag == "list":
            element.tag = "ol" if rend == "ol" else "dl" if rend == "dl" else "ul"
        elif element.tag == "hi":
            element.tag = _EMPHASIS.get(rend, "em")
        elif element.tag == "ref":
            element.tag = "a"
            element.set("href", element.get("target") or "")
        elif element.tag == "cell":
            element.tag = "th" if element.get("role") == "head" else "td"
        elif element.tag == "item" and rend.startswith(("dt", "dd")):
            element.tag = rend[:2]
        else:
            element.tag = _TAGS.get(element.tag, element.tag)
    main.tag = "div"


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
