"""A text as a reader would type it, with the way back to what was written."""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

#: Written otherwise than it is read: references, escapes of scripts and addresses, invisible characters, wide forms.
_DISGUISED = re.compile(
    r"&(?:amp;)?(?:#0{0,4}\d{2,6}|#[xX]0{0,4}[0-9a-fA-F]{2,5}|commat|period|lowbar|nbsp|hyphen|plus|lpar|rpar);"
    r"|\\u00[0-9a-fA-F]{2}|%40|%2[Ee]|[\u00ad\u200b-\u200f\u2060\ufeff]|[\uff01-\uff5e]"
)


@dataclass(frozen=True, slots=True)
class PlainView:
    """`text` is what is searched; `starts[i]` the offset of its i-th character in the original, its end last."""

    text: str
    starts: Sequence[int] | None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the view, as offsets of the original."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end - 1] + self._width(end - 1)

    def _width(self, place: int) -> int:
        assert self.starts is not None
        return self.starts[place + 1] - self.starts[place]


def plain_view(text: str) -> PlainView:
    if _DISGUISED.search(text) is None:
        return PlainView(text, None)
    pieces: list[str] = []
    starts: array[int] = array("l")
    at = 0
    for found in _DISGUISED.finditer(text):
        pieces.append(text[at : found.start()])
        starts.extend(range(at, found.start()))
        plain = _plain(found.group())
        pieces.append(plain)
        starts.extend([found.start()] * len(plain))
        at = found.end()
    pieces.append(text[at:])
    starts.extend(range(at, len(text) + 1))
    return PlainView("".join(pieces), starts)


def _plain(written: str) -> str:
    """One character, or none for what is not seen."""
    if written.startswith("\\u"):
        return chr(int(written.removeprefix("\\u"), 16))
    if written.startswith("%"):
        return chr(int(written.removeprefix("%"), 16))
    if written.startswith("&"):
        return unescape(written.replace("&amp;", "&", 1))[:1]
    return chr(ord(written) - 0xFEE0) if "\uff01" <= written <= "\uff5e" else ""
