"""Short lines beside a text that say when it was put there, and by whom: « Par Anne Roux, le 3 mai 2004 »."""

import re

from transform.extract.dates import date_in
from transform.extract.roles import folded

#: The family of terms in which a record keeps lines that stand beside its text.
MARGIN = "en-marge"
#: Lines of a text, from each end, among which such a line is looked for; its longest, in characters.
NEAR, _LONGEST = 3, 200
#: Letters of a line that ends with the words that such lines end with: longer ones are text.
LONGEST_ALIKE = 200
#: Letters of a title that a line of links ends with.
_LEAST_TITLE = 4
#: More words than these, and a full stop, make a sentence of the text.
_SENTENCE = 6
#: Words of « Publié par Anne Roux à 12:30 », which a day above the title completes.
_BYLINE = 9
_CLOCK = re.compile(r"\b(?:a|at|@) ?[0-2]?\d ?[:h] ?[0-5]\d\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PUBLISHED = re.compile(
    r"\b(?:publi(?:e|ee|es|ees)\b|mise? en ligne|postee?|ajoutee?|redigee?|ecrite?|posted|published)"
    r"|^(?:par|by) .* (?:le|on) "
)
_CHANGED = re.compile(r"\b(?:mise? a jour|modifie|generee?|imprimee?|updated|modified|generated|printed)")
_BY = re.compile(
    r"^(?:(?:publié|posté|écrit|rédigé|mis en ligne)e? )?(?:par|by)\s+(?P<name>[^\d,;:|–]{3,60}?)\s*"
    r"(?:[,;|–-]|\b(?:le|on)\b|\d)",
    re.IGNORECASE,
)
_DATE_WORDS = frozenset(
    (
        *("publie", "publiee", "poste", "postee", "mis", "mise", "en", "ligne", "a", "jour", "le", "la", "du"),
        *("de", "er", "date", "ajoute", "ajoutee", "modifie", "modifiee", "derniere", "modification"),
        *("on", "posted", "published", "updated", "last", "modified"),
    )
)
_MONTHS = re.compile(
    r"^(?:janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|jan|feb|mar|apr|may|june?|july?|aug)[a-z]*$"
)


def starts_alike(frame: str, title: str) -> bool:
    """Whether what is no link in a line is a title, whole or cut; both as letters without figures."""
    return len(frame) >= _LEAST_TITLE and title.startswith(frame)


def is_signature(text: str) -> bool:
    """A whole sentence with a date is text."""
    words = text.split()
    if len(text) > _LONGEST:
        return False
    said = folded(text)
    if _CLOCK.search(said) and _PUBLISHED.search(said) and len(words) <= _BYLINE:
        return True
    if not _YEAR.search(text) or date_in(text) is None:
        return False
    told = _PUBLISHED.search(said) or _CHANGED.search(said)
    return told is not None and not (len(words) > _SENTENCE and text.rstrip(' »"’”').endswith("."))


def published_in(text: str) -> str | None:
    """The day of publication that a signature gives; not that of a change."""
    said = folded(text)
    return date_in(text) if is_signature(text) and _PUBLISHED.search(said) and not _CHANGED.search(said) else None


def author_in(text: str) -> str | None:
    """The name after « par », as written, where each of its words begins with a capital or is a particle."""
    found = _BY.match(text.strip())
    if found is None:
        return None
    words = found["name"].split()
    named = [word for word in words if word[:1].isupper()]
    others = {word.lower() for word in words if not word[:1].isupper()}
    return (
        found["name"].strip()
        if len(named) >= 2 and others <= {"de", "du", "des", "la", "le", "von", "van", "et"}
        else None
    )


def says_only_when(text: str) -> bool:
    """True for « Publié le 3 mai 2004 »: a date says it all."""
    words = [word for word in re.findall(r"[a-z]+", folded(text)) if not _MONTHS.match(word)]
    return date_in(text) is not None and set(words) <= _DATE_WORDS
