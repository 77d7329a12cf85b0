"""Inside a region, the smallest place that still keeps the text of nearly every page."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from transform.templates.induction.pruning import is_dated
from transform.templates.induction.regions import HOLDERS
from transform.templates.induction.shapes import Block
from transform.templates.induction.survey import Sheet, Survey
from transform.templates.induction.wording import letters_of

#: Of all text, and of one page's on this share of pages, what a smaller place must keep.
_KEPT, _PAGE_KEPT, _PAGES_KEPT = 0.97, 0.9, 0.95
#: Blocks on this share of all pages are no text; nor are short lines that stand once a page.
_REPEATED, _SHORT_LINE = 0.1, 160
_LEAST_PAGES = 3
#: Letters of text that pages have on the average, so that a smaller place is looked for.
_LEAST_TEXT = 60
#: A place where this share of the lines are sentences of so many words is no slot.
_SENTENCES, _LEAST_WORDS = 0.7, 6
_ENTERED = HOLDERS - {"li", "dd", "span", "font", "blockquote", "th"}


def container_of(survey: Survey, region: int, title: int | None, sheets: Sequence[Sheet]) -> int:
    """With fewer than three pages, the region itself."""
    if len(sheets) < _LEAST_PAGES:
        return region
    prose = [_prose(survey, sheet, title) for sheet in sheets]
    slots = _slots(sheets, prose)
    held = [_held(sheet, kept, slots) for sheet, kept in zip(sheets, prose, strict=True)]
    if sum(page.get(region, 0) for page in held) < _LEAST_TEXT * len(sheets):
        return region  # lists, whose text is all of links
    current = region
    while True:
        below = {key for page in held for key in page if survey.keys.paths[key][0] == current}
        able = [key for key in below if survey.keys.tag(key) in _ENTERED and _keeps(held, current, key)]
        if not able:
            return current
        current = max(able, key=lambda key: (sum(page.get(key, 0) for page in held), -key))


def _prose(survey: Survey, sheet: Sheet, title: int | None) -> list[int]:
    """Of each block, the letters that count as text."""
    least = max(2, _REPEATED * survey.distinct)
    inside = sheet.under(title) if title is not None else [False] * len(sheet.keys)
    kept = []
    for block in sheet.shape.blocks:
        frame = survey.frequency[block.digest] >= least or 2 * block.linked > block.letters or inside[block.node]
        frame = frame or (bool(block.text) and letters_of(block.text) in sheet.own_titles)
        kept.append(0 if frame else block.letters)
    return kept


def _slots(sheets: Sequence[Sheet], prose: list[list[int]]) -> frozenset[int]:
    """Keys of short lines that stand once a page: dates, signatures. A sentence there is a text's first one."""
    pages: Counter[int] = Counter()
    blocks: Counter[int] = Counter()
    letters: Counter[int] = Counter()
    sentences: Counter[int] = Counter()
    for sheet, kept in zip(sheets, prose, strict=True):
        found = Counter(sheet.keys[block.node] for block, size in zip(sheet.shape.blocks, kept, strict=True) if size)
        pages.update(found.keys())
        blocks.update(found)
        for block, size in zip(sheet.shape.blocks, kept, strict=True):
            letters[sheet.keys[block.node]] += size
            sentences[sheet.keys[block.node]] += bool(size) and _is_sentence(block)
    return frozenset(
        key
        for key, count in pages.items()
        if blocks[key] <= 1.1 * count
        and letters[key] < _SHORT_LINE * blocks[key]
        and sentences[key] < _SENTENCES * blocks[key]
    )


def _is_sentence(block: Block) -> bool:
    words = block.text.split()
    return len(words) >= _LEAST_WORDS and words[-1].rstrip('»”"’) ')[-1:] in set(".!?") and not is_dated(block)


def _held(sheet: Sheet, prose: list[int], slots: frozenset[int]) -> dict[int, int]:
    """Key → text in the largest element of that key."""
    nodes = sheet.shape.nodes
    sizes = [0] * len(nodes)
    for block, size in zip(sheet.shape.blocks, prose, strict=True):
        if sheet.keys[block.node] not in slots:
            sizes[block.node] += size
    for node in range(len(nodes) - 1, 0, -1):
        sizes[nodes[node][0]] += sizes[node]
    held: dict[int, int] = defaultdict(int)
    for key, size in zip(sheet.keys, sizes, strict=True):
        held[key] = max(held[key], size)
    return held


def _keeps(held: list[dict[int, int]], whole: int, part: int) -> bool:
    total = sum(page.get(whole, 0) for page in held)
    if not total or sum(page.get(part, 0) for page in held) < _KEPT * total:
        return False
    kept = sum(1 for page in held if page.get(part, 0) >= _PAGE_KEPT * page.get(whole, 0))
    return kept >= _PAGES_KEPT * len(held)
