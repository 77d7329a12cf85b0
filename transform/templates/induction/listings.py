"""Records told from lists of records: by what a page links to, and by how much of it the linked pages say too."""

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from transform.templates.induction.pruning import Pruning, line_of_block
from transform.templates.induction.shapes import Block, Shape
from transform.templates.induction.survey import SHARED, Sheet, Survey

#: Teasers that make a list; share of the text that links and linked pages explain; letters that make a text.
_TEASERS, _EXPLAINED, _LEAST_TEXT = 2, 0.5, 60
#: A page whose text is another's, but for this share, is a list of that one.
_COPIED = 0.8
#: Links of one line that make a menu, where the line comes again.
_MENU = 4
#: Pages before and after one, by their names, and the list that holds it.
_NEIGHBOURS = 3
#: A share of explained text that is nearer than this to the limit is a doubt.
_NEAR = 0.1
#: Blocks before a link that it may explain.
_BEFORE = 4
#: On this share of pages a block is frame; one that begins with a link to a page by its name, only on this share.
_REPEATED, _ALWAYS = 0.1, 0.5


@dataclass(slots=True)
class Explained:
    """Letters of a page's own part. `teasers`: links that begin a block and name another page of the crawl.

    `menus`: such links that most pages have; `pages`: how many other pages the teasers lead to. `places`: keys of the
    lines that are such links; `shown`: letters that another page shows whole; `framed`: of texts that many
    pages say.
    """

    letters: int = 0
    explained: int = 0
    teasers: int = 0
    things: int = 0
    menus: int = 0
    pages: int = 0
    places: set[int] = field(default_factory=set)
    shown: int = 0
    framed: int = 0

    @property
    def is_listing(self) -> bool:
        if not self.letters and not self.things and self.menus >= _TEASERS:
            return True  # a frame's menu, a home page: nothing but the links of all pages
        return self.teasers >= _TEASERS and (self.explained >= _EXPLAINED * self.letters or self.is_empty)

    @property
    def is_doubtful(self) -> bool:
        """True for a text that is nearly a list, or just one."""
        share = self.explained / self.letters if self.letters else 0.0
        return self.teasers >= _TEASERS and abs(share - _EXPLAINED) < _NEAR

    @property
    def is_empty(self) -> bool:
        return self.letters - self.explained < _LEAST_TEXT

    def is_one_entry(self, places: AbstractSet[int]) -> bool:
        """True for a list of a single page, where lists write their entries. `places`: these places."""
        if self.shown > _COPIED * self.letters:
            return True
        told = 2 * self.explained >= self.letters or self.is_empty
        return self.pages >= 1 and told and not places.isdisjoint(self.places)

    @property
    def says_nothing(self) -> bool:
        """True where a template's place holds no text of any kind."""
        return self.is_empty and not self.things and not self.has_frame_text

    @property
    def has_frame_text(self) -> bool:
        """True where its place holds a text that other pages say too."""
        return self.framed >= _LEAST_TEXT

    @property
    def is_between_neighbours(self) -> bool:
        """True for a text of its own beside links to a page before it and a page after it."""
        return self.pages <= _NEIGHBOURS and not self.is_empty


def lists_among(survey: Survey) -> set[str]:
    """Addresses of pages most of whose words are other pages', before anyone knows where the texts stand."""
    seen = [
        (sheet.shape.url, explained(survey, sheet, sheet.keys[0], None, None, survey.grams_of))
        for sheet in survey.sheets
    ]
    places = frozenset(place for _, found in seen if found.is_listing for place in found.places)
    return {url for url, found in seen if found.is_listing or found.is_one_entry(places)}


def explained(
    survey: Survey,
    sheet: Sheet,
    container: int,
    title: int | None,
    pruning: Pruning | None,
    grams_of: Callable[[str], frozenset[int]],
) -> Explained:
    """`grams_of`: of a page, by its identity. Links out of the crawl explain nothing."""
    inside = sheet.under(container)
    titles = sheet.under(title) if title is not None else [False] * len(inside)
    gone = pruning.keys() if pruning is not None else set()
    found = Explained(things=sum(1 for node in sheet.shape.things if inside[node]))
    shown = survey.told.get(sheet.shape.identity, frozenset())
    least, always = max(3, _REPEATED * survey.distinct), _ALWAYS * survey.distinct
    linked: str | None = None
    teased: set[str] = set()
    before: list[Block] = []
    heads: list[tuple[int, int, str]] = []
    unsaid: list[tuple[int, Block]] = []
    for place, block in enumerate(sheet.shape.blocks):
        if not inside[block.node]:
            continue
        seen, teasers = survey.frequency[block.digest], teasers_of(survey, sheet.shape, block)
        if titles[block.node] and not teasers:
            continue
        if teasers:
            seen = survey.led[sheet.keys[block.node], block.digest] or seen  # a menu may show the same links elsewhere
        is_own = survey.owners.get(block.digest) == sheet.shape.identity  # its lists, which it leads to, say it too
        is_told = not is_own and (block.digest in shown or _tells(block, linked, grams_of))
        is_menu = len(teasers) >= _MENU  # one line of many links: lists write theirs one by one
        if not is_own and seen >= (always if (teasers and not is_menu) or is_told else least):
            found.menus += bool(teasers)
            found.framed += block.letters if 2 * block.linked <= block.letters else 0
            continue  # lists show the same teasers, and only menus show them everywhere
        if gone and not gone.isdisjoint(survey.keys.ancestors(sheet.keys[block.node])):
            continue
        if pruning is not None and line_of_block(block) in pruning.lines:
            continue
        found.shown += block.letters if block.digest in shown else 0
        if block.digest in shown and survey.owners[block.digest] not in teased:
            teased.add(survey.owners[block.digest])
            found.teasers += 1
        targets = _targets(survey, sheet.shape, block)
        found.letters += block.letters
        found.teasers += len(teasers)
        teased.update(teasers)
        if teasers and 2 * block.linked >= block.letters:
            found.places.add(sheet.keys[block.node])
            heads.append((place, block.node, teasers[0]))
        if targets:
            linked = targets[0]
        if (
            (targets and 2 * block.linked >= block.letters)
            or is_told
            or (not is_own and _tells(block, linked, grams_of))
        ):
            found.explained += block.letters
        elif not is_own:
            unsaid.append((place, block))
            before.append(block)
        if targets:
            told = _explain_before(survey, before[-_BEFORE:], targets[0], grams_of, found, teased)
            unsaid = [one for one in unsaid if one[1] not in told] if told else unsaid
            before.clear()
    _add_entries(sheet, heads, unsaid, found)
    _add_pictures(survey, sheet, inside, found, teased)
    found.pages = len(teased)
    return found


