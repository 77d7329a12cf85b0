"""Footnotes: the calls in the text, and the notes they lead to."""

import re

from lxml import etree

from transform.extract.page import Page
from transform.markup import HEADINGS, is_childless, line_of, remove
from transform.schema import Note

_MARK = re.compile(r"[\[(]?\s*([0-9]{1,3}|[a-zA-Z]|[*†‡]{1,3}|[ivxl]{1,6})\s*[\])]?")
_NOTE_ID = re.compile(
    r"(?:^|[-_:])(?:fn|nb|ftn|edn|sdfootnote|footnote|note|easy-footnote-bottom)[-_]?\d", re.IGNORECASE
)
_BACK = re.compile(r"^[\s↩↑^⇧⬆\u21a9\ufe0e\ufe0f]+$")
#: How the HTML of a text leads to one of its record's notes: their number, from 1.
NOTE = "#note-"
_OPENING, _CLOSING = re.compile(r"[ \u00a0\u202f]*[\[(]\s*$"), re.compile(r"\s*[\])]")
_CONTAINERS = frozenset(("li", "p", "div", "dd", "aside", "td"))


def take_notes(content: etree._Element, page: Page) -> list[tuple[Note, str | None]]:
    """The notes in the order of their calls, with their paths. They leave the tree; calls lead to `#note-1`, and on.

    A call stands in the text as its mark in brackets, which no word can be glued to; headings lose theirs.

    A note is what a short link (`1`, `[a]`, `*`) leads to inside the same content, where it leads back or says
    by its id that it is a note.
    """
    _part_by_anchors(content)
    targets = {
        node.get("id") or node.get("name"): node for node in content.iter() if node.get("id") or node.get("name")
    }
    found: list[tuple[Note, str | None]] = []
    places: dict[str, tuple[str, etree._Element]] = {}
    calls: list[tuple[etree._Element, str]] = []
    noted: set[etree._Element] = set()
    for anchor in content.iter("a"):
        name = (anchor.get("href") or "").partition("#")
        mark = _MARK.fullmatch(line_of(anchor))
        target = targets.get(name[2]) if name[2] and not name[0].strip() else None
        if mark is None or target is None or target is anchor or not noted.isdisjoint(anchor.iterancestors()):
            continue
        place = _note_around(target, content)
        if place is None or place in anchor.iterancestors():
            continue
        if not (_NOTE_ID.search(name[2]) or _leads_back(place, anchor)):
            continue
        calls.append((anchor, name[2]))
        noted.add(place)
        places.setdefault(name[2], (mark[1], place))
    numbers: dict[str, int] = {}
    for name_of_note, (mark_text, place) in places.items():
        path = page.path_of(place)
        _remove_back_links(place)
        text = re.sub(rf"^[\[(]?{re.escape(mark_text)}[\])]?[.:]?\s+", "", line_of(place)).strip(" \u00a0\u202f\n")
        if text:
            found.append((Note(mark=mark_text, text=text), path))
            numbers[name_of_note] = len(found)
    for anchor, name_of_note in calls:
        _mark_call(anchor, content, places[name_of_note][0], numbers.get(name_of_note))
    for _, place in places.values():
        _remove_note(place, content)
    return found


def _note_around(target: etree._Element, content: etree._Element) -> etree._Element | None:
    node: etree._Element | None = target
    while node is not None and node is not content:
        if node.tag in _CONTAINERS:
            return node
        node = node.getparent()
    return None


def _leads_back(place: etree._Element, anchor: etree._Element) -> bool:
    names = {
        value
        for node in (anchor, anchor.getparent())
        if node is not None
        for value in (node.get("id"), node.get("name"))
    }
    return any((link.get("href") or "").lstrip("#") in names - {None} for link in place.iter("a") if link.get("href"))


