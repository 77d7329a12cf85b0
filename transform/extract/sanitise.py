"""HTML that may be shown: structure and links, no script, no style, no embedded thing, nothing loaded from anywhere."""

from collections.abc import Iterable

import nh3
from lxml import etree

from transform.addresses import absolute
from transform.extract.notes import NOTE

TAGS = {
    *("p", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "kbd", "samp", "var"),
    *(
        "strong",
        "b",
        "em",
        "i",
        "u",
        "s",
        "del",
        "ins",
        "sub",
        "sup",
        "small",
        "mark",
        "q",
        "cite",
        "abbr",
        "dfn",
        "time",
    ),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "a", "div", "span"),
    *("h2", "h3", "h4", "h5", "h6"),
}
ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "reversed"},
    "time": {"datetime"},
    "*": {"lang"},
}
#: Dropped with all that they hold.
SILENCED = {
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "form",
    "head",
    "title",
}

#: Two are enough for nearly all; badly nested headings and links need a few more.
_MOST_PASSES = 8
_cleaner = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=SILENCED,
    attributes=ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener",
    strip_comments=True,
)


def sanitised(elements: Iterable[etree._Element], base: str) -> str:
    """The HTML of sibling pieces, links made absolute against `base`. Addresses of other schemes lose their link."""
    pieces = []
    for element in elements:
        _mend_links(element, base)
        pieces.append(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    return clean("".join(pieces))


def clean(html: str) -> str:
    """Cleaned until cleaning changes nothing: what one reading closes, the next may open otherwise."""
    for _ in range(_MOST_PASSES):
        cleaned = _cleaner.clean(html).strip()
        if cleaned == html:
            break
        html = cleaned
    return html


def _mend_links(element: etree._Element, base: str) -> None:
    for anchor in element.iter("a"):
        href = anchor.get("href")
        if href is None or href.startswith(NOTE):
            continue
        target = absolute(href, base) if not href.strip().startswith("#") else None
        if target is None or target.partition(":")[0].lower() not in {"http", "https", "mailto"}:
            anchor.attrib.pop("href")
        else:
            anchor.set("href", target)
