"""Where a profile finds the text of a page: one element, or several that make it together."""

from itertools import islice

from lxml import etree

from transform.extract.page import Page
from transform.markup import line_of, remove, squeeze
from transform.templates.fields import Selectors
from transform.templates.selection import select


def text_places(page: Page, fields: Selectors) -> list[etree._Element]:
    """Where the profile finds the text: its parts, outermost and in the page's order, else the first body with words.

    Empty where it finds none.
    """
    found = {part for css in fields.parts for part in select(css, page.body) if says_something(part)}
    if found:
        return [part for part in page.body.iter() if part in found and found.isdisjoint(part.iterancestors())]
    bodies = (body for css in fields.body for body in select(css, page.body))
    return list(islice((body for body in bodies if says_something(body) and not in_widget(body)), 1))


def gathered(places: list[etree._Element], body: etree._Element) -> etree._Element:
    """One element that holds them all, made where the first one stands; the page's body where there are none."""
    if len(places) < 2:
        return places[0] if places else body
    holder = etree.Element("div")
    places[0].addprevious(holder)
    for place in places:
        remove(place)
        holder.append(place)
    return holder


def says_something(element: etree._Element) -> bool:
    return bool(line_of(element)) or next(element.iter("img", "iframe"), None) is not None


def in_widget(element: etree._Element) -> bool:
    """True inside the frame: widgets, menus, footers of the site."""
    for parent in element.iterancestors():
        names = squeeze(f"{parent.get('class') or ''} {parent.get('id') or ''}").split(" ")
        if any(
            name.startswith("widget") or name in {"sidebar", "secondary", "colophon", "site-footer"} for name in names
        ):
            return True
    return False
