"""Values under labels: rows of a form, or lines « label : value » as authors type them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from transform.extract.dates import date_in
from transform.extract.found import written
from transform.extract.page import Page
from transform.extract.roles import folded
from transform.markup import HEADINGS, line_of, remove
from transform.schema import Evidence, Person
from transform.templates.fields import Label, Labelled, LabelUse
from transform.templates.selection import select

#: A label is read in at most so many characters before its colon.
_LONGEST_LABEL = 60
#: The longest name of a person, in characters.
_LONGEST_NAME = 120
_COLON = re.compile(r"[\s\u00a0\u202f]*[:：][\s\u00a0\u202f]*")
_COUNTED = frozenset(("p", "li", "div", "td", "dd"))
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞŒ0-9«(]")


@dataclass(slots=True)
class Value:
    """One labelled value: what it is, under which name, in how many parts, and where it stood."""

    use: LabelUse
    name: str
    parts: list[str]
    path: str | None


@dataclass(slots=True)
class Labels:
    """What the labels of one page gave, as the fields of a record; `rule` begins the names of the evidence's rules."""

    page: Page
    rule: str
    values: list[Value] = field(default_factory=list)

    def line(self, use: str) -> str | None:
        return next((" ".join(value.parts) for value in self.values if value.use == use), None)

    def date(self, use: str, evidence: dict[str, Evidence]) -> str | None:
        for value in self.values:
            raw = " ".join(value.parts)
            if value.use == use and (date := date_in(raw)):
                self._note(evidence, f"/{use}", value, raw if raw != date else None)
                return date
        return None

    def people(self, evidence: dict[str, Evidence]) -> list[Person]:
        people: list[Person] = []
        for value in self.values:
            for name in value.parts if value.use is LabelUse.AUTHORS else ():
                if len(name) <= _LONGEST_NAME and name not in [person.name for person in people]:
                    self._note(evidence, f"/people/{len(people)}", value)
                    people.append(Person(name=name, role="auteur"))
        return people

    def add_terms(self, terms: dict[str, list[str]], evidence: dict[str, Evidence]) -> None:
        for value in self.values:
            if value.use is LabelUse.TERMS:
                labels = terms.setdefault(value.name, [])
                labels += [part for part in value.parts if part not in labels]
                if f"/terms/{value.name}" not in evidence:
                    self._note(evidence, f"/terms/{value.name}", value)

    def _note(self, evidence: dict[str, Evidence], pointer: str, value: Value, raw: str | None = None) -> None:
        evidence[pointer] = written(f"{self.rule}.{value.name}", self.page.capture, value.path, raw)


@dataclass(slots=True)
class _Row:
    element: etree._Element
    label: Label | None
    use: LabelUse
    name: str
    title: etree._Element | None
    values: list[etree._Element] = field(default_factory=list)
    text: str = ""


def take_labelled(places: Iterable[etree._Element], described: Labelled, page: Page) -> list[Value]:
    """The values in reading order. Rows that are fields leave the text; those that are text get a heading."""
    values: list[Value] = []
    for place in places:
        if described.label is None:
            _one_line_each(place, described)
        rows = [row for row in select(described.rows, place) if row is not place]
        inner = {above for row in rows for above in row.iterancestors()}
        for element in rows:
            row = _typed_row(element, described) if described.label is None else _marked_row(element, described)
            if row is None or (described.label is None and element in inner):
                continue
            if row.use is LabelUse.SECTION:
                _head_by_label(row)
            elif row.use is not LabelUse.LINE:
                parts = _parts_of(row)
                if parts and row.use is not LabelUse.DROP:
                    values.append(Value(row.use, row.name, parts, page.path_of(element)))
                if parts or row.use is LabelUse.DROP:
                    _remove_row(row)
    return values


def _marked_row(element: etree._Element, described: Labelled) -> _Row | None:
    """A row whose label and value have elements of their own."""
    key = (element.get(described.key) if described.key else None) or ""
    title = next(iter(select(described.label, element)), None) if described.label else None
    words = _COLON.sub("", line_of(title)) if title is not None else ""
    label = next((one for one in described.fields if _fits(one, key, words)), None)
    values = select(described.value, element) if described.value else [element]
    use = label.use if label is not None else described.otherwise
    name = (label.name if label is not None else None) or key or folded(words).replace(" ", "-")
    return _Row(element, label, use, name, title, values, " ".join(map(line_of, values)))


