"""Where the main text of a page stands that no profile claims.

Trafilatura says which words are the text; the element that holds nearly all of them is kept whole, because a tool that
sees one page loses headings, tables and stock sentences among them. Menus inside it, of which it found nothing, go.
"""

import copy

from lxml import etree, html

from transform.markup import BLOCKS, HEADINGS, line_of, remove

#: Of the words found, the share that the container must hold; of the body's words, the share that must be found at all.
_HELD, _LEAST_FOUND = 0.97, 0.2
#: A piece found is recognised in the page from this length on, in letters.
_RECOGNISABLE = 12
_OPENED = frozenset(
    ("body", "div", "section", "article", "main", "center", "table", "tbody", "tr", "td", "form", "span", "font")
)
_BOXES = ("div", "ul", "ol", "table", "section", "p", "dl", "td")
_MOSTLY_LINKS = 0.6


def main_element(body: etree._Element) -> etree._Element | None:
    """The element of the body that holds the main text, menus taken out of it; nothing where no text was found."""
    found = _letters(_found_by_trafilatura(body))
    if len(found) < _LEAST_FOUND * len(_letters(line_of(body))):
        return None
    weights = _weights(body, found)
    total = weights.get(body, 0)
    if not total:
        return None
    container = body
    while True:
        deeper = [child for child in container if child.tag in _OPENED and weights.get(child, 0) >= _HELD * total]
        if not deeper:
            break
        container = deeper[0]
    _take_out_menus(container, weights)
    return container


def _found_by_trafilatura(body: etree._Element) -> str:
    import trafilatura  # noqa: PLC0415 - as long to load as all the rest; a site with profiles never asks for it

    document = etree.Element("html")
    document.append(copy.deepcopy(body))
    for anchor in document.iter("a"):
        if not anchor.get("href"):  # a place, not a link: it would make a heading look like a menu
            anchor.tag = "span"
    try:
        found = trafilatura.bare_extraction(
            html.fromstring(etree.tostring(document, encoding="unicode", method="html")),
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            with_metadata=False,
        )
    except (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return ""
    text = getattr(found, "text", None)
    return text if isinstance(text, str) else ""


def _weights(body: etree._Element, found: str) -> dict[etree._Element, int]:
    """For each element, how many letters of the text found stand in it, those of menus apart."""
    weights: dict[etree._Element, int] = {}
    for element in body.iter():
        if element.tag not in BLOCKS:
            continue
        if any(child.tag in BLOCKS for child in element.iterdescendants()):
            own = _letters("".join([element.text or "", *(child.tail or "" for child in element)]))
        else:
            own = _letters(line_of(element)) if not _is_menu(element) else ""
        if len(own) >= _RECOGNISABLE and own in found:
            node: etree._Element | None = element
            while node is not None:
                weights[node] = weights.get(node, 0) + len(own)
                node = None if node is body else node.getparent()
    return weights


def _take_out_menus(container: etree._Element, weights: dict[etree._Element, int]) -> None:
    for element in list(container.iter(*_BOXES)):
        if element is container or element.getparent() is None or weights.get(element):
            continue
        if next(element.iter(*HEADINGS, "img", "iframe"), None) is None and _is_menu(element):
            remove(element)


def _is_menu(element: etree._Element) -> bool:
    """True where most letters are links', or where every link leads to the same page in another language."""
    links = [anchor for anchor in element.iter("a") if anchor.get("href")]
    words = _letters(line_of(element))
    if not links or not words:
        return False
    if len(links) > 1 and sum(1 for anchor in links if anchor.get("hreflang")) >= len(links) - 1:
        return True
    return sum(len(_letters(line_of(anchor))) for anchor in links) > _MOSTLY_LINKS * len(words)


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
