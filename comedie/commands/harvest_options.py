"""The options that `harvest` and `migrate` share."""

import functools
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from comedie.stages import HarvestOptions
from crawler.access import Override
from crawler.errors import HarvestError
from crawler.hours import Hours

_MOST_IDS = 100_000


def _ids(_context: click.Context, _option: click.Parameter, written: str | None) -> tuple[int, int] | None:
    if written is None:
        return None
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", written.strip())
    first, last = (int(found.group(1)), int(found.group(2))) if found else (1, 0)
    if not 0 <= last - first < _MOST_IDS:
        raise click.BadParameter(
            f"écrivez le premier et le dernier numéro, par exemple 1-6000, {_MOST_IDS} numéros au plus."
        )
    return first, last


def _hours(_context: click.Context, _option: click.Parameter, written: str | None) -> str | None:
    if written is None:
        return None
    try:
        return str(Hours.read(written))
    except HarvestError as problem:
        raise click.BadParameter(str(problem)) from problem


def _override(_context: click.Context, _option: click.Parameter, written: str | None) -> str | None:
    try:
        override = Override.read(written) if written is not None else None
    except HarvestError as problem:
        raise click.BadParameter(str(problem)) from problem
    return f"{override.by} : {override.why}" if override else None


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
        probe_ids: tuple[int, int] | None,
        accept: Path | None,
        hours: str | None,
        ignore_robots: str | None,
        max_depth: int | None,
        max_minutes: float | None,
        max_disk: int | None,
        **kwargs: Any,
    ) -> None:
        options = HarvestOptions(site, alias, include, exclude, delay, all_versions, probe_ids, accept)
        options = replace(
            options,
            hours=hours,
            ignore_robots=ignore_robots,
            max_depth=max_depth,
            max_minutes=max_minutes,
            max_disk=max_disk,
        )
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
            click.option(
                "--hours",
                metavar="DE-À",
                callback=_hours,
                help="Ne demander qu’à ces heures, par exemple 22:00-06:00 ; le reste du temps, attendre.",
            ),
            click.option(
                "--ignore-robots",
                metavar='"QUI : POURQUOI"',
                callback=_override,
                help="Passer outre robots.txt, avec l’accord de qui tient le site ; c’est écrit au registre.",
            ),
            click.option("--probe-ids", metavar="A-B", callback=_ids, help="Essayer aussi les adresses /?p=A à /?p=B."),
            click.option(
                "--accept",
                metavar="FICHIER",
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                help="Accepter les échecs que ce fichier nomme, avec raison et nom.",
            ),
            click.option("--max-depth", metavar="N", type=click.IntRange(0, 1000), help="N liens de suite au plus."),
            click.option(
                "--max-minutes",
                metavar="N",
                type=click.FloatRange(0, 100_000, min_open=True),
                help="S’arrêter au bout de N minutes ; la même commande continue.",
            ),
            click.option(
                "--max-disk",
                metavar="MO",
                type=click.IntRange(1, 10_000_000),
                help="S’arrêter quand l’archive a cette taille, en Mo.",
            ),
            click.option("--all-versions", is_flag=True, help="D’une archive du web, toutes les captures."),
        ]
    ):
        decorated = option(decorated)
    return decorated
