"""Writing differences that no reader means, made equal before words are cut.

Apostrophes, ligatures, invisible characters, composed accents, elision, inclusive endings, dotted acronyms: the
character filters of the measured recipe, kept in its order. Every folded character knows which original characters
it stands for, so that what matches can be shown in the text as it was written.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import regex

#: A Unicode noncharacter: holds the place of letters that a filter takes out of the middle or the end of a word.
FILL = "\ufdd0"

_CHARACTERS: dict[str, str] = (
    dict.fromkeys("’‘ʼ′`´＇", "'")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
    | dict.fromkeys("\u2010\u2011", "-")
    | dict.fromkeys("\u2027\u2219\u2022\u22c5\u30fb", "·")
    | dict.fromkeys(f"ºª{FILL}", " ")
    | {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
    | {"ᵉ": "e", "ᵐ": "m", "ʳ": "r", "ˢ": "s"}
)
_COMMON_APOSTROPHE = "’"
_SPECIAL = regex.compile(
    "[" + "".join(regex.escape(c) for c in _CHARACTERS if c != _COMMON_APOSTROPHE) + "\u0300-\u036f]"
)
_CLUSTER = regex.compile(r"\X")
_MARKS = regex.compile("[\u0300-\u036f]+")
_JOINED = regex.compile("[\u0300-\u036f\u200c\u200d]")
_ELISION = regex.compile(r"(?i)(?<![\p{L}\p{N}'])(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu)'")
_INCLUSIVE = regex.compile(
    r"(?<=\p{L}{3})(?:[·.\-](?:e|ne|le|ve|fe|te|se|rice|trice|euse|ice)(?:[·.\-]?s)?|·\p{L}{1,6}(?:·s)?|·s)"
    r"(?![\p{L}\p{N}])|(?<=\p{L}{3})\((?:e|ne|le|ve|se|fe|te|trice|rice|euse|i?[eè]re)\)(?=s?(?![\p{L}\p{N}]))"
)
_ACRONYM = regex.compile(r"(?<=(?<![\p{L}\p{N}])\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))")

#: Hyphens of « dix-neuvième » and « vingt-et-unième », which are one word.
_COMPOUND_ORDINAL = regex.compile(
    r"(?i)(?<![\p{L}\p{N}])(?:dix|vingt|trente|quarante|cinquante|soixante)\K(?:-et)?-"
    r"(?=(?:un|deux|trois|quatr|cinqu|six|sept|huit|neuv)i[eè]mes?(?![\p{L}\p{N}]))"
)


@dataclass(frozen=True, slots=True)
class _Edit:
    """Original characters [start, end) became folded characters [folded, folded_end)."""

    start: int
    end: int
    folded: int
    folded_end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is what words are cut from; only the edits that changed a length are kept."""

    text: str
    edits: tuple[_Edit, ...] = ()

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The original [start, end) of folded [start, end), which holds at least one character."""
        if not self.edits:
            return start, end
        return self._original(start)[0], self._original(end - 1)[1]

    def _original(self, position: int) -> tuple[int, int]:
        index = bisect_right(self.edits, position, key=lambda edit: edit.folded) - 1
        if index < 0:
            return position, position + 1
        edit = self.edits[index]
        if position < edit.folded_end:
            return edit.start, edit.end
        shifted = position - edit.folded_end + edit.end
        return shifted, shifted + 1


def fold(text: str) -> Folded:
    """The text from which words are cut. Linear in its length."""
    plain, edits = _substitute(text)
    if "'" in plain:
        plain = _ELISION.sub(_spaces, plain)
    plain = _INCLUSIVE.sub(_fill, plain)
    if "-" in plain:
        plain = _COMPOUND_ORDINAL.sub(_fill, plain)
    plain = _ACRONYM.sub(FILL, plain)
    return Folded(plain, edits)


def _spaces(match: "regex.Match[str]") -> str:
    return " " * (match.end() - match.start())


def _fill(match: "regex.Match[str]") -> str:
    return FILL * (match.end() - match.start())


def _substitute(text: str) -> tuple[str, tuple[_Edit, ...]]:
    """One character for another, then the edits that make the text longer or shorter."""
    plain = _is_plain(text)
    if plain:
        text = text.replace(_COMMON_APOSTROPHE, "'")
    parts: list[str] = []
    edits: list[_Edit] = []
    done = length = 0
    for start, end in (match.span() for match in _SPECIAL.finditer(text)) if plain else _places(text):
        original = text[start:end]
        folded = _character(original) if end - start == 1 else _cluster(original)
        if folded == original:
            continue
        length += start - done
        parts += (text[done:start], folded)
        if len(folded) != end - start:
            edits.append(_Edit(start, end, length, length + len(folded)))
        length += len(folded)
        done = end
    if not parts:
        return text, ()
    parts.append(text[done:])
    return "".join(parts), tuple(edits)


def _is_plain(text: str) -> bool:
    """Whether each character stands for itself."""
    return unicodedata.is_normalized("NFC", text) and not _JOINED.search(text)


def _places(text: str) -> Iterator[tuple[int, int]]:
    """What is folded as one: a letter with what is written on it, any other character alone."""
    for match in _CLUSTER.finditer(text):
        start, end = match.span()
        if end - start > 1 and not _is_plain(match.group()):
            yield start, end
        else:
            yield from ((place, place + 1) for place in range(start, end))


def _character(character: str) -> str:
    return _CHARACTERS.get(character, "" if _MARKS.match(character) else character)


def _cluster(cluster: str) -> str:
    normal = unicodedata.normalize("NFC", cluster)
    return _MARKS.sub("", "".join(_CHARACTERS.get(character, character) for character in normal))


_FRACTION_SLASH = "\u2044"
_BEYOND_DECOMPOSITION = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
    | {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ı": "i", "ŋ": "n", "Ŋ": "N", "ħ": "h", "Ħ": "H"}
)


def without_accents(word: str) -> str:
    """Base letters and digits of a word: « é » → e, « œ » → oe, « ² » → 2. A word is never folded to nothing."""
    if word.isascii():
        return word
    base = "".join(_base(character) for character in word.translate(_BEYOND_DECOMPOSITION))
    return base or word


def _base(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    if _FRACTION_SLASH in decomposed:
        return character  # « ½ » is no twelve
    return "".join(part for part in decomposed if part.isalnum())
