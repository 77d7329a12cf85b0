"""What readers answered under a text, told by the name of its box or by the heading above it."""

import re
from collections import Counter
from collections.abc import Sequence

from transform.extract.roles import folded
from transform.templates.induction.shapes import Block
from transform.templates.induction.survey import Sheet, Survey

_NAMED = re.compile(
    r"[.#](?:[\w-]*[-_]|indiv|user|reader)?(?:comments?|commentaires?|comment-?list|commentlist|reactions|respond|disqus_thread|forum)"
    r"(?:[-_](?:list|area|wrap(?:per)?|thread|section|total|container|block|box|body|head|entry|item|post))?$",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"^(?:\d+ )?(?:(?:vos|les|derniers) )?(?:commentaires?|reactions?|comments?|responses?"
    r"|avis des (?:lecteurs|internautes)|reponses?|messages? de forum)"
    r"(?: (?:a|sur|pour) (?:cet?|cette|l[ea]) ?(?:article|billet|page|fiche|texte|document|message|sujet)"
    r"| d(?:e|u|es) (?:vos )?(?:lecteurs|internautes|visiteurs|forum))?(?: \(?\d+\)?)?(?: :)?$"
)
#: Characters of a heading that announces answers.
_LONGEST_HEADING = 40
#: Letters of a page's own that are a text; the share of pages that must keep one.
_TEXT, _KEEPING = 60, 0.95


def comments_of(survey: Survey, sheets: Sequence[Sheet], inside: Sequence[Sequence[Block]]) -> list[int]:
    """Keys of the outermost such boxes; none without which pages would have no text left."""
    headed: Counter[int] = Counter()
    pages: Counter[int] = Counter()
    for sheet, blocks in zip(sheets, inside, strict=True):
        first = _first_blocks(sheet, blocks)
        pages.update({sheet.keys[node] for node in first})
        headed.update({sheet.keys[node] for node, block in first.items() if _heads(block)})
    found: list[int] = []
    for key in sorted(pages, key=lambda key: (survey.keys.depths[key], key)):
        named = bool(_NAMED.search(survey.keys.component(key)))
        if not named and 2 * headed[key] <= pages[key]:
            continue
        if any(survey.keys.is_under(key, above) for above in found):
            continue
        if _leaves_text(sheets, inside, key):
            found.append(key)
    return found


def _heads(block: Block) -> bool:
    return 0 < len(block.text) <= _LONGEST_HEADING and _HEADED.match(folded(block.text).strip()) is not None


def _first_blocks(sheet: Sheet, blocks: Sequence[Block]) -> dict[int, Block]:
    """Of each element that holds more than one block, the first."""
    first: dict[int, Block] = {}
    several: set[int] = set()
    for block in blocks:
        node = block.node
        while node >= 0:
            if node in first:
                several.add(node)
            first.setdefault(node, block)
            node = sheet.shape.nodes[node][0]
    return {node: block for node, block in first.items() if node in several}


def _leaves_text(sheets: Sequence[Sheet], inside: Sequence[Sequence[Block]], key: int) -> bool:
    keeping = 0
    for sheet, blocks in zip(sheets, inside, strict=True):
        within = sheet.under(key)
        keeping += sum(block.letters for block in blocks if not within[block.node] and not block.linked) >= _TEXT
    return keeping >= _KEEPING * len(sheets)
