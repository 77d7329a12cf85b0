"""Pages and fragments without personal data: texts over several tags, attributes, links, scripts, comments."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from lxml import etree, html
from lxml.html import HtmlElement

from transform.markup import BLOCKS
from transform.personal.addresses_in_parts import may_hold_parts, parts_in_attributes, without_parts
from transform.personal.finding import find
from transform.personal.fragments import holds_nothing
from transform.personal.masking import mask_text, mask_url
from transform.personal.spans import MASKS, PersonalKind

_ADDRESSES = frozenset(
    ("href", "src", "action", "formaction", "cite", "data", "poster", "background", "longdesc", "srcset", "ping")
)
#: Attributes that no reader and no program reads as text.
_LEFT = frozenset(("id", "class", "style", "name", "width", "height", "type", "rel", "for", "headers", "lang", "dir"))
_CALLING = re.compile(r"\s*(?:mailto|tel|callto|sms|fax|skype|whatsapp|facetime):", re.IGNORECASE)
_SIGN = re.compile(
    r"[@＠]|(?i:arr?oba[sz]e?s?\b|\bat\b|"
    r"\b[aà] ?[\])}]|[aà] commercial[\])}]|\\(?:u00|x)40|chez\b[^\w\s]|#mc#|"
    r"(?:at|åt|&aring;t)\.\.|&#|&amp;|&commat|%40|tel:|\bsms:|callto:)"
)
#: What `_SIGN` cannot do without, in folded letters: without one of these it is not asked.
#: `at` is a word of its own.
_SIGNS = (
    *(
        "@",
        "＠",
        "aroba",
        "arroba",
        "a commercial",
        "à commercial",
        "\\u0040",
        "\\x40",
        *(f"{letter}{blank}{mark}" for letter in "aà" for blank in ("", " ") for mark in "])}"),
        "chez",
        "#mc#",
        "at..",
        "åt..",
        "&aring;t..",
        "&#",
        "&amp;",
        "&commat",
        "%40",
    ),
    *("tel:", "sms:", "callto:"),
)
_AT = re.compile(r"at(?<!\wat)\b")
_FIGURE = re.compile(r"\d")
_MANY_FIGURES = re.compile(
    r"\d(?:(?:[^\n\d]{0,12}\d){4}|(?i:.{0,12}\b(?:rue|av|bd|place|chemin|impasse|all[ée]e|route|quai|cours)))"
)
_DRAWN = re.compile(r"\s*(?:@|[\[(]?(?:at|arr?obase?s?|@)[\])]?)\s*", re.IGNORECASE)
_DRAWN_FILE = re.compile(r"(?:^|[/_-])(?:at|arobas(?:e)?|arrobase?)\.(?:gif|png|jpe?g)$", re.IGNORECASE)
_DRAWN_DOT = re.compile(r"(?:^|[/_-])(?:point|dot)\.(?:gif|png|jpe?g)$", re.IGNORECASE)
#: Classes of fonts of pictures.
_SIGN_CLASS = re.compile(r"(?:^|[\s-])(?:fa-at|icon-at|glyphicon-at|arobase?)(?:\s|$)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SIGNS_DRAWN = frozenset(("img", "i", "span"))
_UNREAD = frozenset(("script", "style"))
#: Where a line of the source is a line for the reader.
_VERBATIM = frozenset(("pre", "textarea", "xmp", "listing", "plaintext"))
_BREAKS = BLOCKS | {"br", "option", "button", "title", "textarea", "head"}


@dataclass(slots=True)
class _Piece:
    """One string of the tree: an element's text or its tail. `seen` is as a browser shows it, of the same length."""

    owner: etree._Element
    is_tail: bool
    words: str
    keeps_lines: bool = False

    @property
    def seen(self) -> str:
        return self.words if self.keeps_lines else self.words.replace("\n", " ").replace("\r", " ")


def mask_html(markup: str) -> str:
    """A page or a fragment. What holds nothing personal comes back as it was, to the character."""
    if not markup.strip() or not _may_hold(markup):
        return markup
    is_page = re.search(r"<(?:!doctype|html|body|head)\b", markup[:20_000], re.IGNORECASE) is not None
    if not is_page and holds_nothing(markup):
        return markup
    try:
        if is_page:
            root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=_parser())
        else:
            root = html.fragment_fromstring(markup, create_parent="div", parser=_parser(None))
    except (etree.LxmlError, ValueError):
        return mask_text(markup)
    if not mask_tree(root):
        return markup
    if is_page:
        written: str = html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
        return written
    inside = "".join(html.tostring(child, encoding="unicode") for child in root)
    return escape(root.text or "", quote=False) + inside


def mask_tree(root: etree._Element) -> int:
    """Masks in place; returns how many places were changed."""
    return _mask_words(root) + _mask_the_rest(root)


