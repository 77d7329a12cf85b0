"""« À lire aussi » and the like: links that a page puts beside its text, and share links, which nobody reads."""

import re
from collections.abc import Collection, Iterable

from lxml import etree

from transform.extract.content import anchors_of
from transform.extract.page import Page
from transform.extract.roles import folded
from transform.markup import HEADINGS, is_childless, line_of, remove
from transform.templates.selection import select

_SHARE = re.compile(
    r"[?&]share=|facebook\.com/(?:sharer|share)|(?:twitter|x)\.com/(?:intent|share|home\?status)|linkedin\.com/share|^mailto:\?"
    r"|pinterest\.[a-z]+/pin/create|api\.whatsapp\.com|t\.me/share|plus\.google\.com/share",
    re.IGNORECASE,
)
#: A list of links may be this many times as long as its links' words.
_LINKED = 3
_ANNOUNCED = re.compile(
    r"(?:a )?(?:lire|voir|decouvrir|consulter) (?:aussi|egalement)|articles? (?:similaires?|lies?|associes?)"
    r"|sur le meme (?:theme|sujet)|dans la meme rubrique|related (?:posts|articles|content|pages)|see also|read also"
    r"|(?:fiches?|pages?|contenus?|documents?|ressources?) (?:liee?s?|associee?s?|similaires?|recommandee?s?|a lire)",
)


def take_related(
    page: Page,
    body: etree._Element,
    selectors: Iterable[str],
    *,
    only_links: bool = False,
    unwanted: Collection[etree._Element] = (),
) -> list[str]:
    """Addresses in reading order, from the profile's blocks, else from lists under a heading that announces them.

    A block inside the body leaves it: it is no part of the text. `only_links`: unless it says more than its links do,
    and the profile does not drop it (`unwanted`).
    """
    blocks = list(dict.fromkeys(block for selector in selectors for block in select(selector, page.body)))
    blocks = [block for block in blocks if block is not body and body not in block.iterdescendants()]
    if not blocks:
        blocks = list(_announced_blocks(page.body))
    if only_links:
        blocks = [block for block in blocks if block in unwanted or _is_mostly_links(block)]
    urls: dict[str, None] = {}
    for block in blocks:
        urls |= dict.fromkeys(anchor.url for anchor in anchors_of(block, page.base))
    for block in blocks:
        if body in block.iterancestors():
            _remove_with_heading(block)
    return list(urls)


def _is_mostly_links(block: etree._Element) -> bool:
    """Labels and dates may stand among the links."""
    linked = sum(len(line_of(anchor)) for anchor in block.iter("a"))
    return _LINKED * linked >= len(line_of(block))


#: Characters of what a tool beside a heading says; headings that have it.
_LONGEST_TOOL, _LEAST_TOOLS = 20, 2
_EDITS = re.compile(r"[?&](?:ve|do_)?(?:action|do)=edit\b", re.IGNORECASE)


def drop_share_links(body: etree._Element) -> None:
    """Links that only share or print, their lists, and the heading that announced them."""
    for anchor in list(body.iter("a")):
        if not _SHARE.search(anchor.get("href") or ""):
            continue
        holder = anchor.getparent()
        remove(anchor)
        while holder is not None and holder is not body and is_childless(holder) and not line_of(holder):
            above = holder.getparent()
            heading = holder.getprevious()
            remove(holder)
            if heading is not None and re.match(r"partage|share|imprimer", folded(line_of(heading))):
                remove(heading)
            holder = above


def drop_heading_tools(body: etree._Element) -> None:
    """« [modifier] » beside headings: links that say the same in several of them, which say more by themselves."""
    tools: dict[str, list[etree._Element]] = {}
    for heading in body.iter(*HEADINGS):
        for anchor in heading.iter("a"):
            words = line_of(anchor)
            if words and len(words) <= _LONGEST_TOOL and line_of(heading).strip("[]() ") != words:
                tools.setdefault(folded(words), []).append(anchor)
    for anchors in tools.values():
        if len(anchors) < _LEAST_TOOLS and not _EDITS.search(anchors[0].get("href") or ""):
            continue
        for anchor in anchors:
            holder = anchor.getparent()
            remove(anchor)
            while holder is not None and holder.tag not in HEADINGS and not line_of(holder).strip("[]()| "):
                above = holder.getparent()
                remove(holder)
                holder = above


def _announced_blocks(root: etree._Element) -> Iterable[etree._Element]:
    for heading in root.iter(*HEADINGS):
        if not _ANNOUNCED.fullmatch(folded(line_of(heading))):
            continue
        following = heading.getnext()
        if (
            following is not None
            and following.tag in {"ul", "ol", "div", "p"}
            and next(following.iter("a"), None) is not None
        ):
            yield following


def _remove_with_heading(block: etree._Element) -> None:
    heading = block.getprevious()
    if heading is not None and heading.tag in HEADINGS and _ANNOUNCED.fullmatch(folded(line_of(heading))):
        remove(heading)
    remove(block)
