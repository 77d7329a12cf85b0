# ruff: noqa: E501 (a pattern is read whole)
"""Dates written in French, each with its place in the text and its value in EDTF (ISO 8601-2)."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan",
            "février fevrier févr fevr fév fev",
            "mars",
            "avril avr",
            "mai",
            "juin",
            "juillet juil",
            "août aout",
            "septembre sept sep",
            "octobre oct",
            "novembre nov",
            "décembre decembre déc dec",
        ),
        1,
    )
    for name in names.split()
}
_SEASONS = {"printemps": 21, "été": 22, "ete": 22, "automne": 23, "hiver": 24}
_ORDINALS = {"premier": 1, "1er": 1, "1": 1, "second": 2, "deuxième": 2, "2e": 2, "2ème": 2, "2nd": 2, "2": 2}
_ORDINALS |= {"troisième": 3, "3e": 3, "3ème": 3, "3": 3, "quatrième": 4, "4e": 4, "4ème": 4, "4": 4, "dernier": -1}
_DECADES = {"vingt": 2, "trente": 3, "quarante": 4, "cinquante": 5, "soixante": 6, "soixante-dix": 7}
_DECADES |= {"quatre-vingt": 8, "quatre-vingts": 8, "quatre-vingt-dix": 9}
_M = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_Y = r"(?:1[5-9]|20)\d\d(?!\d)"
_D = r"(?:0?[1-9]|[12]\d|3[01])(?: ?(?:<sup>)?er(?:</sup>)?)?"
_S = "(?:printemps|été|ete|automne|hiver)"
_W = r"(?:(?:lun|mar|mer|jeu|ven|sam|dim)(?:di|credi|dredi|edi|anche|\.)?\s)?"
_TO = r"\s?(?:[-–—]|au|à|et|/)\s?(?:l[’'])?"
_O = r"(?:premier|second|deuxième|troisième|quatrième|dernier|[1-4](?:er|e|ème|nd)?)"
_B = r"(?<![\w/.,-])"
#: « la fin de 1999 », « l’été 2001 », « début mars 2004 »: an end of a range that may be of another form than the other.
_E = rf"(?:le\s|la\s|l[’'])?(?:(fin|début|milieu)\s(?:de\s|d[’'])?(?:l[’']|le\s|la\s)?)?(?:({_M}|{_S})\s(?:de\s)?)?({_Y})"


@dataclass(frozen=True, slots=True)
class Date:
    """`first` and `last`: years, null where open. `shape`: which form it was; a range covers more than one date."""

    start: int
    end: int
    edtf: str
    first: int | None
    last: int | None
    shape: str


def dates(text: str) -> list[Date]:
    """In the order of the text, none over another, the widest form first."""
    if _ANY_FIGURE.search(text) is None and "nn" not in text and "NN" not in text:
        return []
    flat = text
    if not text.isprintable() or "\u00a0" in text or "\u202f" in text:
        flat = _plain_blanks(unicodedata.normalize("NFC", text))
        if len(flat) != len(text):
            flat = _plain_blanks(text)
    near = _windows(flat)
    if not near:
        return []
    taken = bytearray(len(flat) + 1)
    found: list[Date] = []
    for begin, end in near:
        for shape, pattern, make in _forms_for(frozenset(_held(flat[begin:end].lower()))):
            for match in pattern.finditer(flat, begin, end):
                start, stop = match.span()
                if 1 in taken[start:stop]:
                    continue
                value = make(match)
                if value is None:
                    continue
                taken[start:stop] = b"\1" * (stop - start)
                if value:
                    edtf, first, last = value
                    found.append(Date(start, stop, edtf, first, last, shape))
    return sorted(found, key=lambda one: one.start)


_ANY_FIGURE = re.compile(r"\d")
#: What every form holds, and how far from it a form can reach. A set of first letters is what a search is quickest with.
_ANCHOR = re.compile(r"[0-9](?:(?<=1)[5-9]\d\d|(?<=2)0\d\d|[./-]\d)")
_DECADE, _REACH = re.compile(r"\b(?:[Aa]nn[ée]es|ANN[ÉE]ES)\b"), 60
#: What a form cannot do without, looked for once in small letters so that the others are not tried.
_SIGNS = {
    "month": "jan fev fév mar avr mai juin juil aou aoû sep oct nov dec déc",
    "season": "printemps été ete eté éte automne hiver",
    "year": "saison campagne rentr année annee",
    "part": "trim sem",
    "decade": "année annee",
    "century": "siècle s.",
    "from": "partir",
    "since": "depuis partir",
    "until": "jusqu avant",
    "about": "vers autour",
}
_FIGURES = {
    "figures": re.compile(r"\d[./-]\d"),
    "slash": re.compile("/"),
    "spaced": re.compile(r"\d\d \d\d \d"),
    "code": re.compile(r"[ts][1-4]\s"),
    "edge": re.compile(r"(?:19|20)\d\d\s(?:et|à|au|jusqu)"),
    "numbers": re.compile(r"\d\d[ .-]\d\d[ .-]\d\d|\d/\d+/[cu]e"),
}
_TOLD_BY = {
    word: [sign for sign, words in _SIGNS.items() if word in words.split()]
    for word in " ".join(_SIGNS.values()).split()
}
_SIGN = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, _TOLD_BY))})")


def _held(small: str) -> set[str]:
    found = [sign for word in _SIGN.findall(small) for sign in _TOLD_BY[word]]
    held = {"", *found, *(sign for sign, pattern in _FIGURES.items() if pattern.search(small))}
    if "month" in held and found.count("month") > 1:
        held.add("months")
    if "season" in held and found.count("season") > 1:
        held.add("seasons")
    return held


def _windows(text: str) -> list[tuple[int, int]]:
    """Where dates can stand, so that the rest is not read by every form."""
    found: list[tuple[int, int]] = []
    anchors = list(_ANCHOR.finditer(text))
    if "nn" in text or "NN" in text:
        anchors = sorted((*anchors, *_DECADE.finditer(text)), key=lambda match: match.start())
    for match in anchors:
        begin, end = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def _plain_blanks(text: str) -> str:
    """`str.translate` takes a thousand times as long on a text that has an accent."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")


