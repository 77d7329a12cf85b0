"""Where an étape stands in its parcours: read from the menu that lists the étapes, never from its address."""

from collections.abc import Iterable

from lxml import etree

from transform.addresses import absolute, loose_identity_of, segments_of
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
    family = segments_of(url)[:-1]
    for menu in menus:
        steps: list[str] = []
        for anchor in menu.iter("a"):
            target = absolute(anchor.get("href") or "", base)
            if target is None or (family and segments_of(target)[:-1] != family):
                continue
            key = loose_identity_of(target)
            if key not in steps:
                steps.append(key)
        if own in steps and 2 <= len(steps) <= _MOST_STEPS:
            return steps.index(own) + 1, menu
    return None


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
