"""One reference, as French reading lists write it, to CSL-JSON (https://docs.citationstyles.org/). Nothing is made up.

What is not recognised stays out of the fields: the record keeps the whole line, as its text and as evidence.
"""

import re
from typing import Any

from transform.references.authors import authors_of

MAX_LINE = 1_000
_YEAR = re.compile(r"(?<![\d-])(1[5-9]\d\d|20\d\d)(?![\d-])")
_PAGES_OF_BOOK = re.compile(r"(?<!\d)(\d{1,4})\s?p(?:ages?|p)?\.?(?![\w])")
_PAGE_RANGE = re.compile(r"\bpp?\.\s?(\d{1,4}\s?[-–]\s?\d{1,4}|\d{1,4})")
_VOLUME = re.compile(r"\bvol(?:ume)?\.?\s?(\d+)", re.IGNORECASE)
_ISSUE = re.compile(r"\bn(?:°|º|o\.?|uméro)\s?(\d+(?:[-/]\d+)?)", re.IGNORECASE)
_ISBN = re.compile(r"\bISBN\s?:?\s?([\dX][\dX\s-]{8,18}[\dX])", re.IGNORECASE)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s,;]+[^\s,;.])")
_URL = re.compile(r"https?://[^\s<>«»]+[^\s<>«».,;)]")
_QUOTED = re.compile(r"[«“]\s?(.+?)\s?[»”]")
_PUBLISHER = re.compile(
    r"^(?:[ÉE]d(?:itions?|\.)|Presses|Librairie|L[’']Harmattan|La Découverte|Quæ|Actes Sud|Seuil)\b|\bÉditions?\b"
)
_SERIES = re.compile(r"\bcoll(?:ection|\.)\s?[«“]?\s?([^«»“”,]+)", re.IGNORECASE)
_THESIS = re.compile(r"\b(?:thèse|mémoire)\b", re.IGNORECASE)
_REPORT = re.compile(r"\brapport\b", re.IGNORECASE)
_IN = re.compile(r"^in\s:?\s?", re.IGNORECASE)
_BULLET = re.compile(r"^[\s*•·–—-]+|^\[?\d{1,3}[\].)]\s+")


def reference_of(line: str) -> dict[str, Any] | None:
    """None for a line that is no reference: it has authors, a title, and a year or a publisher."""
    text = _BULLET.sub("", line.strip()).strip()
    if not 15 <= len(text) <= MAX_LINE:
        return None
    authors, rest = authors_of(text)
    if not authors:
        return None
    year = _YEAR.search(rest) or _YEAR.search(text)
    parts = _parts(rest)
    title = _title(rest, parts)
    if title is None or (year is None and not _PUBLISHER.search(rest) and not _ISBN.search(rest)):
        return None
    found: dict[str, Any] = {"type": _type(rest, parts), "title": title, "author": [one.to_csl() for one in authors]}
    if any(one.editor for one in authors):
        found["editor"] = found.pop("author")
    if year is not None:
        found["issued"] = {"date-parts": [[int(year[1])]]}
    container = _container(rest, parts, title)
    if container is not None:
        found["container-title"] = container
    publisher = next((part for part in parts if _PUBLISHER.search(part) and part != title), None)
    if publisher is not None:
        found["publisher"] = publisher
    for name, pattern in (
        ("volume", _VOLUME),
        ("issue", _ISSUE),
        ("page", _PAGE_RANGE),
        ("ISBN", _ISBN),
        ("DOI", _DOI),
    ):
        if match := pattern.search(rest):
            found[name] = re.sub(r"\s", "", match[1]) if name in {"page", "ISBN"} else match[1]
    if series := _SERIES.search(rest):
        found["collection-title"] = series[1].strip()
    if "page" not in found and (pages := _PAGES_OF_BOOK.search(rest)):
        found["number-of-pages"] = pages[1]
    if url := _URL.search(rest):
        found["URL"] = url[0]
    return found


def _parts(rest: str) -> list[str]:
    """The pieces between commas; a comma inside quotes ends none."""
    masked = _QUOTED.sub(lambda match: match[0].replace(",", "\x00"), rest)
    return [part.replace("\x00", ",").strip(" .") for part in masked.split(",") if part.strip(" .")]


def _title(rest: str, parts: list[str]) -> str | None:
    quoted = _QUOTED.search(rest)
    if quoted is not None and quoted.start() <= 3:
        return quoted[1].strip()
    if not parts:
        return None
    title = [parts[0]]
    # « Terre, eau, dialogue »: what goes on in small letters is still the title.
    for part in parts[1:]:
        if not part[:1].islower() or _is_about_publication(part):
            break
        title.append(part)
    words = ", ".join(title).strip()
    return words if len(words) > 2 and not words.isdecimal() else None


def _is_about_publication(part: str) -> bool:
    patterns = (_YEAR, _PAGES_OF_BOOK, _PAGE_RANGE, _VOLUME, _ISSUE, _SERIES, _THESIS, _REPORT, _PUBLISHER, _IN)
    return any(pattern.search(part) for pattern in patterns) or part.startswith(("auto-édition", "université"))


def _type(rest: str, parts: list[str]) -> str:
    quoted = _QUOTED.search(rest)
    if quoted is not None and quoted.start() <= 3:
        return "chapter" if any(_IN.match(part) for part in parts) else "article-journal"
    if _THESIS.search(rest):
        return "thesis"
    if _REPORT.search(rest):
        return "report"
    return "book"


def _container(rest: str, parts: list[str], title: str) -> str | None:
    """The review or the book that holds an article: the first piece after its quoted title."""
    quoted = _QUOTED.search(rest)
    if quoted is None or quoted.start() > 3:
        return None
    after = next((part for part in parts if title not in part), None)
    if after is None or (_is_about_publication(after) and not _IN.match(after)):
        return None
    return _IN.sub("", after).strip() or None
