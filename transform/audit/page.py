"""One page that gave a draft, read again: what is kept of it, what is left over, what stands nowhere in it."""

import copy
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple
from urllib.parse import unquote

from lxml import etree

from transform.addresses import absolute, host_of, identity_of, is_from_the_top, top_of
from transform.audit.holding import Holding
from transform.audit.parsers import TooManyNodes, seen_by_html5lib, seen_by_lexbor
from transform.audit.seen import UNREAD, Block, Seen, Thing
from transform.audit.text import LeftOver, audit_text
from transform.audit.unread import words_unread
from transform.audit.words import words_of
from transform.extract.documents import format_at
from transform.extract.found import Draft

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
class PageAudit:
    """`words`: all those of the body; `kept`: those that the draft holds. `disputed`: parsers saw different words."""

    words: int = 0
    kept: int = 0
    left: list[Left] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    images: int = 0
    disputed: bool = False
    unread: str | None = None

    def __getstate__(self) -> tuple[object, ...]:
        """What is left over as plain tuples: a page leaves a hundred, and each would be packed by a call of its own."""
        plain = [tuple(left) for left in self.left]
        return self.words, self.kept, plain, self.invented, self.images, self.disputed, self.unread

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.words, self.kept, plain, self.invented, self.images, self.disputed, self.unread = state
        self.left = [tuple.__new__(Left, left) for left in plain]


def text_read(root: etree._Element) -> list[str]:
    """The body's text as the extractor's parser sees it; to be taken before the extractor takes the tree apart.

    In a copy, by steps of the library's own: a node at a time takes longer than the rest of the second reading.
    """
    texts = []
    for body in root.iter("body"):
        if next(body.iterancestors("body"), None) is None:
            read = copy.deepcopy(body)
            etree.strip_elements(read, *UNREAD, with_tail=False)
            texts.append(str(etree.tostring(read, method="text", encoding="unicode", with_tail=False)))
    return texts


def audit_page(html: str, read: list[str], draft: Draft, *, url: str, base: str, heads: Iterable[str]) -> PageAudit:
    """`read`: `text_read` of the same page; `heads`: what its head says, where a value may also come from."""
    try:
        seen = seen_by_lexbor(html)
    except TooManyNodes:
        return PageAudit(words=words_unread(html), unread="page trop grande pour être relue par le second analyseur")
    audit = PageAudit()
    holding = Holding.of(draft)
    blocks = seen.blocks
    disputed = _disputed(blocks, read)
    third = seen_by_html5lib(html) if disputed else None
    audit.disputed = disputed
    if third is not None:
        blocks = blocks + _missing_from(blocks, third)
    text = audit_text(blocks, holding)
    where = _Where.of(url, base, draft.dropped)
    audit.left = [left for one in text.left if (left := _left_text(one, holding, where)) is not None]
    audit.words, audit.kept = text.words, text.words - sum(left.words for left in audit.left)
    named = {
        text.href for block in blocks for text in block.texts if text.href and " ".join(text.words) in holding.names
    }
    things = seen.things if third is None else seen.things + third.things
    _audit_things(things, holding, audit, where, named)
    audit.invented = _invented(holding, draft, blocks, seen, [*heads, url, *_attributes(draft)], text.seen)
    return audit


def _attributes(draft: Draft) -> Iterator[str]:
    """Attributes of which a profile makes terms: no reader sees them."""
    return (found.raw for pointer, found in draft.evidence.items() if pointer.startswith("/terms/") and found.raw)


def _letters(pieces: Iterable[str]) -> str:
    return "".join("".join(pieces).replace("\xad", "").lower().split()).replace("ς", "σ")


def _all_letters(blocks: list[Block]) -> str:
    """Those of frames are known; what stands between two of them is read at once."""
    found: list[str] = []
    own: list[str] = []
    for block in blocks:
        if block.memo is None:
            own.append(block.text)
            continue
        if own:
            found.append(_letters(own))
            own.clear()
        letters: str | None = block.memo.get("letters")
        if letters is None:
            letters = block.memo["letters"] = _letters((block.text,))
        found.append(letters)
    return "".join([*found, _letters(own)])


def _disputed(blocks: list[Block], read: list[str]) -> bool:
    """True where the two parsers see different words, wherever they see them."""
    ours = _all_letters(blocks)
    theirs = _letters(read)
    return ours != theirs and Counter(ours) != Counter(theirs)


def _missing_from(blocks: list[Block], third: Seen) -> list[Block]:
    """Blocks of the third reading with words that the second did not see."""
    known = Counter(word for block in blocks for word in block.words)
    extra = []
    for block in third.blocks:
        words = Counter(block.words)
        if words - known:
            extra.append(block)
        known -= words
    return extra


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
class _Framed:
    """What a text of a frame is on every page of one site with the same boxes."""

    left: Left
    hrefs: frozenset[str | None]
    line: str


@dataclass(frozen=True, slots=True)
class _Where:
    """The page that is audited: what its addresses are resolved against, its host, its identity, its boxes.

    `frame`: what the same frame must share with it to be the same; nothing where frames are never the same.
    """

    base: str
    host: str
    identity: str
    boxes: _Boxes
    frame: tuple[str, int] | None = None

    @classmethod
    def of(cls, url: str, base: str, dropped: Mapping[str, str]) -> "_Where":
        boxes = _boxes_of(tuple(dropped.items()))
        top = top_of(base)
        own = host_of(url)
        return cls(base, own, identity_of(url), boxes, (f"{own} {top}", boxes.number) if top else None)

    def left(
        self, what: str, place: str, text: str, words: int = 0, url: str | None = None, *, inner: bool = False
    ) -> Left:
        return Left(what, place, text, words, url, inner, box=self.boxes.name(place))


