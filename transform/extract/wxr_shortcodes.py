"""Shortcodes of an export's texts: what the page would show of them, as HTML that the extraction reads.

Core's own (caption, gallery, embed, video, audio) and footnotes of the usual plugins are carried out. Of any other
the brackets go and the words that they enclose stay; what it would have shown is said to be lost.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from transform.extract.media import video_at

#: `[name attributes]`, `[/name]`, `[name /]`; doubled brackets are words about a shortcode.
TAG = re.compile(r"\[\[?/?[a-z][a-z0-9_-]{1,40}(?:\s[^\[\]<>]{0,1000}|\s?/)?\]\]?", re.ASCII)
_PARTS = re.compile(r"\[(\[?)(/?)([a-z][a-z0-9_-]{1,40})(.*?)/?\](\]?)", re.ASCII | re.DOTALL)
_ATTRIBUTE = re.compile(
    r"""([\w-]{1,40})\s*=\s*"([^"]*)"|([\w-]{1,40})\s*=\s*'([^']*)'|([\w-]{1,40})\s*=\s*([^\s'"]+)|([^\s'"=]+)"""
)
_MEDIUM = re.compile(r"\s*(?:<p>\s*)?((?:<a\s[^<>]*>\s*)?<img\s[^<>]*>(?:\s*</a>)?)", re.IGNORECASE)
_NOTES = frozenset(("ref", "fn", "footnote", "efn_note", "mfn"))
_PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "dailymotion": "https://www.dailymotion.com/video/",
}
_FILES = ("src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav")
_KNOWN = frozenset(("caption", "wp_caption", "gallery", "embed", "video", "audio", *_NOTES, *_PLAYERS))
_LOST = "code court d’une extension : ce qu’il montrait ne se voit que sur la page"
_DEEPEST = 5
_MOST_NOTES = 500


@dataclass(frozen=True, slots=True)
class Picture:
    url: str
    alt: str = ""
    caption: str = ""


@dataclass(slots=True)
class Shortcodes:
    """`pictures` by attachment id; `attached`: the ids of the item's own pictures, which a bare `[gallery]` shows.

    `lost` gets (shortcode, reason) of what is not carried out.
    """

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    attached: tuple[str, ...] = ()
    lost: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def carried_out(self, html: str) -> str:
        """The text with its shortcodes carried out, its notes at its end."""
        body = self._text(html, 0)
        if self.notes:
            items = "".join(f'<li id="fn-{number}">{note}</li>' for number, note in enumerate(self.notes, 1))
            body += f'\n\n<ol class="footnotes">{items}</ol>'
        return body

    def _text(self, html: str, depth: int) -> str:
        if depth > _DEEPEST:
            return html
        tags = list(_tags(html))
        closings: dict[str, list[int]] = {}
        for place, tag in enumerate(tags):
            if tag.closes:
                closings.setdefault(tag.name, []).append(place)
        out: list[str] = []
        position = place = 0
        while place < len(tags):
            tag = tags[place]
            out.append(html[position : tag.start])
            position = tag.end
            while (ends := closings.get(tag.name)) and ends[0] <= place:
                ends.pop(0)
            if tag.literal:
                out.append(html[tag.start + 1 : tag.end - 1])
            elif tag.closes:
                pass
            elif tag.name in _KNOWN:
                inner = ""
                if ends:
                    inner, position, place = html[tag.end : tags[ends[0]].start], tags[ends[0]].end, ends[0]
                out.append(self._known(tag, inner, depth))
            elif _is_one(tag, html, bool(ends)):
                self.lost.append((f"[{tag.name}]", _LOST))
            else:
                out.append(html[tag.start : tag.end])
            place += 1
        return "".join([*out, html[position:]])

    def _known(self, tag: "_Tag", inner: str, depth: int) -> str:
        carry: dict[str, Callable[[_Tag, str], str]] = {
            "caption": self._caption,
            "wp_caption": self._caption,
            "gallery": self._gallery,
        }
        if tag.name in carry:
            return carry[tag.name](tag, self._text(inner, depth + 1))
        if tag.name in _NOTES:
            return self._note(self._text(inner, depth + 1))
        return _player(tag, inner)

    def _caption(self, tag: "_Tag", inner: str) -> str:
        found = _MEDIUM.match(inner)
        medium, words = (found[1], inner[found.end() :]) if found else (inner, "")
        words = re.sub(r"\s+", " ", words).strip() or escape(unescape(tag.attributes.get("caption", "")), quote=False)
        caption = f'<figcaption class="wp-caption-text">{words}</figcaption>' if words else ""
        return f'\n\n<figure class="wp-caption">{medium}{caption}</figure>\n\n'

    def _gallery(self, tag: "_Tag", _inner: str) -> str:
        listed = tag.attributes.get("ids") or tag.attributes.get("include") or ""
        chosen = re.findall(r"\d{1,12}", listed)[:500] or [
            one for one in self.attached if one not in re.findall(r"\d{1,12}", tag.attributes.get("exclude", ""))
        ]
        figures = []
        for one in chosen:
            picture = self.pictures.get(one)
            if picture is None:
                self.lost.append((f"[gallery] image {one}", "image d’une galerie que l’export ne nomme pas"))
                continue
            caption = f'<figcaption class="wp-caption-text">{picture.caption}</figcaption>' if picture.caption else ""
            image = f'<img src="{escape(picture.url)}" alt="{escape(picture.alt)}">'
            figures.append(f'<figure class="wp-caption">{image}{caption}</figure>')
        return "\n\n" + "\n".join(figures) + "\n\n"

    def _note(self, inner: str) -> str:
        if not inner.strip() or len(self.notes) >= _MOST_NOTES:
            return f" ({inner.strip()})" if inner.strip() else ""
        self.notes.append(inner.strip())
        number = len(self.notes)
        return f'<sup><a href="#fn-{number}">{number}</a></sup>'


