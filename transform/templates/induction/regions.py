"""Which part of a page holds its own text: for groups of pages, the place where rare text is dense and complete."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from transform.templates.induction.survey import Sheet, Survey

#: Tags of elements that may hold a page's text.
HOLDERS = frozenset(
    (
        *("body", "div", "td", "th", "tr", "tbody", "table", "section", "article", "main", "center", "form"),
        *("blockquote", "dd", "li", "dl", "fieldset", "span", "font"),
    )
)
#: A page belongs to a region that holds this share of its rare text, or that it has, where it has little of it.
_HELD, _LITTLE = 0.6, 200
#: A region that misses more rare text than this goes up to the place that holds it, where most pages gain.
_COMPLETE = 0.97
_GAINING = 0.3
_MAX_ROUNDS = 200
#: A line of one place is a formula where this share of pages has these first words there.
_FORMULA, _SAME_START, _LONGEST_FORMULA = 0.9, 3, 160
#: A place is a stock's where this share of its text comes again elsewhere, on this many pages at least, and no more
#: than this share of the rest does.
_STOCK, _LEAST_STOCKED, _OWN_AGAIN = 0.5, 5, 0.2


@dataclass(slots=True)
class Region:
    key: int
    sheets: list[Sheet]


@dataclass(slots=True)
class Weights:
    """For each key of one page: rare text, and the rest, of its largest element."""

    rare: dict[int, float]
    rest: dict[int, float]


def weights_of(sheet: Sheet, boxes: AbstractSet[int] = frozenset()) -> Weights:
    """`boxes`: keys of blocks that are no page's own."""
    nodes, blocks = sheet.shape.nodes, sheet.shape.blocks
    rare = [0.0] * len(nodes)
    rest = [0.0] * len(nodes)
    for block, weight in zip(blocks, sheet.weights, strict=True):
        if boxes and sheet.keys[block.node] in boxes:
            continue
        rare[block.node] += weight
        if not weight and 2 * block.linked <= block.letters:
            continue  # the title says nothing for a place, nor against it
        rest[block.node] += block.letters - weight
    for node in range(len(nodes) - 1, 0, -1):
        parent = nodes[node][0]
        rare[parent] += rare[node]
        rest[parent] += rest[node]
    best: dict[int, float] = {}
    around: dict[int, float] = {}
    for node, key in enumerate(sheet.keys):
        if rare[node] > best.get(key, 0.0):
            best[key], around[key] = rare[node], rest[node]
    return Weights(best, around)


def regions_of(survey: Survey, sheets: Sequence[Sheet]) -> list[Region]:
    """Every sheet is in one region. The largest agreement first; a page without text of its own keeps its body."""
    stock = _stock(survey, sheets)
    weighed = [(sheet, weights_of(sheet, stock)) for sheet in sheets]
    holders = [survey.keys.tag(key) in HOLDERS for key in range(len(survey.keys.paths))]
    found: list[Region] = []
    while weighed and len(found) < _MAX_ROUNDS:
        scores: dict[int, float] = defaultdict(float)
        for sheet, weights in weighed:
            whole = weights.rare.get(sheet.keys[0], 0.0)
            for key, rare in weights.rare.items():
                if holders[key] and whole:
                    recall, purity = rare / whole, rare / (rare + weights.rest[key])
                    scores[key] += 2 * recall * purity / (recall + purity)
        if not scores:
            break
        best = max(scores, key=lambda key: (round(scores[key], 6), survey.keys.depths[key], -key))
        members = [pair for pair in weighed if _belongs(*pair, best)]
        if not members:
            break
        chosen = {id(sheet) for sheet, _ in members}
        weighed = [pair for pair in weighed if id(pair[0]) not in chosen]
        found.append(Region(_completed(survey, best, members), [sheet for sheet, _ in members]))
    if weighed:
        found.append(Region(weighed[0][0].keys[0], [sheet for sheet, _ in weighed]))
    return _merged(found)


def _stock(survey: Survey, sheets: Sequence[Sheet]) -> frozenset[int]:
    """Keys of boxes that are drawn from a stock, other ones on each page: what they say comes again on other pages.

    And of lines that begin alike on nearly all pages: « Cette page a été consultée 31 fois ».

    Only where the rest does not: two pages may say the same, and whole sites be there twice.
    """
    sizes: Counter[int] = Counter()
    again: Counter[int] = Counter()
    pages: Counter[int] = Counter()
    heads: dict[int, Counter[str]] = defaultdict(Counter)
    for sheet in sheets:
        told = survey.told.get(sheet.shape.identity, frozenset())
        seen: set[int] = set()
        for block, weight in zip(sheet.shape.blocks, sheet.weights, strict=True):
            if weight and block.digest not in told:
                key = sheet.keys[block.node]
                sizes[key] += block.letters
                again[key] += block.letters if survey.frequency[block.digest] > 1 else 0
                seen.add(key)
                if 0 < len(block.text) < _LONGEST_FORMULA:
                    heads[key][" ".join(block.text.split()[:_SAME_START])] += 1
        pages.update(seen)
    found = {key for key, size in sizes.items() if again[key] >= _STOCK * size and pages[key] >= _LEAST_STOCKED}
    found |= {
        key
        for key, starts in heads.items()
        if pages[key] >= _LEAST_STOCKED
        and starts.total() == pages[key]
        and max(starts.values()) >= _FORMULA * pages[key]
    }
    rest = sizes.total() - sum(sizes[key] for key in found)
    rest_again = again.total() - sum(again[key] for key in found)
    if 2 * rest < sizes.total() or rest_again > _OWN_AGAIN * rest:
        return frozenset()
    return frozenset(found)


def _belongs(sheet: Sheet, weights: Weights, key: int) -> bool:
    whole = weights.rare.get(sheet.keys[0], 0.0)
    if whole < _LITTLE:
        return key in sheet.keys
    return weights.rare.get(key, 0.0) >= _HELD * whole


def _completed(survey: Survey, key: int, members: list[tuple[Sheet, Weights]]) -> int:
    """The lowest place above that holds nearly all rare text, where many pages, not a few, gain by it."""
    whole = sum(weights.rare.get(sheet.keys[0], 0.0) for sheet, weights in members)
    held = sum(weights.rare.get(key, 0.0) for _, weights in members)
    if held >= _COMPLETE * whole:
        return key
    for above in survey.keys.ancestors(key)[1:]:
        gains = sum(
            1 for _, weights in members if weights.rare.get(above, 0.0) > weights.rare.get(key, 0.0) / _COMPLETE + 20
        )
        if gains < _GAINING * len(members):
            continue
        if sum(weights.rare.get(above, 0.0) for _, weights in members) >= _COMPLETE * whole:
            return above
    return key


def _merged(regions: list[Region]) -> list[Region]:
    """Regions that came out at the same place are one."""
    merged: dict[int, Region] = {}
    for region in regions:
        if region.key in merged:
            merged[region.key].sheets += region.sheets
        else:
            merged[region.key] = region
    return list(merged.values())