def _remove_back_links(place: etree._Element) -> None:
    for link in list(place.iter("a")):
        inside = (link.get("href") or "").startswith("#")
        if inside and (_BACK.match(line_of(link)) or _MARK.fullmatch(line_of(link)) or "↩" in line_of(link)):
            _remove_brackets(link)
            remove(link)


def _mark_call(anchor: etree._Element, content: etree._Element, mark: str, number: int | None) -> None:
    """Takes the call out with what only raises it; leaves its mark, where there is a note of that number."""
    _remove_brackets(anchor)
    node = anchor
    parent = anchor.getparent()
    while (
        parent is not None
        and parent is not content
        and parent.tag in {"sup", "span"}
        and line_of(parent) == line_of(node)
    ):
        node, parent = parent, parent.getparent()
    if number is None or any(above.tag in HEADINGS for above in node.iterancestors()):
        remove(node)
        return
    tail = node.tail
    node.clear()
    node.tail, node.tag = tail, "sup"
    link = etree.SubElement(node, "a", href=f"{NOTE}{number}")
    link.text = f"[{mark}]"


def _remove_brackets(anchor: etree._Element) -> None:
    """`[1]` where only the figure is the link: the brackets go with it."""
    before = anchor.getprevious()
    parent = anchor.getparent()
    text = (before.tail if before is not None else parent.text if parent is not None else None) or ""
    opening, closing = _OPENING.search(text), _CLOSING.match(anchor.tail or "")
    if opening is None or closing is None or parent is None:
        return
    anchor.tail = (anchor.tail or "")[closing.end() :]
    if before is not None:
        before.tail = text[: opening.start()]
    else:
        parent.text = text[: opening.start()]


def _part_by_anchors(content: etree._Element) -> None:
    """Several notes in one paragraph, each begun by a link back to its call: each gets a paragraph of its own."""
    for block in list(content.iter("p", "div")):
        starts = [child for child in block if child.tag == "a" and _begins_note(child)]
        if len(starts) < 2 or next(block.iterchildren("p", "div", "ul", "ol"), None) is not None:
            continue
        pieces: list[etree._Element] = []
        for child in list(block):
            if child in starts:
                pieces.append(etree.Element("p"))
            if pieces:
                pieces[-1].append(child)
        for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
            last = piece[-1]
            if following is not None and (found := _OPENING.search(last.tail or "")):
                following.text = found.group()
                last.tail = (last.tail or "")[: found.start()]
            for end in piece.iter("br"):
                if not (end.tail or "").strip() and end.getnext() is None:
                    end.tag = "span"
        lead = _OPENING.search(block.text or "")
        if lead is not None:
            pieces[0].text, block.text = lead.group(), (block.text or "")[: lead.start()]
        block.extend(pieces)


def _begins_note(anchor: etree._Element) -> bool:
    own = anchor.get("name") or anchor.get("id") or ""
    back = anchor.get("href") or ""
    return bool(own and back.startswith("#") and _NOTE_ID.search(own) and _MARK.fullmatch(line_of(anchor)))


def _remove_note(place: etree._Element, content: etree._Element) -> None:
    """The note, its list if it is now empty, and the heading or rule that announced only it."""
    holder = place.getparent()
    remove(place)
    _remove_lone_heading(holder, content)
    while holder is not None and holder is not content and is_childless(holder) and not line_of(holder):
        above, before = holder.getparent(), holder.getprevious()
        remove(holder)
        if before is not None and (
            before.tag == "hr" or (before.tag in HEADINGS and line_of(before).lower().startswith("note"))
        ):
            remove(before)
        holder = above


def _remove_lone_heading(holder: etree._Element | None, content: etree._Element) -> None:
    """« Notes » above nothing, in the box that held the notes."""
    if holder is None or holder is content:
        return
    children = list(holder)
    alone = len(children) == 1 and children[0].tag in HEADINGS and line_of(holder) == line_of(children[0])
    if alone and line_of(holder).lower().startswith("note"):
        remove(children[0])