@dataclass(frozen=True, slots=True)
class _Tag:
    start: int
    end: int
    name: str
    closes: bool
    literal: bool
    attributes: dict[str, str]
    bare: tuple[str, ...]
    alone: bool


def _tags(html: str) -> Iterator[_Tag]:
    for found in TAG.finditer(html):
        parts = _PARTS.fullmatch(found.group())
        if parts is None:
            continue
        named: dict[str, str] = {}
        bare: list[str] = []
        for one in _ATTRIBUTE.finditer(unescape(parts[4]).replace("″", '"')):
            name, value = next(((one[n], one[n + 1]) for n in (1, 3, 5) if one[n]), ("", one[7] or ""))
            if name:
                named[name.lower()] = value
            elif value and value != "/":
                bare.append(value)
        yield _Tag(
            found.start(),
            found.end(),
            parts[3],
            bool(parts[2]),
            bool(parts[1] and parts[5]),
            named,
            tuple(bare),
            _stands_alone(html, found.start(), found.end()),
        )


def _stands_alone(html: str, start: int, end: int) -> bool:
    """On a line, or in an element, of its own."""
    before = html[max(start - 40, 0) : start].rstrip(" \t\xa0")[-1:]
    after = html[end : end + 40].lstrip(" \t\xa0")[:1]
    return before in {"", "\n", "\r", ">", "]"} and after in {"", "\n", "\r", "<", "["}


def _is_one(tag: _Tag, html: str, closed: bool) -> bool:
    """Brackets are also what authors write: `[sic]`, `[le maire]`."""
    return closed or bool(tag.attributes) or "_" in tag.name or tag.alone or html[tag.end - 2 : tag.end] == "/]"


def _player(tag: _Tag, inner: str) -> str:
    """A player becomes a paragraph of nothing but its address, which the extraction takes for a video."""
    address = unescape(re.sub(r"<[^<>]*>", "", inner)).strip() or next(
        (tag.attributes[name] for name in ("url", *_FILES, "id", "v") if tag.attributes.get(name)),
        tag.bare[0] if tag.bare else "",
    )
    if tag.name in _PLAYERS and address and "//" not in address:
        address = _PLAYERS[tag.name] + address
    if not re.match(r"https?://|/", address):
        return ""
    if video_at(address):
        return f"\n\n<p>{escape(address)}</p>\n\n"
    if tag.name == "video":
        return f'\n\n<video src="{escape(address)}"></video>\n\n'
    return f'\n\n<p><a href="{escape(address)}">{escape(address)}</a></p>\n\n'
