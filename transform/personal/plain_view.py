"""A text as a reader would type it, with the way back to what was written."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

#: Written otherwise than it is read: references, escapes of scripts and addresses, invisible characters, wide forms,
#: strings that a script joins, runs of blanks. It begins with one set of characters, which is looked for quickly.
_DISGUISED = re.compile(
    r"[&\\%'\"\s\u00ad\u200b-\u200f\u2060\ufeff\uff01-\uff5e](?:"
    r"(?P<blanks>(?<=\s)\s+)|(?<=[\u00ad\u200b-\u200f\u2060\ufeff\uff01-\uff5e])"
    r"|(?<=&)(?:amp;)?(?:#0{0,4}\d{2,6}|#[xX]0{0,4}[0-9a-fA-F]{2,5}|commat|period|lowbar|nbsp|hyphen|plus|lpar|rpar);"
    r"|(?<=\\)(?:u00|x)[0-9a-fA-F]{2}|(?<=%)(?:40|2[Ee])"
    r"|(?P<joined>(?:(?<=')[^\S\n]{0,3}\+[^\S\n]{0,3}'|(?<=\")[^\S\n]{0,3}\+[^\S\n]{0,3}\")))"
)
#: How the same begin, but for runs of blanks.
_DISGUISED_WORDS = re.compile(
    r"[&\\%'\"\u00ad\u200b-\u200f\u2060\ufeff\uff01-\uff5e](?:(?<=[\u00ad\u200b-\u200f\u2060\ufeff\uff01-\uff5e])"
    r"|(?<=&)[#a-z]|(?<=\\)[ux]|(?<=%)[24]|(?<=['\"])[^\S\n]{0,3}\+)"
)
#: A run of blanks on one line up to this length is left: finders take it.
_FEW_BLANKS = 4


@dataclass(frozen=True, slots=True)
class PlainView:
    """`text` is what is searched. Stretch `i` of it begins at `views[i]`, and at `origins[i]` in the original.

    It is as it was written, or one character for several where `is_one[i]`.
    """

    text: str
    views: Sequence[int] = ()
    origins: Sequence[int] = ()
    is_one: Sequence[bool] = ()

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the view, of at least one character, as offsets of the original."""
        if not self.views:
            return start, end
        first, last = bisect_right(self.views, start) - 1, bisect_right(self.views, end - 1) - 1
        begins = self.origins[first] + (0 if self.is_one[first] else start - self.views[first])
        return begins, self.origins[last + 1] if self.is_one[last] else self.origins[last] + end - self.views[last]


def plain_together(texts: Iterable[str]) -> str:
    """All texts as they are searched, but with single blanks, each after an end of line; no way back."""
    lines = "\n".join(texts).split("\n")
    together = "\n".join([" ".join(line.split()) for line in lines])
    return together if _DISGUISED_WORDS.search(together) is None else plain_view(together).text


def plain_view(text: str) -> PlainView:
    pieces: list[str] = []
    views, origins, is_one = [0], [0], [False]
    at = view = 0
    for found in _DISGUISED.finditer(text):
        start, end = found.span()
        plain = _plain(found)
        if plain is None:
            continue
        pieces += [text[at:start], plain]
        view += start - at
        if plain:
            views.append(view)
            origins.append(start)
            is_one.append(True)
            view += 1
        views.append(view)
        origins.append(end)
        is_one.append(False)
        at = end
    if not pieces:
        return PlainView(text)
    pieces.append(text[at:])
    return PlainView("".join(pieces), views, origins, is_one)


def _plain(found: re.Match[str]) -> str | None:
    """One character, or none for what is not seen; nothing where it is left as it is written."""
    written = found.group()
    if found["blanks"]:
        if "\n" in written:
            return "\n"
        return None if len(written) <= _FEW_BLANKS else " "
    if found["joined"]:
        return ""
    if written.startswith("\\"):
        return chr(int(written[-2:], 16))
    if written.startswith("%"):
        return chr(int(written[1:], 16))
    if written.startswith("&"):
        return unescape(written.replace("&amp;", "&", 1))[:1]
    return chr(ord(written) - 0xFEE0) if "\uff01" <= written <= "\uff5e" else ""
