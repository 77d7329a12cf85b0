"""Decoded text to a tree, within bounds: a page is hostile until it is parsed."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from transform.errors import PageError

#: The largest page that is parsed, in characters; the deepest, in elements.
MAX_CHARACTERS = 8_000_000
MAX_ELEMENTS = 100_000
MAX_DEPTH = 250

_PROLOG = re.compile(r"^\s*<\?xml\b[^>]{0,400}\?>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: What libxml2 reports where it stopped reading at one of its own bounds.
_CUT_SHORT = (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_NAME_TOO_LONG)
_PATH = "data-parsed-path"
#: Children of as many sorts as there are children.
_ONCE: Counter[str] = Counter()
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")

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
    plain = _FORBIDDEN.sub(" ", _PROLOG.sub("", text, count=1))
    if not plain.strip():
        raise PageError("page vide")
    parser = etree.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8")
    try:
        root = etree.fromstring(plain.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise PageError("page qui ne contient pas de HTML") from error
    if root is None:
        raise PageError("page qui ne contient pas de HTML")
    if len(parser.error_log.filter_types(_CUT_SHORT)):
        raise PageError("page trop profonde ou trop longue pour être lue entière")
    _check_bounds(root)
    return root


def _check_bounds(root: etree._Element) -> None:
    depth = elements = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        elements += 1
        if depth > MAX_DEPTH or elements > MAX_ELEMENTS:
            raise PageError("page trop profonde ou trop longue pour être lue entière")


def classes_of(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def is_childless(element: etree._Element) -> bool:
    """`len(element)` walks over all children; this does not."""
    return next(element.iterchildren(), None) is None


def squeeze(text: str) -> str:
    """Blanks made one space; a no-break space is typography, and stays."""
    return _BLANKS.sub(" ", text).strip(" ")


def line_of(element: etree._Element) -> str:
    """All the text of an element on one line."""
    return squeeze("".join(_pieces(element)))


def _pieces(element: etree._Element) -> Iterator[str]:
    hidden = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        below = node is not element
        breaks = node.tag in BLOCKS or node.tag == "br"
        if event == "start":
            hidden += below and node.tag in UNSEEN
            if not hidden:
                yield (" " if breaks else "") + (node.text or "")
            continue
        hidden -= below and node.tag in UNSEEN
        if not hidden:
            yield (" " if breaks else "") + ((node.tail or "") if below else "")


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


def mark_paths(root: etree._Element) -> None:
    """Writes on each element its XPath in the page as parsed: later steps take pieces out, and paths must not move."""
    root.set(_PATH, f"/{root.tag!s}")
    for parent in root.iter(etree.Element):
        children = [(child, str(child.tag)) for child in parent]
        if not children:
            continue
        above = parent.get(_PATH)
        counts = Counter(tag for _, tag in children) if len({tag for _, tag in children}) < len(children) else _ONCE
        seen: dict[str, int] = {}
        for child, tag in children:
            if counts[tag] < 2:
                child.set(_PATH, f"{above}/{tag}")
            else:
                seen[tag] = seen.get(tag, 0) + 1
                child.set(_PATH, f"{above}/{tag}[{seen[tag]}]")


def path_of(element: etree._Element) -> str | None:
    """The XPath of an element in the page as parsed; nothing for one that did not stand there."""
    path = element.get(_PATH)
    return str(path) if path is not None else None


def is_hidden(element: etree._Element) -> bool:
    """As its own attributes say; style sheets are not read."""
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None
