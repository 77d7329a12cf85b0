"""Writings of one word that no stemmer brings together: ordinals, roman numerals, units, « St ».

Each is read as the word that a reader has in mind, and stems as that word does. The exact form stays as written.
"""

import regex

from indexer.language.folding import without_accents

_UNITS = {
    "ha": "hectare",
    "km": "kilomètre",
    "cm": "centimètre",
    "mm": "millimètre",
    "kg": "kilogramme",
    "kw": "kilowatt",
    "mw": "mégawatt",
    "gw": "gigawatt",
    "kwh": "kilowattheure",
    "mwh": "mégawattheure",
    "hl": "hectolitre",
}
_WORDS = {**_UNITS, "st": "saint", "ste": "sainte"}

_TENS = {"dix": 10, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_ONES = ("uni", "deuxi", "troisi", "quatri", "cinqui", "sixi", "septi", "huiti", "neuvi")
_ORDINALS = {
    **{f"{one}eme": number for number, one in enumerate(_ONES, 1) if number > 1},
    **{f"{ten}{one}eme": value + n for ten, value in _TENS.items() for n, one in enumerate(_ONES, 1)},
    "dixieme": 10,
    "onzieme": 11,
    "douzieme": 12,
    "treizieme": 13,
    "quatorzieme": 14,
    "quinzieme": 15,
    "seizieme": 16,
    "vingtieme": 20,
    "trentieme": 30,
    "quarantieme": 40,
    "cinquantieme": 50,
    "soixantieme": 60,
    "centieme": 100,
    "millieme": 1000,
}
_ENDING = "e|es|eme|emes|ieme|iemes"
_FIGURES = regex.compile(rf"0*([1-9]\d{{0,3}})(?:{_ENDING}|nd|nde|nds|ndes)")
_ROMAN = regex.compile(r"(?=[xvi])(x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_ORDINAL = regex.compile(rf"([xvi]{{1,8}}?)({_ENDING})")
_FIRST = frozenset({"1er", "1ers", "1re", "1res", "1ere", "1eres", "1ier"})
_FIRST_ROMAN = frozenset({"Ier", "Ire", "Iers", "Ires", "Ière", "Iere"})

_UNDER_TEN = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_LAST_LETTERS = ("e", "es", "nd", "nds", "nde", "er", "ers")

#: « la vie » is no sixth century, but « le VIe siècle » is.
_ALSO_WORDS = frozenset({"vie", "vies"})

_QUANTITY = regex.compile(rf"(\d+)(?:{'|'.join(_UNITS)}|[khdc]?m[23]|mm[23]|m)")


def meant(surface: str, written: str) -> str:
    """The word that stems in the place of this one: itself, for most.

    `surface` has its capitals, by which alone a « Ve » and a « VIe » are known.
    """
    word = _WORDS.get(written)
    if word is not None:
        return word
    if not written.endswith(_LAST_LETTERS):
        return written
    folded = without_accents(written)
    if folded in _FIRST or surface in _FIRST_ROMAN:
        return "premier"
    number = _ordinal(surface, folded)
    return f"{number}e" if number is not None else written


def _ordinal(surface: str, folded: str) -> int | None:
    known = _ORDINALS.get(folded) or _ORDINALS.get(folded.removesuffix("s"))
    if known:
        return known
    if figures := _FIGURES.fullmatch(folded):
        return int(figures[1])
    if (roman := _ROMAN_ORDINAL.fullmatch(folded)) and (parts := _ROMAN.fullmatch(roman[1])):
        numeral = surface[: len(roman[1])]
        capitals = numeral.isupper() and surface[len(numeral) :].islower()
        if capitals or (len(numeral) > 1 and folded not in _ALSO_WORDS):
            number = 10 * len(parts[1]) + _UNDER_TEN[parts[2]]
            return number if number > 1 else None
    return None


def quantity(exact: str) -> str:
    """The figures of « 120ha »; nothing for a word that is no figure with its unit."""
    if not exact[:1].isdecimal():
        return ""
    found = _QUANTITY.fullmatch(exact)
    return found[1] if found else ""