def _mask_words(root: etree._Element) -> int:
    """The text of the whole tree at once: an address may be cut by tags, a name stand in the line before."""
    pieces: list[_Piece] = []
    whole: list[str] = []
    for piece in _pieces(root):
        if isinstance(piece, str):
            whole.append(piece)
        else:
            pieces.append(piece)
            whole.append(piece.seen)
    text = "".join(whole)
    spans = find(text)
    if not spans:
        return 0
    ends = _offsets(root)
    for span in reversed(spans):
        _replace(pieces, ends, span.start, span.end, MASKS[span.kind])
    for piece in pieces:
        if piece.is_tail:
            piece.owner.tail = piece.words
        else:
            piece.owner.text = piece.words
    return len(spans)


def _offsets(root: etree._Element) -> list[int]:
    """Where each piece begins in the whole text."""
    starts: list[int] = []
    at = 0
    for piece in _pieces(root):
        if isinstance(piece, str):
            at += len(piece)
        else:
            starts.append(at)
            at += len(piece.words)
    return starts


def _replace(pieces: list[_Piece], starts: list[int], start: int, end: int, mask: str) -> None:
    place = max(bisect_right(starts, start) - 1, 0)
    words = mask
    while place < len(pieces) and starts[place] < end:
        piece = pieces[place]
        first, last = max(start - starts[place], 0), end - starts[place]
        if first < len(piece.words):
            piece.words = piece.words[:first] + words + piece.words[last:]
            words = ""
        place += 1


def _pieces(root: etree._Element) -> Iterator[_Piece | str]:
    """Texts in reading order, and a new line where a reader sees one. No recursion: pages nest as they like."""
    verbatim = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        if tag in _VERBATIM:
            verbatim += 1 if event == "start" else -1
        if event == "start" and tag:
            if tag in _BREAKS:
                yield "\n"
            if tag in _SIGNS_DRAWN and (drawn := _drawn(element)):
                yield drawn
            if element.text and tag not in _UNREAD:
                yield _Piece(element, is_tail=False, words=element.text, keeps_lines=verbatim > 0)
        else:
            if tag in _BREAKS:
                yield "\n"
            if element.tail and element is not root:
                yield _Piece(element, is_tail=True, words=element.tail, keeps_lines=verbatim > 0)


def _drawn(picture: etree._Element) -> str:
    """What a picture stands for in an address: « @ » or a point; nothing for any other."""
    if str(picture.tag).lower() != "img":
        return "@" if not picture.text and _SIGN_CLASS.search(picture.get("class") or "") else ""
    alternative, source = picture.get("alt") or "", picture.get("src") or ""
    if _DRAWN.fullmatch(alternative) or _DRAWN_FILE.search(source):
        return "@"
    return "." if alternative.strip() == "." or _DRAWN_DOT.search(source) else ""


def _mask_the_rest(root: etree._Element) -> int:
    changed = 0
    for element in root.iter():
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        if (not tag or tag in _UNREAD) and element.text:
            masked = without_parts(mask_text(element.text), MASKS[PersonalKind.EMAIL])
            if masked != element.text:
                element.text = masked
                changed += 1
        if isinstance(element.tag, str):
            for name in parts_in_attributes({str(name): str(value) for name, value in element.attrib.items()}):
                del element.attrib[name]
                changed += 1
            changed += sum(_mask_attribute(element, str(name), str(value)) for name, value in element.attrib.items())
    return changed


def _mask_attribute(element: etree._Element, name: str, value: str) -> bool:
    plain = name.lower()
    if plain in _LEFT:
        return False
    if plain in _ADDRESSES:
        masked = mask_url(value)
        if masked != value and _CALLING.match(value):
            # A link that would write to nobody: its words stay.
            del element.attrib[name]
            return True
    else:
        masked = mask_text(value)
    if "(" in value and without_parts(value, "") != value:
        del element.attrib[name]
        return True
    if masked != value:
        element.set(name, masked)
    return masked != value


def _may_hold(markup: str) -> bool:
    """Whether it is worth a parse: a sign that addresses hold, or enough figures for a number or a postcode."""
    folded = markup.casefold()
    if (any(map(folded.__contains__, _SIGNS)) or _AT.search(markup.lower())) and _SIGN.search(markup) is not None:
        return True
    if may_hold_parts(folded):
        return True
    if _FIGURE.search(markup) is None:
        return False
    return _MANY_FIGURES.search(markup) is not None or _MANY_FIGURES.search(_TAG.sub("", markup)) is not None


def _parser(encoding: str | None = "utf-8") -> html.HTMLParser:
    parser = html.HTMLParser(recover=True, huge_tree=False, no_network=True, encoding=encoding)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser
