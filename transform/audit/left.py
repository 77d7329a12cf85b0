"""Something of a page that nothing holds: what it is, where it stands, where it leads."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from transform.addresses import absolute, host_of, identity_of, top_of
from transform.audit.holding import Holding
from transform.audit.seen import Text, Thing
from transform.audit.text import LeftOver
from transform.extract.documents import format_at

#: Characters of a passage that are quoted in the losses.
LONGEST_QUOTE = 400
#: Why a label is in no text: what it announced has a field of its own.
ANNOUNCED = "intitulé d’une valeur gardée dans un champ"
#: Places whose box is remembered.
_MOST_PLACES = 20_000
_SMILEYS = frozenset(("emoji", "wp-smiley"))


class Left(NamedTuple):
    """Something of the page that the draft does not hold. `what`: text, image, link, document or player.

    `inner`: it leads to the same site, and says nothing else; `repeats`: the same words are held, once; `box`: the
    profile's name for the block around it, which it drops; `href`: where all of a text leads.
    """

    what: str
    place: str
    text: str
    words: int = 0
    url: str | None = None
    inner: bool = False
    repeats: bool = False
    box: str = ""
    href: str | None = None


@dataclass(slots=True)
class _Boxes:
    """The profile's names for what it drops, by places; made once for all pages that drop the same."""

    dropped: dict[str, str]
    number: int = field(default_factory=count().__next__)
    _known: dict[str, str] = field(default_factory=dict)

    def name(self, place: str) -> str:
        name = self._known.get(place)
        if name is None:
            if len(self._known) >= _MOST_PLACES:
                self._known.clear()
            name = next((self.dropped[part] for part in place.split("/") if part in self.dropped), "")
            self._known[place] = name
        return name


@lru_cache(maxsize=64)
def _boxes_of(dropped: tuple[tuple[str, str], ...]) -> _Boxes:
    return _Boxes(dict(dropped))


@dataclass(frozen=True, slots=True)
class Where:
    """The page that is audited: what its addresses are resolved against, its host, its identity, its boxes.

    `frame`: what the same frame must share with it to be the same; nothing where frames are never the same.
    """

    base: str
    host: str
    identity: str
    boxes: _Boxes
    frame: tuple[str, int] | None = None

    @classmethod
    def of(cls, url: str, base: str, dropped: Mapping[str, str]) -> "Where":
        boxes = _boxes_of(tuple(dropped.items()))
        top = top_of(base)
        own = host_of(url)
        return cls(base, own, identity_of(url), boxes, (f"{own} {top}", boxes.number) if top else None)

    def left(
        self, what: str, place: str, text: str, words: int = 0, url: str | None = None, *, inner: bool = False
    ) -> Left:
        return Left(what, place, text, words, url, inner, box=self.boxes.name(place))


def left_text(left: LeftOver, holding: Holding, where: Where) -> Left | None:
    """Nothing for the title of a record that is held as related: the link is kept by that record's id."""
    said = [text for text in left.texts if text.text.strip()]
    hrefs = {absolute(text.href, where.base) if text.href else None for text in said}
    if hrefs <= holding.related:
        return None
    inner = all(href is not None and host_of(href) == where.host for href in hrefs)
    place = said[0].place
    announces = left.labels or " ".join(left.words) in holding.announced
    box = ANNOUNCED if announces else where.boxes.name(place)
    href = next(iter(hrefs)) if len(hrefs) == 1 else None
    repeats = left.repeats or _names_a_part(said, left.words, holding)
    return Left("text", place, left.quote, len(left.words), None, inner, repeats, box, href)


def _names_a_part(texts: list[Text], words: list[str], holding: Holding) -> bool:
    """True for links into the page itself, whose words stand in its text: a table of contents says them again."""
    return all((text.href or "").startswith("#") for text in texts) and all(word in holding.words for word in words)


def addresses_of(thing: Thing, base: str) -> list[str]:
    return [target for raw in (*thing.addresses, thing.around or "") if raw and (target := absolute(raw, base))]


def left_thing(
    thing: Thing, addresses: list[str], holding: Holding, where: Where, named: Container[str]
) -> Left | None:
    """`addresses`: its own, resolved; `named`: hrefs of links whose words are kept as a term's or a person's name."""
    if thing.what == "image":
        return _left_image(thing, addresses, holding, where) if is_image(thing) else None
    if thing.what == "link":
        if any(address in named for address in thing.addresses):
            return None
        return _left_link(addresses, thing.place, holding, where)
    if not addresses or any(address in holding.media or address in holding.links for address in addresses):
        return None
    return where.left("player", thing.place, "", url=addresses[0])


def is_image(thing: Thing) -> bool:
    """A pictogram is its alternative text; a counter is nothing."""
    if thing.what != "image":
        return False
    attributes = thing.attributes
    classes = set((attributes.get("class") or "").split())
    return not (classes & _SMILEYS or {attributes.get("width"), attributes.get("height")} <= {"0", "1"})


def _left_image(thing: Thing, addresses: list[str], holding: Holding, where: Where) -> Left | None:
    """A thumbnail is held by the picture it leads to."""
    if any(address in holding.media for address in (*addresses, *thing.addresses)):
        return None
    shown = addresses[0] if addresses else (thing.addresses[0][:200] if thing.addresses else "")
    text = " ".join((thing.attributes.get("alt") or "").split())[:LONGEST_QUOTE]
    return where.left("image", thing.place, text, url=shown)


def _left_link(addresses: list[str], place: str, holding: Holding, where: Where) -> Left | None:
    if not addresses or addresses[0] in holding.links or identity_of(addresses[0]) == where.identity:
        return None
    target = addresses[0]
    if format_at(target) is not None:
        if target.partition("#")[0] in holding.documents:
            return None
        return where.left("document", place, "", url=target)
    if target in holding.media:
        return None
    inner = host_of(target) == where.host
    return where.left("link", place, "", url=target, inner=inner)