def _left_text(left: LeftOver, holding: Holding, where: _Where) -> Left | None:
    """Nothing for the title of a record that is held as related: the link is kept by that record's id."""
    known = left.memo.get(where.frame) if left.memo is not None else None
    if isinstance(known, _Framed):
        if known.hrefs <= holding.related:
            return None
        return known.left if known.line not in holding.announced else known.left._replace(box=ANNOUNCED)
    hrefs = {absolute(text.href or "", where.base) for text in left.texts if text.text.strip()}
    if hrefs <= holding.related:
        return None
    inner = all(href is not None and host_of(href) == where.host for href in hrefs)
    place = next(text.place for text in left.texts if text.text.strip())
    line = " ".join(left.words)
    announces = left.labels or line in holding.announced
    box = ANNOUNCED if announces else where.boxes.name(place)
    href = next(iter(hrefs)) if len(hrefs) == 1 else None
    repeats = left.repeats or _names_a_part(left, holding)
    found = Left("text", place, left.quote, len(left.words), None, inner, repeats, box, href)
    if left.memo is not None and not announces and where.frame and all(is_from_the_top(t.href) for t in left.texts):
        left.memo[where.frame] = _Framed(found, frozenset(hrefs), line)
    return found


def _names_a_part(left: LeftOver, holding: Holding) -> bool:
    """True for a link into the page itself, whose words stand in its text: a table of contents says them again."""
    hrefs = [text.href or "" for text in left.texts if text.text.strip()]
    return all(href.startswith("#") for href in hrefs) and all(word in holding.words for word in left.words)


def _audit_things(
    things: Iterable[Thing], holding: Holding, audit: PageAudit, where: _Where, named: Container[str]
) -> None:
    """`named`: hrefs of links whose words are kept as a term's or a person's name."""
    told: set[tuple[str, str]] = set()
    for thing in things:
        addresses = _addresses_of(thing, where)
        left = None
        if thing.what == "image":
            left = _left_image(thing, addresses, holding, audit, where)
        elif thing.what == "link" and not any(address in named for address in thing.addresses):
            left = _left_link(thing, addresses, holding, where)
        elif (
            thing.what == "player"
            and addresses
            and not any(address in holding.media or address in holding.links for address in addresses)
        ):
            left = where.left("player", thing.place, "", url=addresses[0])
        if left is not None and (left.what, left.url or "") not in told:
            told.add((left.what, left.url or ""))
            audit.left.append(left)


def _addresses_of(thing: Thing, where: _Where) -> list[str]:
    known: list[str] | None = thing.memo.get(where.frame) if thing.memo is not None else None
    if known is not None:
        return known
    found = _resolved(thing, where.base)
    if thing.memo is not None and where.frame and all(map(is_from_the_top, (*thing.addresses, thing.around))):
        thing.memo[where.frame] = found
    return found


def _resolved(thing: Thing, base: str) -> list[str]:
    return [target for raw in (*thing.addresses, thing.around or "") if raw and (target := absolute(raw, base))]


def _left_image(thing: Thing, addresses: list[str], holding: Holding, audit: PageAudit, where: _Where) -> Left | None:
    """A thumbnail is held by the picture it leads to; a pictogram is its alternative text; a counter is nothing."""
    classes = set((thing.attributes.get("class") or "").split())
    if classes & _SMILEYS or {thing.attributes.get("width"), thing.attributes.get("height")} <= {"0", "1"}:
        return None
    audit.images += 1
    if any(address in holding.media for address in (*addresses, *thing.addresses)):
        return None
    shown = addresses[0] if addresses else (thing.addresses[0][:200] if thing.addresses else "")
    text = " ".join((thing.attributes.get("alt") or "").split())[:LONGEST_QUOTE]
    return where.left("image", thing.place, text, url=shown)


def _left_link(thing: Thing, addresses: list[str], holding: Holding, where: _Where) -> Left | None:
    if not addresses or addresses[0] in holding.links or identity_of(addresses[0]) == where.identity:
        return None
    target = addresses[0]
    if format_at(target) is not None:
        if target.partition("#")[0] in holding.documents:
            return None
        return where.left("document", thing.place, "", url=target)
    if target in holding.media:
        return None
    inner = host_of(target) == where.host
    return where.left("link", thing.place, "", url=target, inner=inner)


def _invented(
    holding: Holding, draft: Draft, blocks: list[Block], seen: Seen, heads: list[str], there: Counter[str]
) -> list[str]:
    """Words of the draft that no parser but the extractor's saw, or that it holds more often than the page has them."""
    held = holding.counts()
    extra = {word for word, count in held.items() if there[word] < count}
    labels = {word for label in holding.labels for word in label.split()}
    unknown = [word for word in labels if word not in there]
    if not extra and not unknown:
        return []
    said = {word for text in (*seen.said, *heads) for word in words_of(text)}
    urls = [anchor.url for anchor in draft.content.anchors] + [d.url for d in draft.content.documents]
    glued = _all_letters(blocks)
    wrong = {word for word in extra if word not in said and glued.count(word) < held[word]}
    if loose := [word for word in unknown if word not in said and word not in glued]:
        from_urls = {word for url in (*urls, *(m.url for m in draft.content.media)) for word in _words_of_url(url)}
        wrong |= {word for word in loose if word not in from_urls}
    return sorted(wrong)


def _words_of_url(url: str) -> list[str]:
    return words_of(unquote(url))
