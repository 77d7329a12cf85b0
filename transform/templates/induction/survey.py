"""The shapes of a crawl compared: what each place is called, how often a block is seen, how pages name each other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from hashlib import blake2b

from transform.extract.headline import GLUED, repeated_parts, without_parts
from transform.templates.induction.shapes import PLACED, Block, Shape
from transform.templates.induction.wording import SHORT, letters_of

_DIGITS = re.compile(r"\d+")
_NAME = re.compile(r"[A-Za-z_][\w-]*")
#: Different words of links to one page that are counted.
_MOST_ANCHORS = 40
#: A window title on this share of pages is the site's.
_SHARED_TITLE = 0.2
#: A block says what a linked page says where they share this much.
SHARED = 0.7
#: An id with figures is the template's where this share of the pages have it, and this many.
_NUMBERED, _LEAST_NUMBERED = 0.5, 3
#: Letters of a text that a list shows; it stands this near to its link, in blocks.
_TEASED, _TEASER_NEAR = 40, 4
#: A list shows a page whole where it holds this share of its text, and this many times as much in all; lists that
#: show one page are no more than this. A page of fewer letters is not looked for.
_WHOLE, _MORE, _MOST_SHOWN, _LEAST_SHOWN = 0.9, 1.3, 12, 200
#: Places of a page under which its nodes are kept at hand.
_MOST_ASKED = 4
#: Pages whose word sequences are kept at hand.
_MOST_REMEMBERED = 1_000


@dataclass(slots=True)
class Sheet:
    """A page among others. `keys`: of each node; `weights`: of each block, its letters by how rare it is.

    `asked`: what `under` answered last.
    """

    shape: Shape
    keys: list[int]
    own_titles: frozenset[str] = frozenset()
    weights: list[float] = field(default_factory=list)
    asked: dict[int, bytearray] = field(default_factory=dict)

    def under(self, key: int) -> bytearray:
        """For each node, whether it is of that key or below one that is: 1 or 0."""
        known = self.asked.get(key)
        if known is not None:
            return known
        inside = bytearray(len(self.keys))
        first = self.keys.index(key) if key in self.keys else len(self.keys)
        nodes = self.shape.nodes
        for place in range(first, len(inside)):
            parent = nodes[place][0]
            inside[place] = self.keys[place] == key or (parent >= first and inside[parent])
        if len(self.asked) >= _MOST_ASKED:
            self.asked.clear()
        self.asked[key] = inside
        return inside

    def blocks_under(self, key: int) -> list[int]:
        inside = self.under(key)
        return [place for place, block in enumerate(self.shape.blocks) if inside[block.node]]


class Keys:
    """Names of places, the same on all pages of a template: the path of components from the body."""

    def __init__(self) -> None:
        self.paths: list[tuple[int, str]] = []
        self.depths: list[int] = []
        self._tags: list[str] = []
        self._below: dict[int, list[str]] = {}
        self._known: dict[tuple[int, str], int] = {}

    def of(self, parent: int, component: str) -> int:
        key = self._known.get((parent, component))
        if key is None:
            key = self._known[parent, component] = len(self.paths)
            self.paths.append((parent, component))
            self._below.setdefault(parent, []).append(component)
            self._tags.append(re.split(r"[#.\[]", component, maxsplit=1)[0])
            self.depths.append(self.depths[parent] + 1 if parent >= 0 else 0)
        return key

    def path(self, key: int) -> list[str]:
        """Components from the body down."""
        found = []
        while key >= 0:
            key, component = self.paths[key]
            found.append(component)
        return found[::-1]

    def ancestors(self, key: int) -> list[int]:
        """The key itself first, the body last."""
        found = []
        while key >= 0:
            found.append(key)
            key = self.paths[key][0]
        return found

    def below(self, key: int) -> list[str]:
        """Components of the places right under one."""
        return self._below.get(key, [])

    def is_under(self, key: int, above: int) -> bool:
        return above in self.ancestors(key)

    def tag(self, key: int) -> str:
        return self._tags[key]

    def component(self, key: int) -> str:
        return self.paths[key][1]

    def is_named(self, key: int) -> bool:
        """True where the element has a class or an id."""
        return self.paths[key][1] != self.tag(key) and "[" not in self.paths[key][1]


class Naming:
    """How pages are called: by their own window titles, without what the site adds, and by those that link to them."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        titles: Counter[str] = Counter()
        windows: list[tuple[str, str]] = []
        said: list[tuple[str, str]] = []
        anchors: dict[str, Counter[str]] = {}
        self.identities: dict[str, str] = {}
        for shape in shapes:
            windows.append((shape.identity, shape.window_title))
            self.identities[shape.identity] = shape.identity
            if shape.canonical:
                said.append((shape.canonical, shape.identity))
            titles[letters_of(shape.window_title)] += 1
            for target, words in {link for link in shape.links if link[0] and link[1]}:
                known = anchors.setdefault(target, Counter())
                if len(words) < SHORT and (words in known or len(known) < _MOST_ANCHORS):
                    known[words] += target != shape.identity
        for canonical, identity in said:
            self.identities.setdefault(canonical, identity)
        self.repeated = repeated_parts(title for _, title in windows)
        self._glued = repeated_parts((title for _, title in windows), GLUED)
        least = max(3, _SHARED_TITLE * len(windows))
        self._shared = frozenset(title for title, count in titles.items() if count >= least)
        merged: dict[str, Counter[str]] = {}
        for target in sorted(anchors):
            page = self.identities.get(target)
            if page is not None:
                merged.setdefault(page, Counter()).update(anchors[target])
        self._anchors = {
            page: max(sorted(counts), key=lambda words: (counts[words], len(words)))
            for page, counts in merged.items()
            if counts.total()
        }
        self._titles = {identity: self._own(title)[-1] for identity, title in windows}

    def page(self, identity: str) -> str | None:
        """The page of the crawl to which an address leads."""
        return self.identities.get(identity)

    def names_of(self, identity: str) -> frozenset[str]:
        """The letters of a page's title, and of the link by which others usually lead to it."""
        names = {self._titles.get(identity, ""), self._anchors.get(identity, "")}
        return frozenset(name for name in names if name)

    def title_of(self, identity: str) -> str:
        """The letters of a page's window title, without what the site adds."""
        return self._titles.get(identity, "")

    def titles_of(self, shape: Shape) -> frozenset[str]:
        names = {*self._own(shape.window_title), letters_of(shape.declared_title)}
        names.add(self._anchors.get(shape.identity, ""))
        if letters_of(shape.window_title) not in self._shared:
            names.add(letters_of(shape.window_title))
        return frozenset(name for name in names if name)

    def _own(self, window_title: str) -> tuple[str, str]:
        """Without what the site adds; and without « Nom du site: » too, which may be the title's own colon."""
        if letters_of(window_title) in self._shared:
            return "", ""
        own = without_parts(window_title, self.repeated)
        return letters_of(own), letters_of(without_parts(own, self._glued, GLUED))