Value = tuple[str, int | None, int | None]
#: Empty: the words are used up, and are no date.
Maker = Callable[[re.Match[str]], "Value | tuple[()] | None"]


def _month(word: str) -> int:
    return _MONTHS[word.rstrip(".").lower()]


def _day(word: str) -> int:
    return int(re.match(r"\d+", word)[0])  # type: ignore[index]


def _one(year: int, month: int, day: int) -> Value | None:
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return f"{year}-{month:02}-{day:02}", year, year


def _full(word: str) -> int:
    """A year of two figures is one of this archive's time."""
    return int(word) if len(word) == 4 else int(word) + (2000 if int(word) < 40 else 1900)


def _range(first: Value | None, last: Value | None) -> "Value | tuple[()]":
    if first is None or last is None or (first[1] or 0) > (last[2] or 0):
        return ()
    return f"{first[0]}/{last[0]}", first[1], last[2]


def _year(word: str) -> Value:
    return word, int(word), int(word)


def _of_month(year: str, month: str) -> Value:
    return f"{year}-{_month(month):02}", int(year), int(year)


def _of_season(year: str, season: str) -> Value:
    return f"{year}-{_SEASONS[season.lower()]}", int(year), int(year)


def _day_range(match: re.Match[str]) -> "Value | tuple[()]":
    d1, m1, y1, d2, m2, y2 = match.groups()
    year = int(y2)
    return _range(_one(int(y1 or year), _month(m1 or m2), _day(d1)), _one(year, _month(m2), _day(d2)))


def _month_range(match: re.Match[str]) -> "Value | tuple[()]":
    m1, y1, m2, y2 = match.groups()
    return _range(_of_month(y1 or y2, m1), _of_month(y2, m2))


