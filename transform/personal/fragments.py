"""A plain fragment of HTML read without a parser: most hold nothing personal, and need no tree to say so."""

import re
from collections.abc import Iterable
from html import unescape
from itertools import chain

from transform.markup import BLOCKS
from transform.personal.finding import find
from transform.personal.masking import may_change

#: Tags that our own sanitiser writes, with no attribute or well quoted ones; any other sign `<` is left to a parser.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]{0,15})((?: [a-z]{1,12}="[^"<>\n\r]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_OTHER_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|nbsp|quot);)")
#: What stands for each tag in the text that a reader sees; an empty element begins and ends there.
_INLINE = (
    "a",
    "abbr",
    "b",
    "cite",
    "code",
    "del",
    "dfn",
    "em",
    "ins",
    "mark",
    "q",
    "s",
    "small",
    "strong",
    "sub",
    "sup",
)
_GAPS = (
    dict.fromkeys((*_INLINE, "time", "u", "var", "span", "i"), "")
    | dict.fromkeys(BLOCKS - {"pre", "iframe", "object", "noscript", "html", "body", "frameset"}, "\n")
    | {"br": "\n\n", "hr": "\n\n"}
)
_EMPTY = frozenset(("br", "hr"))
#: Attributes that may stand there: read as addresses, as text, or by nobody.
_ADDRESSES = frozenset(("href", "cite"))
_TEXTS = frozenset(("title", "rel", "lang", "hreflang", "datetime", "start", "colspan", "rowspan", "scope"))


def holds_nothing(markup: str) -> bool:
    """True only where no personal data stands in the texts of a fragment, over any tags, nor in its attributes.

    False says nothing: the fragment may also be one that only a parser can read.
    """
    if "\n" in markup or "\r" in markup:
        markup = markup.replace("\n", " ").replace("\r", " ")
    parts = _TAG.split(markup)
    gaps = list(map(_GAPS.get, parts[2::4]))
    if None in gaps or not _is_nested(parts[1::4], parts[2::4]):
        return False
    parts[2::4] = gaps
    attributes = "".join(parts[3::4])
    parts[1::4] = parts[3::4] = [""] * len(gaps)
    text = "".join(parts)
    if "<" in text or _OTHER_REFERENCE.search(markup) is not None:
        return False
    urls: list[str] = []
    said: list[str] = []
    for name, value in set(_ATTRIBUTE.findall(attributes)) if attributes else ():
        if name in _ADDRESSES:
            urls.append(unescape(value))
        elif name in _TEXTS:
            said.append(unescape(value))
        else:
            return False
    if any("(" in value for value in chain(urls, said)) or may_change(urls):
        return False
    return not find(f"\n{unescape(text)}\n") and not any(map(find, said))


def _is_nested(slashes: Iterable[str], names: Iterable[str]) -> bool:
    """Each element is closed where it should be: a parser drops an end without a beginning, and joins what it parts."""
    open_ones: list[str] = []
    for slash, name in zip(slashes, names, strict=True):
        if not slash:
            if name not in _EMPTY:
                open_ones.append(name)
        elif not open_ones or open_ones.pop() != name:
            return False
    return not open_ones