def _nearest(targets: Sequence[list[str]]) -> str:
    return next((pages[0] for pages in targets if pages), "")


def _shown_whole(
    shapes: Sequence[Shape], frequency: Counter[int], naming: Naming, lists: AbstractSet[str]
) -> Iterator[tuple[int, int, int]]:
    """(list, page, block): lists show several pages whole, one after the other, with or without links to them.

    A list of a single page heads it as that page is called, and is called otherwise itself. Lists (`lists`: known
    ones) say nothing of their own that others could show.
    """
    pages: dict[int, set[int]] = defaultdict(set)
    texts: list[dict[int, int]] = []
    own: list[dict[int, int]] = []
    for place, shape in enumerate(shapes):
        held_here: dict[int, int] = {}
        after_links: set[int] = set()
        before = None
        for block in shape.blocks:
            if block.letters >= _TEASED and 2 * block.linked <= block.letters and block.lead < 0:
                held_here[block.digest] = block.letters
                if before is not None and 2 * before.linked > before.letters and _leads(naming, shape, before):
                    after_links.add(block.digest)
            before = block
        texts.append({digest: size for digest, size in held_here.items() if frequency[digest] <= _MOST_SHOWN})
        own.append({digest: size for digest, size in texts[-1].items() if digest not in after_links})
        for digest in texts[-1]:
            if frequency[digest] > 1:
                pages[digest].add(place)
    shown: dict[int, list[int]] = defaultdict(list)
    for place, blocks in enumerate(own):
        size = sum(blocks.values())
        if size < _LEAST_SHOWN or shapes[place].identity in lists:
            continue
        held: Counter[int] = Counter()
        for digest in blocks:
            for other in pages.get(digest, ()):
                held[other] += blocks[digest]
        for other, letters in held.items():
            if other != place and letters >= _WHOLE * size:
                shown[other].append(place)
    sizes = [sum(blocks.values()) for blocks in texts]
    showing: dict[int, list[int]] = {}
    for other, held_whole in shown.items():
        several = [place for place in held_whole if sizes[other] >= _MORE * sizes[place]]
        if len(several) <= 1:
            several = [place for place in held_whole if _heads_as(naming, shapes[other], shapes[place])]
        if several:
            showing[other] = several
    for other, several in showing.items():
        for place in several:
            if place not in showing:
                yield from ((other, place, digest) for digest in own[place] if digest in texts[other])


