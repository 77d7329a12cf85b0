"""Lines that are frame although no box around them is: those of nearly every page, and what stands at a text's ends."""

import re
from collections import Counter
from collections.abc import Sequence

from transform.templates.induction.pruning import (
    LEAST_PAGES,
    ROWS,
    Frequencies,
    Pruning,
    blocks_of,
    in_heading,
    leads_to_pages,
    line_of_block,
    linked_inside,
)
from transform.templates.induction.shapes import Block
from transform.templates.induction.survey import Sheet, Survey
from transform.templates.induction.wording import letters_of
from transform.templates.margin_lines import LONGEST_ALIKE, NEAR, is_signature, starts_alike

_FIGURES = re.compile(r"\d+")
#: A line that stands on this share of the template's pages is frame, unless it is a heading.
_LINE_REPEATED = 0.9
#: Of all pages of a site, those on which a link, or any other line, is frame.
_SITE_LINKED, _SITE_REPEATED = 0.2, 0.6
#: A line that nearly every page has ends everywhere with this many words, after at most so many others.
_SAME_WORDS, _OTHER_WORDS = 5, 8
#: At both ends of the text, lines on this share of pages, and links, are frame; where pages have some on this share.
_END_REPEATED, _ENDED = 0.3, 0.3
#: Lines with a date leave the ends where this share of pages has one there.
_DATED = 0.2


def add_lines(
    survey: Survey, container: int, title: int | None, subtitle: int | None, sheets: Sequence[Sheet], pruning: Pruning
) -> None:
    """Completes what was pruned. The subtitle is no line of the text. Nothing with fewer than three pages."""
    if len(sheets) < LEAST_PAGES:
        return
    inside = [blocks_of(sheet, container, title) for sheet in sheets]
    seen = Frequencies(sheets, inside)
    gone = pruning.keys() | ({subtitle} if subtitle is not None else set())
    left = [
        [block for block in blocks if gone.isdisjoint(survey.keys.ancestors(sheet.keys[block.node]))]
        for sheet, blocks in zip(sheets, inside, strict=True)
    ]
    _add_anywhere(survey, sheets, left, seen, pruning)
    _add_ends(survey, sheets, left, seen, pruning)


def add_lines_of_the_site(
    survey: Survey, container: int, title: int | None, sheets: Sequence[Sheet], pruning: Pruning
) -> None:
    """Of templates whose pages are too few to say what repeats: what pages of every sort say."""
    for sheet in sheets:
        for block in blocks_of(sheet, container, title):
            if block.strong or in_heading(survey, sheet.keys[block.node]):
                continue  # authors head their texts alike
            share = _SITE_LINKED if 2 * block.linked > block.letters else _SITE_REPEATED
            if block.text and survey.frequency[block.digest] >= max(LEAST_PAGES, share * survey.distinct):
                pruning.lines[line_of_block(block)] = block.text


def add_heads_of_lists(
    survey: Survey, container: int, sheets: Sequence[Sheet], lists: Sequence[Sheet], pruning: Pruning
) -> None:
    """A heading of nearly all texts is theirs, unless the lists of those texts have it too: then it is the site's."""
    if min(len(sheets), len(lists)) < LEAST_PAGES:
        return
    counts: list[Counter[str]] = []
    for group in (sheets, lists):
        said: Counter[str] = Counter()
        for sheet in group:
            inside = sheet.under(container)
            said.update(
                {
                    block.text
                    for block in sheet.shape.blocks
                    if block.text and inside[block.node] and in_heading(survey, sheet.keys[block.node])
                }
            )
        counts.append(said)
    for text, count in counts[0].items():
        if count >= _LINE_REPEATED * len(sheets) and counts[1][text] >= _LINE_REPEATED * len(lists):
            pruning.lines[letters_of(text)] = text


def _add_anywhere(
    survey: Survey, sheets: Sequence[Sheet], left: Sequence[Sequence[Block]], seen: Frequencies, pruning: Pruning
) -> None:
    least = max(LEAST_PAGES, _LINE_REPEATED * seen.total)
    for sheet, blocks in zip(sheets, left, strict=True):
        counts = Counter(sheet.keys)
        for block in blocks:
            if in_heading(survey, sheet.keys[block.node]) or _is_value(survey, sheet, block, counts):
                continue
            if seen.blocks[block.digest] >= least and block.text:
                pruning.lines[line_of_block(block)] = block.text
            elif block.linked and block.frame and seen.frames[sheet.keys[block.node], block.frame] >= least:
                pruning.lines[letters_of(block.frame)] = block.frame
    pruning.lines.pop("", None)
    pruning.alike = _alike(survey, sheets, left, least, pruning)


