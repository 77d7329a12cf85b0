"""One page that gave a draft, read again: what is kept of it, what is left over, what stands nowhere in it."""

import copy
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from lxml import etree

from transform.audit.framing import texts_of, things_of
from transform.audit.gist import gist_of
from transform.audit.holding import Holding
from transform.audit.left import Left, Where, addresses_of, is_image, left_text, left_thing
from transform.audit.parsers import TooManyNodes, seen_by_html5lib, seen_by_lexbor
from transform.audit.seen import UNREAD, Block, Place, Seen, Thing, own_blocks
from transform.audit.sheets import packed, unpacked
from transform.audit.text import Counted, LeftOver, TextAudit, all_of, audit_text
from transform.audit.unread import words_unread
from transform.audit.words import words_of
from transform.extract.found import Draft


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
        """What is left over by sheets: a page leaves hundreds, and each would be packed by a call of its own."""
        return self.words, self.kept, packed(self.left), self.invented, self.images, self.disputed, self.unread

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.words, self.kept, pieces, self.invented, self.images, self.disputed, self.unread = state
        self.left = unpacked(pieces)


def text_read(root: etree._Element) -> list[str]:
    """The body's text as the extractor's parser sees it; to be taken before the extractor takes the tree apart.

    By steps of the library's own: a node at a time takes longer than the rest of the second reading. What is not read
    is taken out of the text, wherever the same stands first: which letters stand there is all that is asked of it.
    """
    return [
        _without_unread(body, _text_in(body))
        for body in root.iter("body")
        if next(body.iterancestors("body"), None) is None
    ]


def _without_unread(body: etree._Element, text: str) -> str:
    for unread in body.iter(*UNREAD):
        if next(unread.iterancestors(*UNREAD), None) is None and (silent := _text_in(unread)).strip():
            before, found, after = text.partition(silent)
            if not found:  # taken out with another
                read = copy.deepcopy(body)
                etree.strip_elements(read, *UNREAD, with_tail=False)
                return _text_in(read)
            text = before + after
    return text


def _text_in(element: etree._Element) -> str:
    return str(etree.tostring(element, method="text", encoding="unicode", with_tail=False))


def audit_page(html: str, read: list[str], draft: Draft, *, url: str, base: str, heads: Iterable[str]) -> PageAudit:
    """`read`: `text_read` of the same page; `heads`: what its head says, where a value may also come from."""
    try:
        seen = seen_by_lexbor(html)
    except TooManyNodes:
        return PageAudit(words=words_unread(html), unread="page trop grande pour être relue par le second analyseur")
    audit = PageAudit()
    holding = Holding.of(draft)
    blocks, things, frames = seen.blocks, seen.things, seen.frames
    audit.disputed = _disputed(seen, read)
    if audit.disputed and (third := seen_by_html5lib(html)) is not None:
        blocks = blocks + _missing_from(blocks, third)
        things = things + third.things
    text = audit_text(blocks, frames, holding)
    where = Where.of(url, base, draft.dropped)
    audit.left = list(_left_texts(text, holding, where))
    audit.words, audit.kept = text.words, text.words - sum(left.words for left in audit.left)
    _audit_things(things, frames, holding, audit, where, _named(blocks, frames, holding.names))
    audit.invented = _invented(holding, draft, blocks, seen, [*heads, url, *_attributes(draft)], text.seen)
    return audit


def _attributes(draft: Draft) -> Iterator[str]:
    """Attributes of which a profile makes terms: no reader sees them."""
    return (found.raw for pointer, found in draft.evidence.items() if pointer.startswith("/terms/") and found.raw)


def _letters(pieces: Iterable[str]) -> str:
    return "".join("".join(pieces).replace("\xad", "").lower().split()).replace("ς", "σ")


def _all_letters(blocks: list[Block], frames: list[Place]) -> str:
    """Those of frames are known; what stands between two of them is read at once."""
    found: list[str] = []
    start = 0
    for place in frames:
        found.append(_letters(block.text for block in blocks[start : place.block]))
        start = place.block + len(place.piece.blocks)
        letters: str | None = place.piece.memo.get("letters")
        if letters is None:
            letters = place.piece.memo["letters"] = _letters(block.text for block in place.piece.blocks)
        found.append(letters)
    return "".join([*found, _letters(block.text for block in blocks[start:])])


