"""The weakest guess: a line under the title that says more of it. Taken where a name or many pages speak for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from transform.extract.dates import date_in
from transform.markup import HEADINGS
from transform.templates.induction.pruning import Pruning
from transform.templates.induction.shapes import Block
from transform.templates.induction.survey import Sheet, Survey
from transform.templates.induction.wording import letters_of

_NAMED = re.compile(r"sous[-_]?titre|sub[-_]?(?:title|head|titre)|tagline|baseline|surtitre|accroche", re.IGNORECASE)
_OTHER = re.compile(
    r"auteur|author|date|meta|info|cat|tag|rubri|lieu|place|chapo|lead|intro|source|credit|legend", re.IGNORECASE
)
#: Pages without which nothing is guessed; a name says more than pages do.
_LEAST_PAGES, _LEAST_NAMED = 8, 3
#: Share of pages with the line, of different lines among them, of lines that end a sentence; most characters.
_PRESENT, _VARIED, _STOPPED, _LONGEST = 0.5, 0.8, 0.2, 160
_FEWEST_WORDS = 4
#: Of its pages, a subtitle's place stands once on this share, or is the title's next sibling.
_ALWAYS = 0.9


@dataclass(slots=True)
class Subtitle:
    """`key` is taken out of the text; `doubtful` is only shown to a person, with examples.

    `beside`: it is the title's next sibling; others of its key are not.
    """

    key: int | None = None
    beside: bool = False
    doubtful: int | None = None
    examples: tuple[str, ...] = ()


@dataclass(slots=True)
class _Line:
    pages: int = 0
    once: int = 0
    follows: int = 0
    beside: int = 0
    texts: list[str] = field(default_factory=list)


def subtitle_of(
    survey: Survey, container: int, title: int | None, pruning: Pruning, sheets: Sequence[Sheet]
) -> Subtitle:
    lines: dict[int, _Line] = {}
    for sheet in sheets:
        _read(survey, sheet, container, title, pruning, lines)
    found = Subtitle()
    for key in sorted(lines, key=lambda key: (-lines[key].follows, key)):
        line = lines[key]
        if not _looks_like_one(line, len(sheets)):
            continue
        names = " ".join(survey.keys.path(key)[-2:])
        named = bool(_NAMED.search(names))
        certain = named and line.pages >= min(_LEAST_NAMED, len(sheets)) and len(sheets) >= _LEAST_NAMED
        certain = certain or (len(sheets) >= _LEAST_PAGES and _is_telling(survey, key, line, len(sheets)))
        if certain and found.key is None:
            found.key, found.beside = key, line.once < _ALWAYS * line.pages
        elif found.doubtful is None and not _OTHER.search(names):
            found.doubtful, found.examples = key, tuple(line.texts[:2])
    if found.key is not None:
        found.doubtful = None
    return found


def _read(
    survey: Survey,
    sheet: Sheet,
    container: int,
    title: int | None,
    pruning: Pruning,
    lines: dict[int, _Line],
) -> None:
    """What follows the title, or begins the container, once frame and slots are skipped."""
    gone = pruning.keys()
    blocks = sheet.shape.blocks
    titles = sheet.under(title) if title is not None else None
    inside = sheet.under(container)
    start = None
    if titles is not None:
        start = max((place for place, block in enumerate(blocks) if titles[block.node]), default=None)
    candidates = []
    beside = _next_sibling(sheet, start) if start is not None else None
    if start is not None:
        candidates.append(start + 1)
    first = next((place for place, block in enumerate(blocks) if inside[block.node]), None)
    if first is not None and (start is None or first > start + 1):
        candidates.append(first)
    seen: set[int] = set()
    counts: dict[int, int] = {}
    for block in blocks:
        key = sheet.keys[block.node]
        counts[key] = counts.get(key, 0) + 1
    for begin in candidates:
        for block in blocks[begin : begin + 6]:
            key = sheet.keys[block.node]
            above = survey.keys.ancestors(key)
            if not gone.isdisjoint(above) or letters_of(block.text) in sheet.own_titles:
                continue
            if (block.text and _is_repeated(survey, block.digest)) or _is_trail(sheet, block):
                continue
            if key not in seen:
                seen.add(key)
                line = lines.setdefault(key, _Line())
                line.pages += 1
                line.once += counts[key] == 1
                line.follows += 1
                line.beside += block is beside
                line.texts.append(block.text if 2 * block.linked <= block.letters else "")
            break


def _is_trail(sheet: Sheet, block: Block) -> bool:
    """True for « Accueil > Fiches > Titre »."""
    letters = letters_of(block.text)
    return block.lead >= 0 and (2 * block.linked > block.letters or any(title in letters for title in sheet.own_titles))


def _next_sibling(sheet: Sheet, title: int) -> Block | None:
    """The block after the title's, where both stand in the same element."""
    blocks, nodes = sheet.shape.blocks, sheet.shape.nodes
    after = blocks[title + 1] if title + 1 < len(blocks) else None
    same = after is not None and nodes[after.node][0] == nodes[blocks[title].node][0]
    return after if same else None


def _is_repeated(survey: Survey, digest: int) -> bool:
    return survey.frequency[digest] >= max(3, 0.2 * survey.distinct)


def _looks_like_one(line: _Line, total: int) -> bool:
    texts = [text for text in line.texts if text]
    if len(texts) < 0.9 * len(line.texts) or not texts or line.pages < max(2, 0.2 * total):
        return False
    stopped = sum(1 for text in texts if text.rstrip(' »"').endswith((".", "…", ";", ":")))
    dated = sum(1 for text in texts if date_in(text) and len(text) < 60)
    return (
        max(line.once, line.beside) >= _ALWAYS * line.pages
        and median(map(len, texts)) <= _LONGEST
        and len(set(texts)) >= _VARIED * len(texts)
        and stopped <= _STOPPED * len(texts)
        and dated <= 0.2 * len(texts)
    )


def _is_telling(survey: Survey, key: int, line: _Line, total: int) -> bool:
    """A class or a heading, on most pages, in whole phrases: not names, dates or places."""
    tag = survey.keys.tag(key)
    marked = tag in HEADINGS or survey.keys.is_named(key)
    words = [len(text.split()) for text in line.texts]
    return (
        marked
        and not _OTHER.search(" ".join(survey.keys.path(key)[-2:]))
        and line.pages >= _PRESENT * total
        and median(words) > _FEWEST_WORDS
        and min(sorted(words)[len(words) // 10 :], default=0) >= 3
    )
