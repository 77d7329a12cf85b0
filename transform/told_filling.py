"""What a page lacks and REST or a feed tells of the item: taken with its evidence, never in place of the page's own."""

from transform.extract.found import Draft, written
from transform.schema import Person
from transform.told import REST, Told

#: Whoever typed a text is often nobody whom readers know.
_ACCOUNTS = frozenset(
    ("admin", "administrateur", "administrator", "webmaster", "webmestre", "root", "editeur", "editor")
)


def fill_from(draft: Draft, told: Told) -> list[str]:
    """The names of the fields that were filled. Days alone are taken: instants are the server's."""
    filled: list[str] = []
    if not draft.title and told.title:
        draft.title = told.title
        filled.append("title")
    if not draft.published and told.day is not None:
        draft.published = told.day.isoformat()
        filled.append("published")
    if not draft.people and told.creator and told.creator.lower() not in _ACCOUNTS and " " in told.creator:
        draft.people = [Person(name=told.creator, role="auteur")]
        filled.append("people")
    raw = {"title": None, "published": told.published, "people": None}
    for name in filled:
        pointer = "/people/0" if name == "people" else f"/{name}"
        draft.evidence.setdefault(pointer, written(told.source, told.capture, raw=raw[name]))
    return filled


def first(told: list[Told]) -> list[Told]:
    """REST gives the day that the site shows, a feed an instant of another clock: REST is heard before."""
    return sorted(told, key=lambda one: one.source != REST)
