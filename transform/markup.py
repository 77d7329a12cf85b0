"""Decoded text to a tree, within bounds: a page is hostile until it is parsed."""

import re

from lxml import etree

from transform.errors import PageError

#: The largest page that is parsed, in characters; the deepest, in elements.
MAX_CHARACTERS = 8_000_000
MAX_ELEMENTS = 100_000
MAX_DEPTH = 250

_PROLOG = re.compile(r"^\s*<\?xml\b[^>]{0,400}\?>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: The same in UTF-8, where surrogates have no place: bytes, and the beginning of the two others.
_CONTROLS, _NO_CHARACTERS = bytes((*range(9), 0x0B, *range(0x0E, 0x20))), b"\xef\xbf"
#: What libxml2 reports where it stopped reading at one of its own bounds.
_CUT_SHORT = (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_NAME_TOO_LONG)
#: Whether a tree passes the bounds.
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")
_TOO_MANY = etree.XPath(f"count(//*) > {MAX_ELEMENTS}")
#: Elements that are understood beside each that is written (`html`, `head`, `body`, `p`) are no more than these.
_UNDERSTOOD = 4
#: All blanks but the space.
_BLANKS = "\n\t\r\f\v"
_ALL_BLANKS = f" {_BLANKS}"

#: Tags between which a reader sees a break.
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hgroup", "hr", "html", "iframe", "legend", "li", "main", "menu", "nav", "noscript"),
        *("object", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: What a reader never sees.
UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "title", "meta", "link", "noframes"))

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parse(text: str) -> etree._Element:
    """The tree of a page, comments left out. Raises `PageError` where there is none, or where it passes the bounds."""
    if len(text) > MAX_CHARACTERS:
        raise PageError(f"page de plus de {MAX_CHARACTERS // 1_000_000} millions de caractères")
    plain = _PROLOG.sub("", text, count=1)
    written = _written(plain)
    if written is None:
        plain = _FORBIDDEN.sub(" ", plain)
        written = plain.encode()
    if not plain.strip():
        raise PageError("page vide")
    parser = etree.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8")
    try:
        root = etree.fromstring(written, parser)
    except (etree.LxmlError, ValueError) as error:
        raise PageError("page qui ne contient pas de HTML") from error
    if root is None:
        raise PageError("page qui ne contient pas de HTML")
    if len(parser.error_log.filter_types(_CUT_SHORT)):
        raise PageError("page trop profonde ou trop longue pour être lue entière")
    most = _UNDERSTOOD * (1 + written.count(b"<"))
    if _TOO_DEEP(root) or (most > MAX_ELEMENTS and _TOO_MANY(root)):
        raise PageError("page trop profonde ou trop longue pour être lue entière")
    return root


def _written(text: str) -> bytes | None:
    """In UTF-8; nothing where it holds what no tree may hold: on nearly no page, and to know takes half of looking."""
    try:
        written = text.encode()
    except UnicodeEncodeError:
        return None
    clean = len(written.translate(None, _CONTROLS)) == len(written) and _NO_CHARACTERS not in written
    return written if clean else None


def classes_of(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def is_childless(element: etree._Element) -> bool:
    """`len(element)` walks over all children; this does not."""
    return next(element.iterchildren(), None) is None


def squeeze(text: str) -> str:
    """Blanks made one space; a no-break space is typography, and stays."""
    for blank in _BLANKS:
        if blank in text:
            text = text.replace(blank, " ")
    if "  " in text:
        text = " ".join(filter(None, text.split(" ")))
    return text.strip(" ")


def line_of(element: etree._Element) -> str:
    """All the text of an element on one line."""
    if is_childless(element):
        return squeeze(element.text or "")
    pieces: list[str] = []
    _gather(element, pieces)
    return squeeze("".join(pieces))


def _gather(element: etree._Element, pieces: list[str]) -> None:
    """Texts that a reader sees, in reading order, and a space wherever one sees a break. Pages have bounds."""
    if element.text:
        pieces.append(element.text)
    for child in element.iterchildren(etree.Element):
        tag = child.tag
        breaks = tag in BLOCKS or tag == "br"
        if breaks:
            pieces.append(" ")
        if tag not in UNSEEN:
            _gather(child, pieces)
            if breaks:
                pieces.append(" ")
        if child.tail:
            pieces.append(child.tail)


def first_letter(element: etree._Element) -> str:
    """Of its line; empty where that is: asked of large elements, of which the line is not wanted."""
    if words := (element.text or "").lstrip(_ALL_BLANKS):
        return words[0]
    for child in element.iterchildren(etree.Element):
        if child.tag not in UNSEEN and (letter := first_letter(child)):
            return letter
        if words := (child.tail or "").lstrip(_ALL_BLANKS):
            return words[0]
    return ""


def remove(element: etree._Element) -> None:
    """Takes an element out of its tree, and leaves the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    element.tail = None
    parent.remove(element)


def is_hidden(element: etree._Element) -> bool:
    """As its own attributes say; style sheets are not read."""
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)
