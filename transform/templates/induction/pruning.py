"""What stands in the body's place and is no text of the page's: boxes, slots and lines that repeat, lists of links.

Frequencies are the template's own. Headings and plain repeated paragraphs are text: authors repeat themselves.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from transform.addresses import host_of
from transform.extract.dates import date_in
from transform.extract.documents import format_at
from transform.markup import BLOCKS, HEADINGS
from transform.templates.induction.comments import comments_of
from transform.templates.induction.shapes import Block
from transform.templates.induction.survey import Sheet, Survey
from transform.templates.induction.wording import letters_of

#: Fewer pages prove nothing.
LEAST_PAGES = 3
#: A box is frame where this share of its text repeats, each block on this share of the pages where its place occurs;
#: a row, or a piece of a line, only where next to all of it does: a list of one page's own things repeats some words.
_BOX_REPEATED, _BLOCK_REPEATED, _PIECE_REPEATED = 0.7, 0.5, 0.97
#: A box on fewer of the template's pages than this share is no frame.
_RARE = 0.05
#: A box is a list of links where this share of its text is linked inside the site; no more than this many a page.
_BOX_LINKED, _BOXES_A_PAGE = 0.6, 2.0
#: A card: this share of its text is said by the page that it leads to, and this share by that page or its link.
_CARD_TEASED, _CARD_LINKED = 0.2, 0.85
#: A box all of whose words lead into the page is its table of contents, named or not.
_ALL_WITHIN = 0.95
#: A slot: once a page, short, linked or dated.
_SLOT_LETTERS, _SLOT_LINKED, _SLOT_DATED, DATED_LETTERS = 200, 0.25, 0.6, 80
#: What names a value, or belongs to a table of values, is no frame because it repeats.
_LABELS, ROWS = frozenset(("th", "dt", "caption", "legend", "label")), frozenset(("tr", "td", "li", "dd"))
#: A box with more than this share of what neither repeats nor is linked is the text itself.
_OWN = 0.2
_BYLINE = re.compile(r"[.#](?:[\w-]*[-_])?(?:auth?ors?|auteurs?|byline|signature)$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class Pruning:
    """Keys by what they are, lines by their words.

    `cards`: boxes that say what the pages say that they lead to; `contents`: lists of links into the page itself;
    `comments`: what readers answered. `lines`: letters → words of what is frame wherever it stands; `ends`: at both
    ends only; `alike`: how lines end that differ by a name alone. `trimmed`: links to other pages leave both ends of
    the text; `dated`: so do short lines with a date; `path`: a first line leads to the page through those above it.
    """

    frame: list[int] = field(default_factory=list)
    related: list[int] = field(default_factory=list)
    cards: list[int] = field(default_factory=list)
    contents: list[int] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    slots: list[int] = field(default_factory=list)
    dates: list[int] = field(default_factory=list)
    lines: dict[str, str] = field(default_factory=dict)
    alike: list[str] = field(default_factory=list)
    ends: dict[str, str] = field(default_factory=dict)
    trimmed: bool = False
    dated: bool = False
    path: bool = False

    def keys(self) -> set[int]:
        return {*self.frame, *self.related, *self.cards, *self.contents, *self.comments, *self.slots, *self.dates}


@dataclass(slots=True)
class _Box:
    pages: int = 0
    boxes: int = 0
    letters: int = 0
    linked: int = 0
    teased: int = 0
    within: int = 0
    repeated: int = 0
    dated: int = 0
    blocks: int = 0
    own: int = 0


def pruned(survey: Survey, container: int, title: int | None, sheets: Sequence[Sheet]) -> Pruning:
    """Nothing with fewer than three pages."""
    pruning = Pruning()
    if len(sheets) < LEAST_PAGES:
        return pruning
    inside = [blocks_of(sheet, container, title) for sheet in sheets]
    seen = Frequencies(sheets, inside)
    pruning.comments = comments_of(survey, sheets, inside)
    boxes = _boxes(survey, container, sheets, inside, seen)
    for key in sorted(boxes, key=lambda key: (survey.keys.depths[key], key)):
        if not pruning.keys().isdisjoint(survey.keys.ancestors(key)):
            continue
        _sort_box(survey, key, boxes[key], len(sheets), pruning)
    return pruning


class Frequencies:
    """On how many of a template's pages each block stands, and each line once links and figures are left out."""

    def __init__(self, sheets: Sequence[Sheet], inside: Sequence[Sequence[Block]]) -> None:
        self.total = len(sheets)
        self.blocks: Counter[int] = Counter()
        self.frames: Counter[tuple[int, str]] = Counter()
        self.keys: Counter[int] = Counter()
        self.targets: Counter[str] = Counter()
        for sheet, blocks in zip(sheets, inside, strict=True):
            self.blocks.update({block.digest for block in blocks})
            self.frames.update({(sheet.keys[block.node], block.frame) for block in blocks if block.linked})
            self.keys.update(set(sheet.keys))
            self.targets.update({sheet.shape.links[link][0] for block in blocks for link in block.links})

    def repeats(self, sheet: Sheet, block: Block) -> bool:
        if self._leads_out(sheet, block):
            return False
        key = sheet.keys[block.node]
        least = max(LEAST_PAGES, _BLOCK_REPEATED * self.keys[key])
        if self.blocks[block.digest] >= least:
            return True
        return bool(block.linked and block.frame) and self.frames[key, block.frame] >= least

    def _leads_out(self, sheet: Sheet, block: Block) -> bool:
        """True for « lire l’article » where it leads to another site, elsewhere from each page."""
        if 2 * block.linked <= block.letters:
            return False
        host = host_of(sheet.shape.url)
        targets = [sheet.shape.links[link][0] for link in block.links]
        return all(
            target and host_of_identity(target) != host and self.targets[target] < LEAST_PAGES for target in targets
        )


