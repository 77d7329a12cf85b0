"""Numbers, dates and plurals as a French page writes them."""

import re
from datetime import date, datetime

NARROW = "\u202f"
NO_BREAK = "\u00a0"
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?")
_GUILLEMETS = re.compile(r"«\s{0,3}|\s{0,3}»")
_TIMESTAMP = re.compile(r"(\d{4})(\d{2})(\d{2})\d*")


def number(value: int) -> str:
    """`1851` → `1 851`, with a narrow no-break space."""
    return f"{value:,}".replace(",", NARROW)


def counted(value: int, singular: str, plural: str | None = None) -> str:
    """`0 fiche`, `1 fiche`, `12 fiches`: in French the plural begins at two."""
    return f"{number(value)}{NO_BREAK}{(plural or singular + 's') if value >= 2 else singular}"


def day(value: str | date | datetime | None) -> str:
    """`2011-04-02…` → `2 avril 2011`; `2011-04` → `avril 2011`. What is no date is shown as it is written."""
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date) else value
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return text
    year, month, number_of_day = found.groups()
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return text
    name = MONTHS[int(month) - 1]
    if number_of_day is None:
        return f"{name} {year}"
    first = f"1er{NO_BREAK}" if int(number_of_day) == 1 else f"{int(number_of_day)}{NO_BREAK}"
    return f"{first}{name} {year}"


def span(first: str | date, last: str | date) -> str:
    """`le 25 décembre 2026`, `du 25 au 27 décembre 2026`, `du 30 novembre 2026 au 2 janvier 2027`."""
    start, end = day(first), day(last)
    if start == end:
        return f"le {start}"
    begins, ends = start.split(" "), end.split(" ")
    if begins[-1] == ends[-1] and len(begins) == len(ends) == 2:
        start = begins[0]
        if start.split(NO_BREAK)[-1] == ends[0].split(NO_BREAK)[-1]:
            start = start.split(NO_BREAK)[0] if NO_BREAK in start else start
    return f"du {start} au {end}"


def inside_quotes(text: str) -> str:
    """Text that will stand between guillemets: its own become “ ”."""
    return _GUILLEMETS.sub(lambda found: "“" if found[0].startswith("«") else "”", text)


def timestamp_day(timestamp: str) -> str:
    """`20210312101010` → `12 mars 2021`."""
    found = _TIMESTAMP.match(timestamp)
    return day("-".join(found.groups())) if found else timestamp


#: Slugs of taxonomies that lost their accents on the way, as a reader writes them.
_TAXONOMIES = {
    "category": "rubrique",
    "categorie": "rubrique",
    "post tag": "mot-clé",
    "tag": "mot-clé",
    "mot cle": "mot-clé",
    "mots cles": "mots-clés",
    "theme": "thème",
    "themes": "thèmes",
    "thematique": "thématique",
    "thematiques": "thématiques",
    "methode": "méthode",
    "methodes": "méthodes",
    "region": "région",
    "regions": "régions",
    "departement": "département",
    "departements": "départements",
    "annee": "année",
    "periode": "période",
}


_PLURALS = {
    "mot-clé": "mots-clés",
    **{
        word: f"{word}s"
        for word in (
            *("rubrique", "thème", "thématique", "méthode", "région", "département", "territoire", "période", "année"),
            *("catégorie", "étiquette", "acteur", "auteur", "échelle", "type", "sujet", "domaine", "collection"),
        )
    },
    "milieu": "milieux",
    "lieu": "lieux",
}


def taxonomy(name: str, terms: int = 1) -> str:
    """« Thématique » for `thematique`, « Thématiques » for several terms; an unknown one as the source names it."""
    words = name.replace("_", " ").replace("-", " ").strip()
    label = _TAXONOMIES.get(words.lower(), words)
    if terms > 1:
        label = _PLURALS.get(label.lower(), label)
    return capitalised(label)


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def joined(words: list[str], last: str = "et") -> str:
    """`a, b et c`."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def size(octets: int) -> str:
    """A file's weight: `12 ko`, `3,4 Mo`."""
    if octets < 1000:
        return counted(octets, "octet")
    if octets < 1_000_000:
        return f"{round(octets / 1000)}{NO_BREAK}ko"
    return f"{octets / 1_000_000:.1f}".replace(".", ",") + f"{NO_BREAK}Mo"
