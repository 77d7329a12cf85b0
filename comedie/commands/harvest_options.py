"""The options that `harvest` and `migrate` share."""

import functools
from collections.abc import Callable
from typing import Any

import click

from comedie.stages import HarvestOptions


def harvest_options(function: Callable[..., None]) -> Callable[..., None]:
    """Adds SOURCE and its options; the function receives `source` and `options`."""

    @functools.wraps(function)
    def wrapper(
        *args: Any,
        site: str | None,
        alias: tuple[str, ...],
        include: tuple[str, ...],
        exclude: tuple[str, ...],
        delay: float | None,
        all_versions: bool,
        **kwargs: Any,
    ) -> None:
        options = HarvestOptions(site, alias, include, exclude, delay, all_versions)
        function(*args, options=options, **kwargs)

    decorated: Callable[..., None] = wrapper
    for option in reversed(
        [
            click.argument("source"),
            click.option("--site", metavar="NOM", help="Le nom du site, qui commence chaque identifiant."),
            click.option("--alias", metavar="HÔTE", multiple=True, help="Le même site sous un autre nom (répétable)."),
            click.option("--include", metavar="CHEMIN", multiple=True, help="Ne prendre que ces chemins (répétable)."),
            click.option("--exclude", metavar="CHEMIN", multiple=True, help="Laisser ces chemins (répétable)."),
            click.option("--delay", metavar="SECONDES", type=click.FloatRange(0, 600), help="Entre deux demandes."),
            click.option("--all-versions", is_flag=True, help="D’une archive du web, toutes les captures."),
        ]
    ):
        decorated = option(decorated)
    return decorated
