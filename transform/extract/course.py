"""Where an étape stands in its parcours: read from the menu that lists the étapes, never from its address."""

from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

from transform.addresses import absolute, is_from_the_top, loose_identity_of, segments_of, top_of
from transform.extract.roles import folded
from transform.markup import HEADINGS, line_of

#: A menu with more links than this is a site map.
_MOST_STEPS = 300
_NO_NAME = frozenset(
    ("", "parcours", "le parcours", "sommaire", "menu", "plan", "les etapes", "etapes", "navigation", "contents")
)


def place_in_menu(menus: Iterable[etree._Element], url: str, base: str) -> tuple[int, etree._Element] | None:
    """(position from 1, the menu) among the links of the page's own family, in the first menu that has at least two."""
    own = loose_identity_of(url)
    family = tuple(segments_of(url)[:-1])
    for menu in menus:
        hrefs = tuple(anchor.get("href") or "" for anchor in menu.iter("a"))
        # A menu is the same on all pages of a site, if its links lead there from everywhere.
        site = (top_of(base) or base) if all(map(is_from_the_top, hrefs)) else base
        steps = _steps(hrefs, site, family)
        if own in steps and 2 <= len(steps) <= _MOST_STEPS:
            return steps.index(own) + 1, menu
    return None


@lru_cache(maxsize=256)
def _steps(hrefs: tuple[str, ...], base: str, family: tuple[str, ...]) -> tuple[str, ...]:
    """What a menu's links of one family lead to, each once."""
    targets = (target for href in hrefs if (target := absolute(href, base)) is not None)
    steps = (loose_identity_of(one) for one in targets if not family or tuple(segments_of(one)[:-1]) == family)
    return tuple(dict.fromkeys(steps))


def name_of_menu(menu: etree._Element) -> str | None:
    """The heading that a menu begins with, if it names something."""
    heading = next(menu.iter(*HEADINGS), None)
    words = line_of(heading) if heading is not None else ""
    return None if folded(words) in _NO_NAME else words


def chapter_in_menu(menu: etree._Element, url: str, base: str) -> str | None:
    """The label of the item that holds the list where the page is linked."""
    own = loose_identity_of(url)
    for anchor in menu.iter("a"):
        target = absolute(anchor.get("href") or "", base)
        if target is None or loose_identity_of(target) != own:
            continue
        item = next((parent for parent in anchor.iterancestors("ul", "ol")), None)
        holder = item.getparent() if item is not None else None
        if holder is None or holder.tag != "li":
            return None
        pieces = [holder.text or ""]
        for child in holder:
            if child is item:
                break
            pieces += [line_of(child), child.tail or ""]
        return " ".join("".join(pieces).split()) or None
    return None
