"""The runs of text between the tags of sanitised HTML."""

import re
from collections.abc import Callable

_TAG = re.compile(r"<[^<>]*>")
_CODE = frozenset(("code", "pre", "kbd", "samp", "var"))
_ENTITIES = (("&nbsp;", "\u00a0"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def between_tags(html: str, mend: Callable[[str], str], *, code: bool = True) -> str:
    """Sanitised HTML with each run of text changed; where `code` is false, code is left alone."""
    pieces: list[str] = []
    depth = done = 0
    for tag in _TAG.finditer(html):
        pieces += [_mended(html[done : tag.start()], mend) if code or not depth else html[done : tag.start()], tag[0]]
        name = re.match(r"</?([a-z0-9]*)", tag[0])
        if name and name[1] in _CODE:
            depth += -1 if tag[0].startswith("</") else 1
        done = tag.end()
    return "".join([*pieces, _mended(html[done:], mend)])


def _mended(text: str, mend: Callable[[str], str]) -> str:
    if not text.strip():
        return text
    plain = text
    for entity, character in _ENTITIES:
        plain = plain.replace(entity, character)
    mended = mend(plain)
    if mended == plain:
        return text
    for entity, character in reversed(_ENTITIES):
        mended = mended.replace(character, entity)
    return mended