def _typed_row(element: etree._Element, described: Labelled) -> _Row | None:
    """A line that begins with one of the labels, and what follows the colon: on the line, or in the next element."""
    cells = [cell for cell in element if cell.tag in {"td", "th"}] if element.tag == "tr" else []
    words = line_of(cells[0]) if cells else line_of(element)
    before, colon, _ = words[: _LONGEST_LABEL + 3].partition(":")
    alone = element.tag in HEADINGS or element.tag == "dt" or bool(cells)
    if not colon and not alone:
        return None
    label = next((one for one in described.fields if _fits(one, "", before.strip())), None)
    if label is None:
        return None
    name = label.name or folded(label.labels[0]).replace(" ", "-")
    text = words[len(before) + 1 :].strip() if colon else ""
    row = _Row(element, label, label.use, name, None, [element], text)
    if cells:
        row.values, row.text = cells[1:], " ".join(map(line_of, cells[1:]))
    elif not text:
        following = element.getnext()
        if following is None or (element.tail or "").strip() or following.tag in HEADINGS:
            return None
        row.values, row.text = [following], line_of(following)
    return row


def _fits(label: Label, key: str, words: str) -> bool:
    if label.key is not None and key:
        return re.search(label.key, key) is not None
    return bool(words) and any(folded(one) == folded(words) for one in label.labels)


def _parts_of(row: _Row) -> list[str]:
    """One a list item, one a link where links are all there is, else what the sign of the label parts."""
    items = [line_of(item) for value in row.values for item in value.iter("li") if value is not item]
    links = [line_of(link) for value in row.values for link in value.iter("a") if line_of(link)]
    if items:
        parts = items
    elif links and _letters("".join(links)) == _letters(row.text):
        parts = links
    elif row.label is not None and row.label.split:
        parts = split_values(row.text, row.label.split, capitals=row.label.capitals)
    else:
        parts = [row.text]
    return list(dict.fromkeys(part for written in parts if (part := written.strip(" \u00a0\u202f;,"))))


def split_values(text: str, sign: str, *, capitals: bool = False) -> list[str]:
    """The values that a sign parts, never inside brackets.

    `capitals`: in a list of capitals a small letter goes on with its value: `Eau, Agriculture, alimentation` is two.
    """
    pieces = [piece.strip() for piece in re.split(rf"{re.escape(sign)}(?![^(]*\))", text)]
    pieces = [piece for piece in pieces if piece]
    if not capitals or not pieces or not _CAPITAL.match(pieces[0]):
        return pieces
    values: list[str] = []
    for piece in pieces:
        if values and not _CAPITAL.match(piece):
            values[-1] += f"{sign} {piece}"
        else:
            values.append(piece)
    return values


def _head_by_label(row: _Row) -> None:
    """The label becomes the heading of its value; nothing where the value has no words."""
    if row.title is None:
        return
    words = _COLON.sub("", line_of(row.title))
    if not words or not row.text:
        remove(row.title)
    else:
        for child in list(row.title):
            row.title.remove(child)
        row.title.text = words
        row.title.tag = "h3"
    for value in row.values:
        if value.tag == "span":
            value.tag = "div"


def _remove_row(row: _Row) -> None:
    for element in (row.element, *row.values):
        if element.getparent() is not None:
            remove(element)


def _one_line_each(place: etree._Element, described: Labelled) -> None:
    """Blocks whose lines are parted by `br`, where one of these begins with a label: each line gets its own block."""
    for block in [node for node in place.iter(*_COUNTED) if next(node.iterchildren("br"), None) is not None]:
        if not any(_begins_with_label(line, described) for line in _lines_of(block)):
            continue
        lines: list[etree._Element] = [etree.Element("p")]
        _append_text(lines[-1], block.text)
        for child in list(block):
            tail, child.tail = child.tail, None
            if child.tag == "br":
                lines.append(etree.Element("p"))
            else:
                lines[-1].append(child)
            _append_text(lines[-1], tail)
        block.text = None
        for child in list(block):
            block.remove(child)
        block.extend([line for line in lines if line_of(line) or next(line.iter("img"), None) is not None])
        if block.tag == "p":
            block.tag = "div"


def _lines_of(block: etree._Element) -> list[str]:
    lines = [block.text or ""]
    for child in block:
        if child.tag == "br":
            lines.append("")
        else:
            lines[-1] += line_of(child)
        lines[-1] += child.tail or ""
    return [line.strip() for line in lines]


def _begins_with_label(line: str, described: Labelled) -> bool:
    before, colon, _ = line[:_LONGEST_LABEL].partition(":")
    return bool(colon) and any(_fits(one, "", before.strip()) for one in described.fields)


def _append_text(element: etree._Element, text: str | None) -> None:
    if not text:
        return
    last = element[-1] if len(element) else None
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