def _listed_months(match: re.Match[str]) -> "Value | tuple[()] | None":
    """« en septembre, octobre et novembre 2018 »."""
    first, between, last, year = match.groups()
    return _range(_of_month(year, first), _of_month(year, last)) if between else None


def _season_range(match: re.Match[str]) -> "Value | tuple[()]":
    s1, y1, s2, y2 = match.groups()
    return _range(_of_season(y1 or y2, s1), _of_season(y2, s2))


def _edges(match: re.Match[str]) -> "Value | tuple[()] | None":
    """« entre la fin de 1999 et l’été 2001 »; two bare years are another form."""
    part, word, year, other_part, other_word, other_year = match.groups()
    if not (part or word or other_part or other_word):
        return None
    return _range(_edge(word, year), _edge(other_word, other_year))


def _edge(word: str | None, year: str) -> Value:
    if word is None:
        return _year(year)
    return _of_season(year, word) if word.lower() in _SEASONS else _of_month(year, word)


def _years(match: re.Match[str]) -> "Value | tuple[()] | None":
    first, last = int(match[1]), match[2]
    end = int(match[1][: 4 - len(last)] + last)
    if len(last) == 2 and end < first:
        end += 100
    if not first < end or (len(last) == 2 and end - first > 15) or end - first > 150:
        return None
    return f"{first}/{end}", first, end


def _winter(match: re.Match[str]) -> "Value | tuple[()]":
    return f"{match[1]}-24", int(match[1]), int(match[1][: 4 - len(match[2])] + match[2])


def _seasons(match: re.Match[str]) -> "Value | tuple[()]":
    season, first, last = match[1].lower().removesuffix("s"), match[2], match[3]
    code = _SEASONS["printemps" if season == "printemp" else season]
    return (f"{first}-{code}/{last}-{code}", int(first), int(last)) if first < last else ()


def _part(match: re.Match[str]) -> "Value | tuple[()] | None":
    number = _ORDINALS.get(match[1].lower(), 0)
    quarter = match[2].lower().startswith("trim")
    number = (4 if quarter else 2) if number == -1 else number
    if not 1 <= number <= (4 if quarter else 2):
        return ()
    return f"{match[3]}-{(32 if quarter else 39) + number}", int(match[3]), int(match[3])


def _code(match: re.Match[str]) -> "Value | tuple[()] | None":
    number, quarter = int(match[1][1]), match[1][0] == "T"
    if not 1 <= number <= (4 if quarter else 2):
        return None
    return f"{match[2]}-{(32 if quarter else 39) + number}", int(match[2]), int(match[2])


def _decade(match: re.Match[str]) -> "Value | tuple[()]":
    word = match[1].lower().replace(" ", "-")
    tens = _DECADES.get(word)
    years = 1900 + 10 * tens if tens is not None else int(word)
    years = years if years >= 1000 else 1900 + years
    return f"{years // 10}X", years, years + 9


def _decades(match: re.Match[str]) -> "Value | tuple[()]":
    first, last = (int(word) if len(word) == 4 else 1900 + int(word) for word in match.groups())
    return (f"{first // 10}X/{last // 10}X", first, last + 9) if first < last else ()


def _figures(match: re.Match[str]) -> "Value | tuple[()]":
    return _one(_full(match[4]), int(match[3]), int(match[1])) or ()


def _span(match: re.Match[str]) -> "Value | tuple[()]":
    year, length = (match["from"], match["long"]) if match["from"] else (match["since"], match["during"])
    count = _COUNTS.get(length.lower(), 0) or int(length)
    return f"{year}/{int(year) + count}~", int(year), int(year) + count


_COUNTS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "dix": 10, "un": 1}
_N = "(?:un|deux|trois|quatre|cinq|six|sept|huit|dix|[1-9])"


def _form(shape: str, pattern: str, make: Maker, needs: str = "") -> tuple[str, re.Pattern[str], Maker, str]:
    return shape, re.compile(pattern, re.IGNORECASE), make, needs


