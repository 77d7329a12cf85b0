"""What WordPress does to titles and texts when it shows them, never to what it stores: `wptexturize`.

An export holds what was typed, a page what was shown; this gives the one from the other, so that they can be compared.
Rules as its documentation and behaviour give them, in French or in English: quotes, apostrophes, primes, dashes,
ellipses, 9x9. One fault of WordPress is not copied: `d'"eau"` gives `d’« eau »`. Tags, shortcodes, and what stands in
`pre`, `code`, `kbd`, `tt`, `style`, `script` stay as they are.
"""

import re
from dataclasses import dataclass

from transform.extract.wxr_shortcodes import TAG

_PIECES = re.compile(rf"(<!--(?:(?!<!--).)*?-->|</?[a-zA-Z][^<>]*>|{TAG.pattern})", re.DOTALL | re.ASCII)
_VERBATIM = re.compile(r"<(/?)(pre|code|kbd|tt|style|script)\b", re.IGNORECASE)

_BLANK = r"\s"
_BEFORE = rf"(?:^|(?<=[(\[{{\-’{_BLANK}])|(?<=&lt;)|(?<=&nbsp;))"
_AFTER = rf"(?=$|[.,:;!?)}}\-\]{_BLANK}]|&gt;|&nbsp;)"

_YEAR = re.compile(r"'(?=\d\d(?![%\d]|[.,]\d))")
_SINGLE_FIGURES = re.compile(rf"(?:^|(?<={_BLANK}))'(\d[.,\d]*)'")
_SINGLE_OPENS = re.compile(r"""(?:^|(?<=[(\[{"\-\s])|(?<=&lt;)|(?<=&nbsp;))'""")
_IN_WORD = re.compile(r"""(?<=[^\s])'(?!$|[.,:;!?"'(){}\[\]\-\s]|&[lg]t;|&nbsp;)""")
_DOUBLE_FIGURES = re.compile(rf'(?:^|(?<={_BLANK}))"(\d[.,\d]*)"')
_DOUBLE_OPENS = re.compile(rf'{_BEFORE}"(?!{_BLANK}|&nbsp;)')
_TIMES = re.compile(r"\b(?!0x)(\d[\d.,]*)x(?=\d)")
_DASHES = (
    (re.compile(r"---"), "—"),
    (re.compile(r"(?:^|(?<=\s))--(?=$|\s)"), "—"),
    (re.compile(r"(?<!xn)--"), "–"),
    (re.compile(r"(?:^|(?<=\s)|(?<=&nbsp;))-(?=$|\s|&nbsp;)"), "–"),
)


@dataclass(frozen=True, slots=True)
class _Marks:
    opening: str
    closing: str


_FRENCH = _Marks("«\xa0", "\xa0»")
_ENGLISH = _Marks("“", "”")
_OPEN, _SHUT = "‘", "’"


def texturize(html: str, language: str | None = "fr") -> str:
    """HTML as typed → HTML as shown. `language` is the site's primary subtag; French where nothing says it."""
    marks = _FRENCH if (language or "fr").lower().startswith("fr") else _ENGLISH
    out: list[str] = []
    verbatim: list[str] = []
    position = 0
    for piece in _PIECES.finditer(html):
        text = html[position : piece.start()]
        out += [text if verbatim else _shown(text, marks), piece.group()]
        position = piece.end()
        if found := _VERBATIM.match(piece.group()):
            name = found[2].lower()
            if not found[1]:
                verbatim.append(name)
            elif name in verbatim:
                del verbatim[verbatim.index(name) :]
    rest = html[position:]
    return "".join([*out, rest if verbatim else _shown(rest, marks)])


def _shown(text: str, marks: _Marks) -> str:
    """Text between two tags: like WordPress, what stands beyond the tag is not looked at."""
    if not text.strip():
        return text
    text = text.replace("...", "…").replace("``", marks.opening).replace("''", marks.closing).replace(" (tm)", " ™")
    if "'" in text:
        text = _SINGLE_FIGURES.sub(rf"{_OPEN}\1{_SHUT}", text)
        text = _YEAR.sub(_SHUT, text)
        text = _SINGLE_OPENS.sub(_OPEN, text)
        text = _IN_WORD.sub(_SHUT, text)
        text = _ended(text, "'", _OPEN, _SHUT, "′")
    if '"' in text:
        text = _DOUBLE_FIGURES.sub(rf"{marks.opening}\1{marks.closing}", text)
        text = _DOUBLE_OPENS.sub(marks.opening, text)
        text = _ended(text, '"', marks.opening, marks.closing, "″")
    if "-" in text:
        for pattern, dash in _DASHES:
            text = pattern.sub(dash, text)
    return _TIMES.sub("\\1×", text) if "x" in text else text


def _ended(text: str, quote: str, opening: str, closing: str, prime: str) -> str:
    """The quotes that open nothing: after a figure a prime, unless a quotation is open and has no other end."""
    if quote not in text:
        return text
    out: list[str] = []
    for number, piece in enumerate(text.split(opening)):
        end = -1
        if number and closing not in piece:
            candidates = [found.start() for found in re.finditer(f"{quote}{_AFTER}", piece)]
            worded = [place for place in candidates if place == 0 or not piece[place - 1].isdigit()]
            end = (worded or candidates or [-1])[0 if worded else -1]
        shown = []
        for place, character in enumerate(piece):
            if character != quote:
                shown.append(character)
            elif place != end and place and piece[place - 1].isdigit():
                shown.append(prime)
            else:
                shown.append(closing)
        out.append("".join(shown))
    return opening.join(out)