def _tells(block: Block, page: str | None, grams_of: Callable[[str], frozenset[int]]) -> bool:
    """Whether the linked page says what the block says."""
    if page is None or not block.grams:
        return False
    known = grams_of(page)
    return sum(1 for gram in block.grams if gram in known) >= SHARED * len(block.grams)


def _explain_before(
    survey: Survey,
    blocks: Sequence[Block],
    page: str,
    grams_of: Callable[[str], frozenset[int]],
    found: Explained,
    teased: set[str],
) -> list[Block]:
    """A title without a link, a text, then « lire la suite »: the link behind them explains both."""
    told = [block for block in blocks if _tells(block, page, grams_of)]
    if not told:
        return []
    named = survey.naming.names_of(page)
    told = [block for block in blocks if block in told or line_of_block(block) in named]
    found.explained += sum(block.letters for block in told)
    if page not in teased:
        teased.add(page)
        found.teasers += 1
    return told


def _add_entries(
    sheet: Sheet, heads: Sequence[tuple[int, int, str]], unsaid: Sequence[tuple[int, Block]], found: Explained
) -> None:
    """What stands in one box with a link that heads it is the linked page's, where boxes beside it are made alike.

    Summaries are often written for the list alone: no page says them. `heads`: (place, node, page); `unsaid`: places
    too.
    """
    if len({page for _, _, page in heads}) < _TEASERS or not unsaid:
        return
    nodes = sheet.shape.nodes
    pages: dict[int, set[str]] = {}
    first: dict[int, int] = {}
    for place, head, page in heads:
        node = head
        while node >= 0 and page not in pages.setdefault(node, set()):
            pages[node].add(page)
            first.setdefault(node, place)
            node = nodes[node][0]
    boxes: dict[tuple[int, int], list[int]] = {}
    for node, of in pages.items():
        parent = nodes[node][0]
        if len(of) == 1 and parent >= 0 and len(pages[parent]) > 1:
            boxes.setdefault((parent, sheet.keys[node]), []).append(node)
    entries = {node for alike in boxes.values() if len(alike) >= _TEASERS for node in alike}
    letters: Counter[int] = Counter()
    for place, block in unsaid if entries else ():
        node = block.node
        while node >= 0 and node not in entries:
            node = nodes[node][0]
        if node >= 0 and place < first[node] and block.letters >= _LEAST_TEXT:
            entries.discard(node)  # a text before its link is no entry
            letters.pop(node, None)
        elif node >= 0:
            letters[node] += block.letters
    found.explained += letters.total()


def _add_pictures(survey: Survey, sheet: Sheet, inside: bytearray, found: Explained, teased: set[str]) -> None:
    """Pictures that lead to pages that few others lead to by a picture tease them: titles were drawn, once."""
    for thing, link in sheet.shape.pictures:
        if not inside[sheet.shape.things[thing]]:
            continue
        page = survey.naming.page(sheet.shape.links[link][0])
        if page is None or page == sheet.shape.identity:
            continue
        found.things -= 1
        if page not in teased and survey.pictured[page] < _ALWAYS * survey.distinct:
            found.teasers += 1
            teased.add(page)


def _targets(survey: Survey, shape: Shape, block: Block) -> list[str]:
    pages = (survey.naming.page(shape.links[link][0]) for link in block.links)
    return [page for page in pages if page is not None and page != shape.identity]


def teasers_of(survey: Survey, shape: Shape, block: Block) -> list[str]:
    """The pages that a block names: by the link that begins it, or by each of its links where it holds little else."""
    if not block.links:
        return []
    links = block.links if 2 * block.linked >= block.letters else [block.lead] if block.lead >= 0 else []
    found = []
    for link in links:
        target, words = shape.links[link]
        page = survey.naming.page(target)
        if page is not None and page != shape.identity and words in survey.naming.names_of(page):
            found.append(target)
    return found
