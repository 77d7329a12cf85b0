"""A profile to begin with: what the pages of a crawl show of where their title, text and date stand."""

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from lxml import etree

from crawler.archive import Archive
from crawler.capture import ArchiveEntry
from crawler.errors import HarvestError
from transform.audit.place import component
from transform.errors import PageError
from transform.extract.main_text import main_element
from transform.extract.page import Page, read_page
from transform.markup import line_of

#: A selector is proposed where it serves on this share of the pages.
_SHARE = 0.2
_MOST = 4
_WORD = re.compile(r"[a-zA-Z][\w-]{0,60}")


def begin(name: str, archive: Archive, entries: Iterable[ArchiveEntry]) -> str:
    """YAML with its remarks, in French. Pages that cannot be read are passed over."""
    pages = 0
    hosts: Counter[str] = Counter()
    folders: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    bodies: Counter[str] = Counter()
    dates: Counter[str] = Counter()
    for entry in entries:
        try:
            page = read_page(archive.read(entry))
        except (HarvestError, PageError, etree.LxmlError, ValueError):
            continue
        pages += 1
        parts = urlsplit(page.url)
        hosts[parts.hostname or ""] += 1
        folder = parts.path.split("/")[1] if parts.path.count("/") > 1 else ""
        folders[folder] += bool(_WORD.fullmatch(folder))
        titles.update(_headings(page))
        dates.update(_dates(page))
        container = main_element(page.body)
        if container is not None:
            bodies[_selector(container)] += 1
    return _yaml(name, pages, hosts, folders, titles, bodies, dates)


def _headings(page: Page) -> set[str]:
    return {_selector(one) for one in page.body.iter("h1") if line_of(one)}


def _dates(page: Page) -> set[str]:
    found = {"time[datetime]" for one in page.body.iter("time") if one.get("datetime")}
    if page.meta("article:published_time"):
        found.add("meta[property='article:published_time']")
    return found


def _selector(element: etree._Element) -> str:
    """By its tag, with its id or classes that are words: `div.texte`."""
    place = component(str(element.tag), element.get("id"), element.get("class"))
    return place if re.fullmatch(r"[\w.#-]+", place) else str(element.tag)


def _yaml(
    name: str,
    pages: int,
    hosts: Counter[str],
    folders: Counter[str],
    titles: Counter[str],
    bodies: Counter[str],
    dates: Counter[str],
) -> str:
    host = re.escape(hosts.most_common(1)[0][0]) if hosts else ""
    often = [folder for folder, n in folders.most_common(12) if n]
    lines = [
        f"# Commencé par « comedie profile new », d’après {pages} pages. À relire avec « comedie profile check ».",
        f"name: {name}",
        "detect:",
        f"  - url: {_quoted(f'^https?://{host}[:/]')}",
        "# La première règle qui convient dit ce qu’est une page : record, listing, home, attachment, error…",
        "pages:",
        "  - role: home",
        "    any:",
        f"      - url: {_quoted(f'^https?://{host}(?::[0-9]+)?/?$')}",
        "  - role: record",
        "    any:",
        "      - url: '.'",
        "# Pour chaque champ, le premier sélecteur CSS qui trouve quelque chose ; le nombre de pages est à droite.",
        "fields:",
        *_field("title", titles, pages),
        *_field("body", bodies, pages),
        *_field("published", dates, pages),
        "# Les blocs à laisser, avec leur raison : drop: [{reason: partage, selectors: ['.partage']}]",
        "# Combien de notices de chaque type sont attendues : expect: {experience: 400, etude-de-cas: 20}",
    ]
    if often:
        lines.append(f"# Dossiers vus dans les adresses, pour « kinds » : {', '.join(often)}")
    return "\n".join(lines) + "\n"


def _field(name: str, found: Counter[str], pages: int) -> list[str]:
    served = [(one, n) for one, n in found.most_common(_MOST) if n >= _SHARE * pages]
    if not served:
        return [f"  # {name} : rien ne se répète assez pour être proposé"]
    return [f"  {name}:", *(f"    - {_quoted(one)}  # {n} sur {pages}" for one, n in served)]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
