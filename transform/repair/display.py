"""French typography at display: apostrophes, quotes and spaces as a reader expects them, the record left as written.

Addresses, e-mails, times, code and what is already right come out as they went in. Doing it twice changes nothing more.
"""

import re

from transform.repair.html_runs import between_tags

NO_BREAK, NARROW = "\u00a0", "\u202f"

#: Never touched: addresses, e-mails, times and ratios, sizes in inches.
_KEPT = re.compile(
    r"(?:https?|ftp|mailto|tel):\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b\d{1,2} ?: ?\d{2}\b|\d[\"']"
    r"|\S+(?:\(|\)|[{}=;$\\])\S*['\"]\S*",
    re.IGNORECASE,
)
#: Without any of these marks, there is nothing to set.
_CONCERNED = re.compile("['\"«»;!?:]")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_]|[«\"(])")
_STRAIGHT = re.compile(r'(?<![^\s(\[’\'«])"(?=\S)([^"\n]{1,400}?)(?<=\S)"(?![^\s.,;:!?)\]…»])')
_OPENING = re.compile(r"«[ \t]*(?=[^\s»])")
_CLOSING = re.compile(r"(?<=[^\s«])[ \t]*»")
_BEFORE_MARK = re.compile(r"(?<=[^\s]) (?=[;!?]+(?:\s|$|[»)\]\u00a0]))")
_BEFORE_COLON = re.compile(r"(?<=[^\s]) (?=:(?:\s|$|\u00a0))")


def displayed(text: str) -> str:
    """Plain text as shown."""
    if not _CONCERNED.search(text):
        return text
    pieces: list[str] = []
    done = 0
    for kept in _KEPT.finditer(text):
        pieces += [_typeset(text[done : kept.start()]), kept[0]]
        done = kept.end()
    return "".join([*pieces, _typeset(text[done:])])


def displayed_html(html: str) -> str:
    """Sanitised HTML as shown: what stands between tags, code apart."""
    return between_tags(html, displayed, code=False)


def _typeset(piece: str) -> str:
    piece = _APOSTROPHE.sub("’", piece)
    piece = _STRAIGHT.sub(rf"«{NO_BREAK}\1{NO_BREAK}»", piece)
    piece = _OPENING.sub(f"«{NO_BREAK}", piece)
    piece = _CLOSING.sub(f"{NO_BREAK}»", piece)
    piece = _BEFORE_MARK.sub(NARROW, piece)
    return _BEFORE_COLON.sub(NO_BREAK, piece)
