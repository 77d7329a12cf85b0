"""A day as French people type it."""

import re
import unicodedata
from datetime import date

from search_app.french import MONTHS

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_WORDS = re.compile(r"(?:[a-z]+ )?(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})")


def typed_date(text: str) -> date | None:
    """`2027-01-10`, `10/01/2027`, `10.01.2027`, `10 janvier 2027`, `1er févr. 2027`; None for what is no day."""
    plain = _folded(text[:40])
    if found := _ISO.fullmatch(plain):
        return _day(found[1], found[2], found[3])
    if found := _FIGURES.fullmatch(plain):
        return _day(found[4], found[3], found[1])
    if (found := _WORDS.fullmatch(plain)) and (month := _month(found[2])):
        return _day(found[3], str(month), found[1])
    return None


def _month(name: str) -> int | None:
    """By its name, or the only one that begins so."""
    months = [number for number, month in enumerate(MONTHS, start=1) if _folded(month).startswith(name)]
    return months[0] if len(months) == 1 and len(name) >= len("mai") else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _folded(text: str) -> str:
    """Lower case, without accents, one space between words."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(letters.lower().split())
