"""Publication dates as pages write them: ISO in attributes, French in words. Never more than is said."""

import re
from functools import lru_cache

from transform.extract.roles import folded

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier jan janv january",
            "fevrier fev fevr february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin jun june",
            "juillet juil jul july",
            "aout aug august",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        1,
    )
    for name in names.split()
}
#: Short lines with a year come back on page after page of a site: they are read once.
_LINE = 100
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d])")
_FRENCH = re.compile(r"\b(\d{1,2})(?:er|e)? ([a-z]{3,9}) ((?:19|20)\d\d)\b")
_MONTH = re.compile(r"(?<!\d )(?<!\der )\b([a-z]{3,9}) ((?:19|20)\d\d)\b")
_ENGLISH = re.compile(r"\b([a-z]{3,9}) (\d{1,2}) ((?:19|20)\d\d)\b")
_MONTH_IN_FIGURES = re.compile(r"\s*(\d{1,2})\s*/\s*((?:19|20)\d\d)\s*")
_FIGURES = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)\b")


def date_in(text: str) -> str | None:
    """`YYYY-MM-DD`, or `YYYY-MM` where no day is given; nothing where the words hold no date."""
    return _date_in_line(text) if len(text) <= _LINE else _date_in(text)


@lru_cache(maxsize=4096)
def _date_in_line(text: str) -> str | None:
    return _date_in(text)


def _date_in(text: str) -> str | None:
    if found := _ISO.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.search(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if (found := _MONTH_IN_FIGURES.fullmatch(text)) and 1 <= int(found[1]) <= 12:
        return f"{found[2]}-{int(found[1]):02}"
    words = folded(f"le {text}")
    for pattern, order in ((_FRENCH, (3, 2, 1)), (_ENGLISH, (3, 1, 2))):
        for found in pattern.finditer(words):
            year, month, day = (found[place] for place in order)
            if month in _MONTHS and (date := _day(int(year), _MONTHS[month], int(day))):
                return date
    for found in _MONTH.finditer(words):
        if found[1] in _MONTHS:
            return f"{found[2]}-{_MONTHS[found[1]]:02}"
    return None


def _day(year: int, month: int, day: int) -> str | None:
    longest = (
        31,
        29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28,
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    )
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= longest[month - 1] else None
