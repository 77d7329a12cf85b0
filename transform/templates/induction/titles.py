"""Where a template writes its title: the place whose words are, page after page, those by which pages are called."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from transform.markup import HEADINGS
from transform.templates.induction.listings import teasers_of
from transform.templates.induction.survey import Sheet, Survey
from transform.templates.induction.wording import SHORT, letters_of

#: Of the pages where a title's place occurs: it says the title on this share, and stands once on this share.
_SAID, _ONCE = 0.5, 0.9
#: A place that stands several times a page is the title's where its first words are the title on this share of pages.
_FIRST_SAID = 0.9
#: A place of titles serves this share of a region's pages, and this many; others look for one of their own.
_SERVED, _LEAST_SERVED = 0.1, 2
#: So many pages that a place of titles does not name may have another.
_LEAST_ELSEWHERE = 3
#: Blocks that one title may be broken into.
_PIECES = 3
#: Where pages name no title, a heading with words of its own on this share of them is one.
_VARIED = 0.8
_UNLIKELY = frozenset(("a", "li", "dd", "dt", "option"))


@dataclass(slots=True)
class Titled:
    """Pages of a region with their title at one place; nothing for pages where none was found."""

    key: int | None
    sheets: list[Sheet]


@dataclass(slots=True)
class _Place:
    pages: int = 0
    once: int = 0
    said: int = 0
    said_first: int = 0
    texts: set[str] = field(default_factory=set)
    named: int = 0
    #: What its pages are called: copies of one page are called the same, others by their names or addresses.
    callings: set[frozenset[str] | str] = field(default_factory=set)


def titled(survey: Survey, region: int, sheets: Sequence[Sheet]) -> list[Titled]:
    """The region's sheets by the place of their title, the most usual first."""
    rest = list(sheets)
    found: list[Titled] = []
    while rest:
        key = _best(survey, region, rest)
        with_key = [sheet for sheet in rest if key is not None and key in sheet.keys]
        if key is None or (found and len(with_key) < max(_LEAST_SERVED, _SERVED * len(sheets))):
            break
        with_key = _without_other_titles(survey, region, key, with_key)
        found.append(Titled(key, with_key))
        kept = {sheet.shape.url for sheet in with_key}
        rest = [sheet for sheet in rest if sheet.shape.url not in kept]
    if rest:
        found.append(Titled(None, rest))
    return found


def _without_other_titles(survey: Survey, region: int, key: int, sheets: list[Sheet]) -> list[Sheet]:
    """Of the pages that have the place, those it names: the others have their title elsewhere, if they agree where."""
    others = [sheet for sheet in sheets if not _says(sheet, key)]
    if len(others) < _LEAST_ELSEWHERE:
        return sheets
    other = _best(survey, region, others)
    elsewhere = {sheet.shape.url for sheet in others if other not in {None, key} and _says(sheet, other)}
    if len(elsewhere) < _FIRST_SAID * len(others):
        return sheets
    return [sheet for sheet in sheets if sheet.shape.url not in elsewhere]


def _says(sheet: Sheet, key: int | None) -> bool:
    lines = lines_of(sheet)
    return any(sheet.keys[node] == key and letters_of(line) in sheet.own_titles for node, line in lines.items())


def lines_of(sheet: Sheet) -> dict[int, str]:
    """Node → words, for nodes that hold few blocks and few words."""
    nodes, blocks = sheet.shape.nodes, sheet.shape.blocks
    counts = [0] * len(nodes)
    sizes = [0] * len(nodes)
    texts: dict[int, list[str]] = defaultdict(list)
    for block in blocks:
        counts[block.node] += 1
        sizes[block.node] += block.letters
    for node in range(len(nodes) - 1, 0, -1):
        counts[nodes[node][0]] += counts[node]
        sizes[nodes[node][0]] += sizes[node]
    for block in blocks:
        node = block.node
        while node >= 0 and counts[node] <= _PIECES and sizes[node] <= SHORT:
            texts[node].append(block.text)
            node = nodes[node][0]
    return {node: " ".join(pieces) for node, pieces in texts.items() if all(pieces)}


def _best(survey: Survey, region: int, sheets: Sequence[Sheet]) -> int | None:
    places: dict[int, _Place] = defaultdict(_Place)
    for sheet in sheets:
        lines = lines_of(sheet)
        occurrences = Counter(sheet.keys)
        teasing = _teasing(survey, sheet, lines)
        first: dict[int, str] = {}
        said: set[int] = set()
        for node, line in lines.items():
            key = sheet.keys[node]
            letters = letters_of(line)
            first.setdefault(key, letters)
            if letters in sheet.own_titles:
                said.add(key)
        for key, letters in first.items():
            if teasing[key] > 1:
                continue  # a list heads the texts that it shows as they are headed on their own pages
            place = places[key]
            place.pages += 1
            place.once += occurrences[key] == 1
            place.said += key in said
            place.said_first += letters in sheet.own_titles
            place.texts.add(letters)
            place.named += bool(sheet.own_titles)
            place.callings.add(sheet.own_titles or sheet.shape.url)
    able = [key for key, place in places.items() if _is_title(place, len(sheets))]
    if able:
        return max(able, key=lambda key: _rank(survey, region, key, places[key]))
    headings = [key for key, place in places.items() if _is_varied_heading(survey, key, place, len(sheets))]
    return max(headings, key=lambda key: _rank(survey, region, key, places[key]), default=None)


def _teasing(survey: Survey, sheet: Sheet, lines: dict[int, str]) -> Counter[int]:
    """Of each key, how many of a page's lines name another page that they lead to."""
    found: Counter[int] = Counter()
    for block in sheet.shape.blocks:
        if block.lead >= 0 and teasers_of(survey, sheet.shape, block):
            node = block.node
            while node >= 0 and node in lines:
                found[sheet.keys[node]] += 1
                node = sheet.shape.nodes[node][0]
    return found


def _is_title(place: _Place, total: int) -> bool:
    varied = len(place.texts) > 0.5 * len(place.callings) or total < 3
    if place.once < _ONCE * place.pages and (total < 3 or place.said_first < _FIRST_SAID * place.pages):
        return False
    return place.said >= _SAID * place.pages and varied


def _is_varied_heading(survey: Survey, key: int, place: _Place, total: int) -> bool:
    """Only where most pages have no name of their own: then a heading that stands once on each page speaks for it."""
    return (
        survey.keys.tag(key) in HEADINGS
        and total >= 3
        and place.named < 0.5 * place.pages
        and place.once >= _ONCE * total
        and len(place.texts) >= _VARIED * place.pages
    )


def _rank(survey: Survey, region: int, key: int, place: _Place) -> tuple[float, ...]:
    tag = survey.keys.tag(key)
    inside = survey.keys.is_under(key, region)
    level = 7 - int(tag[1]) if tag in HEADINGS else 0
    unlikely = any(survey.keys.tag(above) in _UNLIKELY for above in survey.keys.ancestors(key))
    return (
        place.said >= 0.5 * max(1, place.pages),
        round(place.said, -1) if place.said >= 20 else place.said // 3,
        not unlikely,
        place.once >= _ONCE * place.pages,
        inside,
        level,
        place.said,
        survey.keys.depths[key],
        -key,
    )
