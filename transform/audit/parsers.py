"""The readings that check the extractor's: Lexbor for every page, html5lib where Lexbor and lxml see other words."""

import warnings

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from selectolax.lexbor import LexborHTMLParser

from transform.audit.seen import MAX_NODES, Seen

#: The third reading is slow: larger pages, in characters, do without.
MAX_THIRD_READING = 400_000


class TooManyNodes(Exception):
    """A body that no reading finishes. The page says so in the losses."""


def seen_by_lexbor(html: str) -> Seen:
    seen = Seen()
    body = LexborHTMLParser(html).body
    if body is None:
        return seen
    seen.body(body.mem_id)
    for count, node in enumerate(body.traverse(include_text=True)):
        if count > MAX_NODES:
            raise TooManyNodes
        if node.is_text_node:
            above = node.parent
            if above is not None:
                seen.text(above.mem_id, node.text_content or "")
        elif node.is_element_node and count:
            above = node.parent
            if above is not None:
                seen.element(node.mem_id, above.mem_id, node.tag or "", node.attributes)
    return seen


def seen_by_html5lib(html: str) -> Seen | None:
    """Nothing where the page is too long for it, or breaks it."""
    if len(html) > MAX_THIRD_READING:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about pages that look like an address or like XML
            soup = BeautifulSoup(html, "html5lib", multi_valued_attributes=None)
    except (RecursionError, AssertionError, ValueError, TypeError, AttributeError, LookupError):
        return None
    body = soup.body
    seen = Seen()
    if body is None:
        return seen
    seen.body(id(body))
    for node in body.descendants:
        if isinstance(node, Tag):
            values = {name: str(value) for name, value in node.attrs.items()}
            seen.element(id(node), id(node.parent), node.name, dict(values))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            seen.text(id(node.parent), str(node))
    return seen