def linked_inside(sheet: Sheet, block: Block) -> int:
    """Letters of a block's links, where most lead to pages of the same site or into the page itself."""
    if not block.linked:
        return 0
    host = host_of(sheet.shape.url)
    targets = [sheet.shape.links[link][0] for link in block.links]
    inner = sum(1 for target in targets if not target or (host_of_identity(target) == host and not format_at(target)))
    return block.linked if 2 * inner > len(targets) else 0


def host_of_identity(identity: str) -> str:
    return identity.partition("/")[0].partition("?")[0]


def blocks_of(sheet: Sheet, container: int, title: int | None) -> list[Block]:
    inside = sheet.under(container)
    titles = sheet.under(title) if title is not None else [False] * len(inside)
    return [block for block in sheet.shape.blocks if inside[block.node] and not titles[block.node]]


def _boxes(
    survey: Survey, container: int, sheets: Sequence[Sheet], inside: Sequence[Sequence[Block]], seen: Frequencies
) -> dict[int, _Box]:
    boxes: dict[int, _Box] = defaultdict(_Box)
    whole = 0
    for sheet, blocks in zip(sheets, inside, strict=True):
        nodes: set[int] = set()
        led: str | None = None
        for block in blocks:
            linked, repeated = linked_inside(sheet, block), seen.repeats(sheet, block)
            teased = not 2 * linked > block.letters and survey.teases(sheet, block, led)
            linked = block.letters if teased else linked
            if linked and leads_to_pages(survey, sheet, block):
                led = next(page for link in block.links if (page := survey.naming.page(sheet.shape.links[link][0])))
            within = bool(block.links) and all(not sheet.shape.links[link][0] for link in block.links)
            dated = block.letters <= DATED_LETTERS and is_dated(block)
            own = 0 if repeated or linked or dated else block.letters
            whole += own
            node = block.node
            while node >= 0 and sheet.keys[node] != container:
                box = boxes[sheet.keys[node]]
                box.letters += block.letters
                box.linked += linked
                box.teased += linked if teased else 0
                box.within += linked if within else 0
                box.repeated += block.letters if repeated else 0
                box.dated += block.letters if dated else 0
                box.blocks += 1
                box.own += own
                nodes.add(node)
                node = sheet.shape.nodes[node][0]
        for key, count in Counter(sheet.keys[node] for node in nodes).items():
            boxes[key].pages += 1
            boxes[key].boxes += count
    return {key: box for key, box in boxes.items() if box.own <= _OWN * whole}


def _sort_box(survey: Survey, key: int, box: _Box, total: int, pruning: Pruning) -> None:
    tag = survey.keys.tag(key)
    if box.pages < LEAST_PAGES or not box.letters or tag in _LABELS or in_heading(survey, key):
        return
    once = box.boxes <= 1.1 * box.pages
    if tag in BLOCKS and once and box.within > _ALL_WITHIN * box.letters:
        pruning.contents.append(key)
        return
    own_place = survey.keys.is_named(key) or "[" in survey.keys.component(key) or tag == "time"
    if tag not in BLOCKS and not (once and (survey.keys.is_named(key) or tag == "time")):
        return  # « p > a » is any link of any paragraph
    if tag in ROWS and box.pages < 0.5 * total:
        return
    if box.repeated > _BOX_REPEATED * box.letters and box.pages < _RARE * total:
        return  # what few pages say is no frame, although they say the same
    least = _PIECE_REPEATED if tag in ROWS or tag not in BLOCKS else _BOX_REPEATED
    if (own_place or once) and box.repeated > least * box.letters:
        pruning.frame.append(key)
    elif own_place and box.teased > _CARD_TEASED * box.letters and box.linked > _CARD_LINKED * box.letters:
        pruning.cards.append(key)
    elif own_place and box.linked > _BOX_LINKED * box.letters and box.boxes <= _BOXES_A_PAGE * box.pages:
        (pruning.contents if box.within > 0.5 * box.linked else pruning.related).append(key)
    elif once and own_place and box.letters < _SLOT_LETTERS * box.boxes:
        if box.dated > _SLOT_DATED * box.letters:
            pruning.dates.append(key)
        elif box.linked > _SLOT_LINKED * box.letters or _is_byline(survey, key, box):
            pruning.slots.append(key)


def _is_byline(survey: Survey, key: int, box: _Box) -> bool:
    return box.letters < DATED_LETTERS * box.boxes and _BYLINE.search(survey.keys.component(key)) is not None


def leads_to_pages(survey: Survey, sheet: Sheet, block: Block) -> bool:
    return any(survey.naming.page(sheet.shape.links[link][0]) is not None for link in block.links)


def line_of_block(block: Block) -> str:
    return letters_of(block.text)


def in_heading(survey: Survey, key: int) -> bool:
    return any(survey.keys.tag(above) in HEADINGS for above in survey.keys.ancestors(key))


def is_dated(block: Block) -> bool:
    return bool(block.text) and _YEAR.search(block.text) is not None and date_in(block.text) is not None