def _disputed(seen: Seen, read: list[str]) -> bool:
    """True where the two parsers see different words, wherever they see them."""
    ours = _all_letters(seen.blocks, seen.frames)
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


def _audit_things(
    things: list[Thing],
    frames: list[Place],
    holding: Holding,
    audit: PageAudit,
    where: Where,
    named: frozenset[str],
) -> None:
    """`named`: hrefs of links whose words are kept as a term's or a person's name. The same thing is told once."""
    audit.images = sum(is_image(thing) for thing in things if thing.what == "image")
    told: set[tuple[str, str | None]] = set()
    for left in _left_things(things, frames, holding, where, named):
        if (left.what, left.url) not in told:
            told.add((left.what, left.url))
            audit.left.append(left)


def _left_things(
    things: list[Thing], frames: list[Place], holding: Holding, where: Where, named: frozenset[str]
) -> Iterator[Left]:
    def one_by_one(some: Iterable[Thing]) -> Iterator[Left]:
        for thing in some:
            left = left_thing(thing, addresses_of(thing, where.base), holding, where, named)
            if left is not None:
                yield left

    start = 0
    for place in frames:
        yield from one_by_one(things[start : place.thing])
        start = place.thing + len(place.piece.things)
        framed = things_of(place.piece, where)
        if framed is None:
            yield from one_by_one(place.piece.things)
            continue
        touched = framed.touched(holding, named, where)
        pending = 0
        for number in sorted(touched):
            yield from filter(None, framed.left[pending:number])
            yield from one_by_one(place.piece.things[number : number + 1])
            pending = number + 1
        yield from filter(None, framed.left[pending:])
    yield from one_by_one(things[start:])


def _left_texts(text: TextAudit, holding: Holding, where: Where) -> Iterator[Left]:
    for one in text.left:
        if isinstance(one, LeftOver):
            if (left := left_text(one, holding, where)) is not None:
                yield left
        elif (framed := texts_of(one.piece, where)) is not None:
            yield from framed.between(one.start, one.stop, holding)
        else:
            for block in gist_of(one.piece).worded[one.start : one.stop]:
                for over in all_of(block):
                    if (left := left_text(over, holding, where)) is not None:
                        yield left


def _named(blocks: list[Block], frames: list[Place], names: Mapping[str, object]) -> frozenset[str]:
    """Hrefs of links whose words are names that are kept."""
    found = {
        text.href
        for block in own_blocks(blocks, frames)
        for text in block.texts
        if text.href and " ".join(text.words) in names
    }
    for place in frames:
        linked = gist_of(place.piece).linked
        for line in linked.keys() & names.keys():
            found |= linked[line]
    return frozenset(found)


def _invented(
    holding: Holding, draft: Draft, blocks: list[Block], seen: Seen, heads: list[str], there: Counted
) -> list[str]:
    """Words of the draft that no parser but the extractor's saw, or that it holds more often than the page has them."""
    held = holding.counts()
    extra = there.scarce(held)
    labels = {word for label in holding.labels for word in label.split()}
    unknown = [word for word in labels if word not in there]
    if not extra and not unknown:
        return []
    said = {word for text in (*seen.said, *heads) for word in words_of(text)}
    urls = [anchor.url for anchor in draft.content.anchors] + [d.url for d in draft.content.documents]
    glued = _all_letters(blocks, seen.frames)
    wrong = {word for word in extra if word not in said and glued.count(word) < held[word]}
    if loose := [word for word in unknown if word not in said and word not in glued]:
        from_urls = {word for url in (*urls, *(m.url for m in draft.content.media)) for word in _words_of_url(url)}
        wrong |= {word for word in loose if word not in from_urls}
    return sorted(wrong)


def _words_of_url(url: str) -> list[str]:
    return words_of(unquote(url))
