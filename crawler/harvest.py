"""One source into the archive: the way in is chosen by the source's shape."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import crawler.sources
from crawler.errors import HarvestError
from crawler.request import (
    HarvestProgress,
    HarvestReport,
    HarvestRequest,
    Progress,
    WayIn,
)
from crawler.site_name import site_name_of

#: A bare host, with or without a path.
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:/\S*)?", re.IGNORECASE)

#: The name of a file that would be a source if it were there.
_FILE = re.compile(r"\.(?:w?arc(?:\.gz)?|wacz|xml|wxr)$", re.IGNORECASE)

_USUAL = "site"

__all__ = ["HarvestError", "HarvestProgress", "HarvestReport", "HarvestRequest", "Progress", "harvest", "ways_in"]


def harvest(request: HarvestRequest, progress: Progress = lambda _: None) -> HarvestReport:
    """Fills `request.archive` and `request.ledger`; goes on where an interrupted run stopped.

    Raises `HarvestError` with a French sentence and an exit code: unknown source (2), unreadable source, held
    workspace, lost archive (1).
    """
    way = next((way for way in _declared() if way.recognises(request.source)), None)
    if way is None:
        raise HarvestError(_unknown(request.source), exit_code=2)
    if not request.site:
        request = replace(request, site=site_name_of(request.source))
    return way.harvest(request, progress)


@cache
def ways_in() -> tuple[WayIn, ...]:
    """Every module of `crawler.sources` that declares a way in, by name."""
    return tuple(sorted(_declared(), key=lambda way: type(way).__module__))


def _declared() -> Iterator[WayIn]:
    """One after the other, the usual one first: modules that a source does not need are not imported."""
    names = [module.name for module in pkgutil.iter_modules(crawler.sources.__path__)]
    for name in sorted(names, key=lambda name: (name != _USUAL, name)):
        module = importlib.import_module(f"crawler.sources.{name}")
        if hasattr(module, "WAY_IN"):
            yield module.WAY_IN


def _unknown(source: str) -> str:
    path = Path(source)
    if _FILE.search(source) and path.is_file() and not path.stat().st_size:
        return f"« {source} » est vide (0 octet). Demandez un fichier complet."
    if path.is_file():
        return (
            f"« {source} » est bien là, mais ce n’est ni un fichier d’archive (WARC, ARC, WACZ), ni un export "
            "WordPress ou ScrutariData (.xml). Pour des pages HTML, donnez le dossier qui les contient."
        )
    if _FILE.search(source):
        return f"« {source} » n’est pas là. Vérifiez l’orthographe et le dossier où vous êtes."
    if _HOST.fullmatch(source):
        return f"« {source} » ressemble à l’adresse d’un site. Écrivez-la entière : https://{source}"
    shapes = " ; ".join(way.shape for way in ways_in())
    return (
        f"« {source} » ne désigne aucune source lisible : ni dossier ou fichier présent ici, ni adresse de site. "
        f"Vérifiez l’orthographe. Sources lues aujourd’hui : {shapes}."
    )