def _alike(
    survey: Survey,
    sheets: Sequence[Sheet],
    left: Sequence[Sequence[Block]],
    least: float,
    pruning: Pruning,
) -> list[str]:
    """The last words of lines that nearly every page has, a name before them: « Anne Roux anime des débats »."""
    found: dict[str, list[list[str]]] = {}
    for sheet, blocks in zip(sheets, left, strict=True):
        of_page: dict[str, list[list[str]]] = {}
        for block in blocks:
            words = block.text.split()
            if len(words) <= _SAME_WORDS or block.letters > LONGEST_ALIKE or line_of_block(block) in pruning.lines:
                continue
            if not in_heading(survey, sheet.keys[block.node]):
                of_page.setdefault(letters_of(" ".join(words[-_SAME_WORDS:])), []).append(words)
        for ending, lines in of_page.items():
            if len(lines) == 1:
                found.setdefault(ending, []).append(lines[0])
    endings = (_common_end(lines) for lines in found.values() if len(lines) >= least)
    return sorted(" ".join(words) for words, others in endings if others <= _OTHER_WORDS)


def _common_end(lines: list[list[str]]) -> tuple[list[str], int]:
    """The words that all lines end with, and how many others the longest has."""
    shortest = min(lines, key=len)
    size = len(shortest)
    while any(letters_of(" ".join(line[-size:])) != letters_of(" ".join(shortest[-size:])) for line in lines):
        size -= 1
    return shortest[-size:], max(map(len, lines)) - size


def _is_value(survey: Survey, sheet: Sheet, block: Block, counts: Counter[int]) -> bool:
    """True for words in one of a page's several rows: values are few, and come again."""
    if block.linked:
        return False
    rows = (key for key in survey.keys.ancestors(sheet.keys[block.node]) if survey.keys.tag(key) in ROWS)
    return any(counts[key] > 1 for key in rows)


def _add_ends(
    survey: Survey, sheets: Sequence[Sheet], left: Sequence[Sequence[Block]], seen: Frequencies, pruning: Pruning
) -> None:
    kept = [[block for block in blocks if line_of_block(block) not in pruning.lines] for blocks in left]
    dated = sum(1 for blocks in kept if any(_is_signature(block) for block in _near_the_ends(blocks)))
    if dated >= max(LEAST_PAGES, _DATED * seen.total):
        pruning.dated = True
        kept = [_without_signatures(blocks) for blocks in kept]
    ways = [bool(blocks) and _is_path(sheet, blocks[0]) for sheet, blocks in zip(sheets, kept, strict=True)]
    if sum(ways) >= max(LEAST_PAGES, _ENDED * seen.total):
        pruning.path = True
        kept = [blocks[way:] for blocks, way in zip(kept, ways, strict=True)]
    ends = _Ends(survey, seen)
    for sheet, blocks in zip(sheets, kept, strict=True):
        ends.see(sheet, blocks)
    if ends.linked >= max(LEAST_PAGES, _ENDED * seen.total):
        pruning.trimmed = True
        pruning.ends = dict(ends.lines)
    for line, count in ends.closing.items():
        if count >= ends.least:
            pruning.ends[line] = ends.words[line]


class _Ends:
    """What stands at the ends of a template's texts.

    `linked`: pages with links there; `closing`: last lines that are a heading, or lead elsewhere.
    """

    def __init__(self, survey: Survey, seen: Frequencies) -> None:
        self.survey = survey
        self.seen = seen
        self.least = max(LEAST_PAGES, _END_REPEATED * seen.total)
        self.linked = 0
        self.lines: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.closing: Counter[str] = Counter()

    def see(self, sheet: Sheet, blocks: list[Block]) -> None:
        links = self._links(sheet, blocks, last=False) + self._links(sheet, blocks[::-1], last=True)
        self.linked += 0 < links < len(blocks)

    def _links(self, sheet: Sheet, end: list[Block], *, last: bool) -> int:
        """How many lines of links stand at one end, the lines that repeat among them passed over."""
        links = 0
        pending: list[Block] = []
        for block in end:
            if 2 * linked_inside(sheet, block) > block.letters and leads_to_pages(self.survey, sheet, block):
                links += 1
                self._take(pending)
                pending = []
            elif self.seen.blocks[block.digest] >= self.least and block.text:
                pending.append(block)
            else:
                break
        if last and links:
            self._take(pending[:1])  # the line above the links that end a page
        if last:
            for block in pending:
                if not (
                    block.strong or block.linked == block.letters or in_heading(self.survey, sheet.keys[block.node])
                ):
                    break
                self.closing[line_of_block(block)] += 1
                self.words[line_of_block(block)] = block.text
        return links

    def _take(self, blocks: Sequence[Block]) -> None:
        self.lines |= {line_of_block(block): block.text for block in blocks}


def _is_path(sheet: Sheet, block: Block) -> bool:
    """« Accueil > Récits > Titre »: links to other pages, then what the page is called."""
    if not block.links or block.lead < 0:
        return False
    frame = letters_of(block.frame)
    return any(starts_alike(frame, _FIGURES.sub("", title)) for title in sheet.own_titles)


def _near_the_ends(blocks: list[Block]) -> list[Block]:
    return blocks if len(blocks) < 2 * NEAR else [*blocks[:NEAR], *blocks[-NEAR:]]


def _without_signatures(blocks: list[Block]) -> list[Block]:
    gone = {id(block) for block in _near_the_ends(blocks) if _is_signature(block)}
    return [block for block in blocks if id(block) not in gone] if len(gone) < len(blocks) else blocks


def _is_signature(block: Block) -> bool:
    return bool(block.text) and is_signature(block.text)
