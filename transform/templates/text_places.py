"""Where a profile finds the text of a page: one element, or several that make it together."""

from functools import lru_cache

from lxml import etree

from transform.extract.page import Page
from transform.markup import first_letter, remove, squeeze
from transform.templates.profile import Profile, is_undescribed
from transform.templates.selection import reordered, select


def text_places(page: Page, profile: Profile) -> tuple[list[etree._Element], str | None]:
    """Where the profile finds the text: its parts, outermost and in the page's order, else the first body with words.

    With the first selector that found some; nothing where none does. What a person described is not looked for in
    widgets; what was learnt stands where it was learnt: on some sites the whole text is one.
    """
    fields, anywhere = profile.fields, is_undescribed(profile.name)
    found: dict[etree._Element, str] = {}
    for css in fields.parts:
        for part in select(css, page.body):
            if says_something(part) and (anywhere or not in_widget(part)):
                found.setdefault(part, css)
    if found:
        places = [node for node in page.body.iter() if node in found and found.keys().isdisjoint(node.iterancestors())]
        return places, next(iter(found.values()))
    for css in fields.body:
        for body in select(css, page.body):
            if says_something(body) and (anywhere or not in_widget(body)):
                return [body], css
    return [], None


def has_main_part(page: Page, profile: Profile) -> bool:
    """False where the profile's parts are found, and none of those that are the text itself."""
    fields = profile.fields

    def found(css: str) -> bool:
        return any(says_something(one) and not in_widget(one) for one in select(css, page.body))

    return not fields.main or any(map(found, fields.main)) or not any(map(found, fields.parts))


def gathered(places: list[etree._Element], body: etree._Element) -> etree._Element:
    """One element that holds them all, made where the first one stands; the page's body where there are none."""
    if len(places) < 2:
        return places[0] if places else body
    holder = etree.Element("div")
    places[0].addprevious(holder)
    for place in places:
        remove(place)
        holder.append(place)
    reordered()
    return holder


def says_something(element: etree._Element) -> bool:
    return bool(first_letter(element)) or next(element.iter("img", "iframe"), None) is not None


def in_widget(element: etree._Element) -> bool:
    """True inside the frame: widgets, menus, footers of the site."""
    return any(_is_widget(parent.get("class"), parent.get("id")) for parent in element.iterancestors())


@lru_cache(maxsize=4096)
def _is_widget(classes: str | None, identifier: str | None) -> bool:
    names = squeeze(f"{classes or ''} {identifier or ''}").split(" ")
    return any(
        name.startswith("widget") or name in {"sidebar", "secondary", "colophon", "site-footer"} for name in names
    )