def _leads(naming: Naming, shape: Shape, block: Block) -> list[str]:
    """The other pages of the crawl to which a block leads."""
    pages = (naming.page(shape.links[link][0]) for link in block.links)
    return [page for page in pages if page is not None and page != shape.identity]


def _heads_as(naming: Naming, shape: Shape, other: Shape) -> bool:
    """Whether a page is headed by another's window title, and not by its own."""
    own, title = naming.title_of(shape.identity), naming.title_of(other.identity)
    lines = {letters_of(block.text) for block in shape.blocks if block.text and not block.linked}
    return bool(own and title) and own not in lines and title in lines


class Survey:
    """All that pages are compared by.

    `frequency`: on how many different pages each block is seen, but lists that show it beside a link to the page that
    says it; `told`: of those lists, by their identity, these blocks; `owners`: whose they are.
    `pictured`: how many pages lead to a page by a picture; `led`: how many have, at one place, a block that a link
    begins.
    """

    def __init__(self, shapes: Iterable[Shape], naming: Naming | None = None) -> None:
        """`naming`: learnt from more pages than those compared here."""
        found = list(shapes)
        self.total = len(found)
        self.keys = Keys()
        self._ids: Counter[str] = Counter()
        self._classes: Counter[str] = Counter()
        for shape in found:
            self._ids.update({name[1] for name in shape.names if name[1]})
            self._classes.update({token for name in shape.names for token in name[2].split()})
        self._components: dict[tuple[str, str, str, int], str] = {}
        self.frequency: Counter[int] = Counter()
        self.distinct = self._count(found)
        self.naming = naming if naming is not None else Naming(found)
        self.told: dict[str, frozenset[int]]
        self.owners: dict[int, str] = {}
        self._discount_teasers(found)
        self._shapes = {shape.identity: shape for shape in found}
        self.pictured = Counter(
            page
            for shape in found
            for page in {self.naming.page(shape.links[link][0]) for _, link in shape.pictures}
            if page is not None
        )
        self._grams: dict[str, frozenset[int]] = {}
        self.sheets = [self.sheet(shape) for shape in found]
        self.led = Counter(
            place
            for sheet in self.sheets
            for place in {(sheet.keys[b.node], b.digest) for b in sheet.shape.blocks if b.lead >= 0}
        )

    def sheet(self, shape: Shape) -> Sheet:
        """Also for a page that was not among those compared."""
        components = [self._component(name) for name in shape.names]
        keys: list[int] = []
        for parent, name in shape.nodes:
            keys.append(self.keys.of(keys[parent] if parent >= 0 else -1, components[name]))
        sheet = Sheet(shape, keys, self.naming.titles_of(shape))
        sheet.weights = [self._weight(block, sheet) for block in shape.blocks]
        return sheet

    def teases(self, sheet: Sheet, block: Block, led: str | None) -> bool:
        """Whether a block says what the page says that it, or the link before it, leads to. `led`: that page."""
        targets = (self.naming.page(sheet.shape.links[link][0]) for link in block.links)
        target = next((page for page in targets if page is not None), led)
        if target is None or target == sheet.shape.identity or not block.grams:
            return False
        known = self.grams_of(target)
        return sum(1 for gram in block.grams if gram in known) >= SHARED * len(block.grams)

    def grams_of(self, identity: str) -> frozenset[int]:
        """Of one of the pages compared here."""
        if identity not in self._grams:
            shape = self._shapes.get(identity)
            blocks = shape.blocks if shape is not None else ()
            if len(self._grams) >= _MOST_REMEMBERED:
                self._grams.clear()
            self._grams[identity] = frozenset(gram for block in blocks for gram in block.grams)
        return self._grams[identity]

    def _count(self, shapes: Sequence[Shape]) -> int:
        """Copies of one page count once: the same text under the same title, or under the same canonical address."""
        seen: set[bytes | tuple[str, str]] = set()
        distinct = 0
        for shape in shapes:
            text = b"".join(block.digest.to_bytes(8) for block in shape.blocks)
            digest = blake2b(text + letters_of(shape.window_title).encode(), digest_size=16).digest()
            address = (shape.canonical or shape.identity, letters_of(shape.window_title))
            if digest in seen or address in seen:
                continue
            seen |= {digest, address}
            distinct += 1
            self.frequency.update({block.digest for block in shape.blocks})
        return distinct

    def _discount_teasers(self, shapes: Sequence[Shape]) -> None:
        """A page's words that lists show beside a link to it are its own all the same, and no frame of theirs.

        All lists that show them lead to one page; a frame stands beside links to any page. A list shows several pages.
        """
        at = {shape.identity: place for place, shape in enumerate(shapes)}
        digests: dict[int, frozenset[int]] = {}
        owners: dict[int, set[int]] = {}
        lists: dict[int, set[str]] = {}
        votes: dict[int, Counter[int]] = {}
        for shape in shapes:
            targets = [_leads(self.naming, shape, block) for block in shape.blocks]
            shown: set[tuple[int, int]] = set()
            for place, block in enumerate(shape.blocks):
                if block.letters < _TEASED or 2 * block.linked > block.letters or self.frequency[block.digest] < 2:
                    continue
                before = _nearest(targets[max(0, place - _TEASER_NEAR) : place][::-1])
                for page in {before, _nearest(targets[place : place + _TEASER_NEAR])}:
                    other = at.get(page, -1)
                    if other >= 0 and other not in digests:
                        digests[other] = frozenset(one.digest for one in shapes[other].blocks)
                    if other >= 0 and block.digest in digests[other]:
                        shown.add((block.digest, other))
            if len({other for _, other in shown}) > 1:
                for digest, other in shown:
                    owners.setdefault(digest, set()).add(other)
                    votes.setdefault(digest, Counter())[other] += 1
                    lists.setdefault(digest, set()).add(shape.identity)
        teasing = {identity for several in lists.values() for identity in several}
        for listing, other, digest in _shown_whole(shapes, self.frequency, self.naming, teasing):
            owners.setdefault(digest, set()).add(other)
            lists.setdefault(digest, set()).add(shapes[listing].identity)
        told: dict[str, set[int]] = {}
        for digest, voted in votes.items():
            first = voted.most_common(2)
            if len(first) > 1 and first[0][1] > first[1][1]:  # a text's link to its list makes no owner of that list
                owners[digest] = {first[0][0]}
                lists[digest].discard(shapes[first[0][0]].identity)
        for digest, pages in owners.items():
            if len(pages) == 1:
                self.frequency[digest] = max(1, self.frequency[digest] - len(lists[digest]))
                for identity in lists[digest]:
                    told.setdefault(identity, set()).add(digest)
                self.owners[digest] = shapes[next(iter(pages))].identity
        self.told = {identity: frozenset(found) for identity, found in told.items()}

    def _weight(self, block: Block, sheet: Sheet) -> float:
        if 2 * block.linked > block.letters:
            return 0.0
        if block.text and letters_of(block.text) in sheet.own_titles:
            return 0.0
        return block.letters / max(1, self.frequency.get(block.digest, 1))

    def _component(self, name: tuple[str, str, str, int]) -> str:
        known = self._components.get(name)
        if known is None:
            known = self._components[name] = self._component_of(*name)
        return known

    def _component_of(self, tag: str, identifier: str, classes: str, position: int) -> str:
        """`div#colonne`, `p.chapo`, `div[id^=post-]`, `td[2]`, `p`."""
        if tag == "body":
            return tag
        if identifier and _NAME.fullmatch(identifier):
            # A number in it is a page's own, unless half of the pages have the same: « Layer3 ».
            least = max(_LEAST_NUMBERED, _NUMBERED * self.total) if _DIGITS.search(identifier) else 2
            if self._ids[identifier] >= least:
                return f"{tag}#{identifier}"
        tokens = [token for token in classes.split() if _NAME.fullmatch(token) and not _DIGITS.search(token)]
        usual = max(tokens, key=lambda token: self._classes[token], default="")
        if usual and self._classes[usual] > 1:
            return f"{tag}.{usual}"
        stem = _DIGITS.split(identifier, maxsplit=1)[0] if _DIGITS.search(identifier) else ""
        if len(stem) > 1 and _NAME.fullmatch(stem):
            return f"{tag}[id^={stem}]"
        if tag in PLACED or (tag == "h1" and position > 1):  # the first may be the site's, the second the page's
            return f"{tag}[{position}]"
        return tag
