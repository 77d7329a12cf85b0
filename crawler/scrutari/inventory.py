"""A ScrutariData file: what the federated search was told of a site's records. Values are plain text.

Format: http://www.scrutari.net/dokuwiki/scrutaridata:xml
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree

from crawler.canonical import canonical
from crawler.errors import HarvestError

_WINDOW = 65_536
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*>)*", re.DOTALL)
_ROOT = re.compile(rb"<base[\s/>]")
_WORDS = 300


@dataclass(frozen=True, slots=True)
class Fiche:
    """`url` is null where the inventory gives no address, or a senseless one."""

    corpus: str
    id: str
    title: str
    url: str | None


def is_inventory(path: Path) -> bool:
    """By its root element, `base`."""
    if path.suffix.lower() != ".xml" or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            window = file.read(_WINDOW)
    except OSError:
        return False
    prolog = _PROLOG.match(window)
    return _ROOT.match(window, prolog.end() if prolog else 0) is not None


def fiches_of(path: Path) -> Iterator[Fiche]:
    """Every fiche, in the file's order. Raises `HarvestError` where the file is no well-formed XML."""
    corpus = parent = ""
    try:
        events = etree.iterparse(
            path,
            events=("start", "end"),
            tag=("corpus", "href-parent", "fiche"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        for event, element in events:
            if element.tag == "corpus":
                corpus, parent = element.get("corpus-name", ""), ""
            elif event == "end" and element.tag == "href-parent":
                parent = _text(element)
            elif event == "end" and element.tag == "fiche":
                yield _fiche(element, corpus, parent)
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise HarvestError(
            f"« {path.name} » n’est pas un fichier ScrutariData lisible (ligne {error.lineno or 0}). "
            "Redemandez-le au site qui le publie, ou vérifiez qu’il est complet."
        ) from error


def _fiche(element: etree._Element, corpus: str, parent: str) -> Fiche:
    href = _text(element.find("href"))
    url = None
    if href:
        try:
            url = canonical(urljoin(parent, href) if parent else href)
        except ValueError:
            url = None
    return Fiche(corpus, element.get("fiche-id", ""), _text(element.find("titre"))[:_WORDS], url)


def _text(element: etree._Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _forget(element: etree._Element) -> None:
    """A fiche that was read leaves the memory, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
