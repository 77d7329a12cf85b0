"""The search app: readers' pages, the archive, the desk. Each page is a file that declares its routes."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from starlette.applications import Starlette
from starlette.routing import BaseRoute

import search_app.desk.pages
import search_app.reader
from crawler.archive import Archive
from indexer.search import Search
from search_app import archive_pages, static_files
from search_app.archived_files import ArchivedFiles
from search_app.desk.store import DeskStore
from search_app.error_pages import EXCEPTION_HANDLERS, OLD_ADDRESS_ROUTES
from search_app.local_time import LocalTime
from search_app.outward import contact_link
from search_app.presentation import COMEDIE_PRESENTATION, Presentation
from search_app.redirects import OldAddresses
from search_app.security import CompressionOutsideDesk, SecurityHeaders
from search_app.shown_search import ShownSearch
from search_app.site import AppOptions, Site
from search_app.templating import Pages

__all__ = ["COMEDIE_PRESENTATION", "AppOptions", "Presentation", "create_app"]


def create_app(search: Search, archive: Archive, desk: DeskStore, options: AppOptions) -> Starlette:
    """The app on what it is given; it opens nothing, and closes nothing."""
    time = LocalTime.of(options.time_zone)
    app = Starlette(exception_handlers=EXCEPTION_HANDLERS)
    app.router.redirect_slashes = False
    app.state.site = Site(
        search=ShownSearch(search.engine, desk.decisions, search.vocabularies, search.promotions),
        archive=archive,
        desk=desk,
        options=options,
        pages=Pages(_frame(options, time)),
        old_addresses=OldAddresses(options.redirects, options.hosts),
        files=ArchivedFiles(archive),
        time=time,
    )
    app.router.routes.extend(_routes())
    # The last added is the outermost.
    app.add_middleware(CompressionOutsideDesk)
    app.add_middleware(SecurityHeaders)
    return app


def _frame(options: AppOptions, time: LocalTime) -> dict[str, Any]:
    """What every page may show."""
    return {
        "site_title": options.presentation.title,
        "site_subtitle": options.presentation.subtitle,
        "base_url": options.base_url.rstrip("/"),
        "contact": contact_link(options.contact),
        "contact_address": options.contact,
        "local_day": time.day,
        "local_hour": time.hour,
    }


def _routes() -> Iterator[BaseRoute]:
    for module in (static_files, archive_pages, *_pages_of(search_app.reader), *_pages_of(search_app.desk.pages)):
        yield from module.ROUTES
    # Last: whatever no page answers may be an address of the legacy site.
    yield from OLD_ADDRESS_ROUTES


def _pages_of(package: ModuleType) -> Iterator[ModuleType]:
    """The modules of a package that declare `ROUTES`, by name."""
    for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        module = importlib.import_module(f"{package.__name__}.{found.name}")
        if hasattr(module, "ROUTES"):
            yield module