_FORMS: tuple[tuple[str, re.Pattern[str], Maker, str], ...] = (
    _form("rien", r"(?<!\d)(?:\d\d[ .\-]){3,}\d\d(?!\d)|\d{4}/\d+/(?:CE|UE|CEE)\b", lambda _: (), "numbers"),
    _form(
        "jours",
        rf"{_B}(?:du\s|les\s|entre\sle\s)?{_W}({_D})(?:\s({_M})(?:\s({_Y}))?)?(?:\sau\s|\set\s(?:le\s)?|\s?[-–]\s?){_W}({_D})\s({_M})\s({_Y})",
        _day_range,
        "month",
    ),
    _form(
        "jour",
        rf"{_B}{_W}({_D})(?:\sdu\smois)?\s(?:de\s|d[’'])?({_M}),?\s(?:de\sl[’']an\s)?({_Y})",
        lambda m: _one(int(m[3]), _month(m[2]), _day(m[1])) or (),
        "month",
    ),
    _form(
        "jour",
        rf"(?<![\d/.-])({_Y})([-/])(\d\d)\2(\d\d)(?![\d/-])",
        lambda m: _one(int(m[1]), int(m[3]), int(m[4])) or (),
        "figures",
    ),
    _form("jour", r"(?<![\d/.-])(\d\d?)([./-])(\d\d?)\2((?:1[5-9]|20)\d\d|\d\d)(?![\d/]|[.-]\d)", _figures, "figures"),
    _form(
        "jour",
        r"(?<![\d] )(?<![\d/.-])(\d\d)( )(\d\d) ((?:19|20)\d\d)(?! ?\d)",
        lambda m: _one(int(m[4]), int(m[3]), int(m[1])),
        "spaced",
    ),
    _form("mois", rf"(?<!\w)({_M})((?:,\s{_M})*)\set\s(?:en\s)?({_M})\s({_Y})", _listed_months, "months"),
    _form("mois", rf"{_B}(?:de\s|entre\s|d[’'])?({_M})(?:\s({_Y}))?{_TO}({_M})\s({_Y})", _month_range, "months"),
    _form(
        "saisons",
        rf"{_B}(?:entre\s|de\s|d[’']|du\s|depuis\s){_E}\s(?:et|à|au|jusqu[’'](?:à|au|en))\s?{_E}",
        _edges,
        "edge",
    ),
    _form(
        "années",
        rf"\bdepuis\s(?:l[’']|la\s|le\s|les\s|son\s|sa\s)[^.;:,()\n]{{3,50}}?\s(?:en|de)\s({_Y})\s(?:et\s)?jusqu[’'](?:à|au|en)\s(?:[^.;:,()\n]{{0,40}}?\s(?:en|de)\s)?({_Y})",
        _years,
        "edge",
    ),
    _form(
        "ouvert",
        rf"\bdepuis\s(?:près\sde\s|plus\sde\s|bientôt\s)?(?:\d\d?|[a-z-]+)\sans\s\(({_Y})\)",
        lambda m: (f"{m[1]}/..", int(m[1]), None),
        "since",
    ),
    _form(
        "mois",
        r"(?<![\d/.-])(0[1-9]|1[0-2]) ?/ ?((?:19|20)\d\d)(?![\d/])",
        lambda m: (f"{m[2]}-{m[1]}", int(m[2]), int(m[2])),
        "slash",
    ),
    _form("rien", r"(?<![\d/.-])\d\d/(?:19|20)\d\d(?![\d/])", lambda _: (), "slash"),
    _form(
        "ouvert",
        rf"\bdepuis\s(?:le\smois\sd[e’'] ?|le\sdébut\sd[e’'] ?)?({_M})\s({_Y})",
        lambda m: (f"{m[2]}-{_month(m[1]):02}/..", int(m[2]), None),
        "month",
    ),
    _form("mois", rf"(?<!\w)({_M})\s(?:de\s)?({_Y})", lambda m: _of_month(m[2], m[1]), "month"),
    _form("saisons", rf"\b({_S})(?:\s({_Y}))?{_TO}({_S})\s({_Y})", _season_range, "seasons"),
    _form("saison", r"\bhiver\s((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)?\d\d)(?!\d)", _winter, "season"),
    _form(
        "saison",
        r"\b(?:saison|campagne|rentrée|année(?:\sscolaire|\suniversitaire)?)\s((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)?\d\d)(?!\d)",
        _years,
        "year",
    ),
    _form(
        "saisons",
        rf"\b(printemps|étés|etes|automnes|hivers)\s(?:de\s)?({_Y})(?:,\s{_Y})*\set\s({_Y})",
        _seasons,
        "season",
    ),
    _form("saison", rf"\b({_S})\s(?:de\s)?({_Y})", lambda m: _of_season(m[2], m[1]), "season"),
    _form("part", rf"\b({_O})\s(trimestre|semestre)\s(?:de\s)?({_Y})", _part, "part"),
    _form("part", rf"\b([TS][1-4])\s({_Y})", _code, "code"),
    _form(
        "décennie",
        r"\bann[ée]es\s((?:19|20)\d0|[2-9]0)\s(?:et|à)\s((?:19|20)\d0|[2-9]0)(?!\d)",
        _decades,
        "decade",
    ),
    _form(
        "décennie",
        r"\bann[ée]es\s((?:19|20)\d0|[2-9]0|(?:soixante-dix|quatre-vingts?(?:[- ]dix)?|vingt|trente|quarante|cinquante|soixante))(?!\d)",
        _decade,
        "decade",
    ),
    _form("siècle", r"\b(?:[IVX]+|\d{1,2})\s?(?:e|è|ème|er)\s(?:siècle|s\.)", lambda _: (), "century"),
    _form(
        "durée",
        rf"\bpendant\s(?P<long>{_N})\sans,?\sà\spartir\sde\s(?P<from>{_Y})|\bà\spartir\sde\s(?P<since>{_Y}),?\spendant\s(?P<during>{_N})\sans",
        _span,
        "from",
    ),
    _form("années", rf"{_B}(?:entre\s|de\s)({_Y})\s(?:et|à)\s({_Y})", _years),
    _form("années", rf"{_B}({_Y})\s?(?:[-–—]|/)\s?((?:19|20)\d\d|\d\d)(?![\d/-])", _years),
    _form(
        "ouvert",
        rf"\b(?:depuis|à\spartir\sde)\s(?:l[’']année\s|le\sdébut\sde\s)?({_Y})",
        lambda m: (f"{m[1]}/..", int(m[1]), None),
        "since",
    ),
    _form(
        "fin",
        rf"\b(?:jusqu[’']en|jusqu[’']à|avant)\s(?:la\s)?(?:fin\s(?:de\s)?)?({_Y})",
        lambda m: (f"../{m[1]}", None, int(m[1])),
        "until",
    ),
    _form("vers", rf"\b(?:vers|autour\sde)\s({_Y})", lambda m: (f"{m[1]}~", int(m[1]), int(m[1])), "about"),
    _form(
        "année", rf"(?:(?<![\w/.,:-])|(?<=\bmi-))(?<!\d )({_Y})(?![\w/]|[.,]\d|-\d| \d{{3}}\b)", lambda m: _year(m[1])
    ),
)


@lru_cache(maxsize=1024)
def _forms_for(signs: frozenset[str]) -> tuple[tuple[str, re.Pattern[str], Maker], ...]:
    return tuple((shape, pattern, make) for shape, pattern, make, needs in _FORMS if needs in signs)


def months_in(written: str) -> list[int]:
    """The numbers of the months that are named, in order."""
    return [_month(match[1]) for match in _NAMED_MONTH.finditer(written)]


_NAMED_MONTH = re.compile(rf"(?<!\w)({_M})", re.IGNORECASE)


def words_of_date(text: str, date: Date) -> str:
    return text[date.start : date.end]


def iterate(text: str) -> Iterator[str]:
    return (one.edtf for one in dates(text))
