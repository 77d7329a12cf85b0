"""`comedie export …`: what was harvested, in formats that other tools read."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from comedie.errors import CommandError, UsageMistake
from comedie.output import agreed, common_options, count, print_json, say
from comedie.settings import Settings
from comedie.workspace import Workspace
from crawler.archive import Archive
from crawler.canonical import canonical
from crawler.capture import ArchiveEntry
from crawler.errors import ArchiveError
from crawler.ledger import Ledger
from crawler.request import software
from crawler.system_errors import reason_of
from crawler.warc.known import joined, of_index, of_ledger
from crawler.warc.wacz import WaczFacts, write_wacz

_MAX_TITLE = 500


@click.group("export")
def command() -> None:
    """Donner ce qui a été moissonné à d’autres outils."""


@command.command("wacz")
@click.option(
    "--output",
    metavar="FICHIER",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Le fichier à écrire (par défaut : SITE.wacz dans le dossier courant).",
)
@click.option("--yes", is_flag=True, help="Remplacer le fichier s’il existe, sans demander.")
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait écrit, sans rien écrire.")
@common_options
def wacz(output: Path | None, yes: bool, dry_run: bool, as_json: bool, workspace: Workspace, **_: Any) -> None:
    """L’archive entière en un fichier WACZ, que relisent ReplayWeb.page, pywb et d’autres.

    Le fichier contient les pages telles que le site les servait, adresses et numéros de personnes compris : gardez-le
    pour l’archivage, ne le publiez pas sans relecture.
    """
    site = workspace.site()
    target = output or Path(f"{site}.wacz")
    known = joined(of_ledger(workspace.ledger), of_index(_index(workspace)))
    sizes = {name: one.size if one.size is not None else one.at_least for name, one in known.items()}
    if dry_run:
        _say(as_json, target, f"{_weight(sizes)} seraient écrits dans {target} (--dry-run).", sizes, {})
        return
    if target.exists() and not yes and not agreed(f"{target} existe déjà. Le remplacer ?"):
        raise UsageMistake(f"{target} existe déjà. Donnez un autre nom avec --output, ou --yes pour le remplacer.")
    facts = WaczFacts(site, software(), datetime.now(UTC), _main_url(workspace))
    summary = write_wacz(workspace.archive, target, facts, sizes=sizes, title_of=titles(workspace))
    done = {"captures": summary.captures, "pages": summary.pages, "bytes": summary.size}
    captures = f"{count(summary.captures, 'capture')}, {count(summary.pages, 'page')}"
    _say(as_json, target, f"{captures} dans {target}. Ouvrez-le par exemple avec ReplayWeb.page.", sizes, done)


@command.command("redirects")
@click.option(
    "--format", "form", type=click.Choice(["nginx", "apache", "csv"]), required=True, help="Pour quel serveur web."
)
@click.option(
    "--base", metavar="URL", help="L’adresse du nouveau site (par défaut : COMEDIE_BASE_URL ; sans elle, le même hôte)."
)
@click.option(
    "--output",
    metavar="FICHIER",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Le fichier à écrire (par défaut : la sortie).",
)
@common_options
def redirects(
    form: str, base: str | None, output: Path | None, as_json: bool, settings: Settings, workspace: Workspace
) -> None:
    """Les anciennes adresses, pour le serveur web qui les reçoit encore."""
    from transform.redirect_formats import read_redirects, to_apache, to_nginx
    from transform.redirects import to_csv

    workspace.site()
    root = _base(base or settings.base_url)
    rows = read_redirects(workspace.redirects)
    lines = list(to_csv(rows) if form == "csv" else {"nginx": to_nginx, "apache": to_apache}[form](rows, root))
    if output is None and not as_json:
        sys.stdout.writelines(lines)
        return
    if output is not None:
        try:
            output.write_text("".join(lines), encoding="utf-8")
        except OSError as problem:
            raise CommandError(
                f"{output} ne s’écrit pas ({reason_of(problem)}). Choisissez un autre fichier avec --output."
            ) from problem
    if as_json:
        text = None if output else "".join(lines)
        print_json({"file": str(output) if output else None, "text": text, "addresses": len(rows), "exit": 0})
    else:
        say(f"{count(len(rows), 'ancienne adresse', 'anciennes adresses')} dans {output}.")


def _base(given: str) -> str:
    if given and not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~/-]*)?", given):
        raise UsageMistake(
            f"« {given} » n’est pas l’adresse d’un site. Donnez par exemple --base https://archive.exemple.org"
        )
    return given.rstrip("/")


def titles(workspace: Workspace) -> Callable[[ArchiveEntry], str | None]:
    """A page's title: its record's, else the one that it gives itself."""
    archive = Archive(workspace.archive)
    known = dict(_titles_of_records(workspace.records_jsonl))

    def title_of(entry: ArchiveEntry) -> str | None:
        if entry.url in known:
            return known[entry.url]
        try:
            capture = archive.read(entry)
        except ArchiveError:
            return None
        return own_title(capture.payload, capture.header("content-type"))

    return title_of


def own_title(payload: bytes, content_type: str | None) -> str | None:
    """What stands in `<title>`, its spaces made single; nothing where the page cannot be read."""
    from transform.decode import decode
    from transform.errors import PageError
    from transform.markup import line_of, parse

    try:
        found = parse(decode(payload, content_type).text).find(".//title")
    except PageError:
        return None
    return (line_of(found)[:_MAX_TITLE] or None) if found is not None else None


def _titles_of_records(path: Path) -> Iterator[tuple[str, str]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            url, title = (record.get("source") or {}).get("url"), record.get("title")
            if url and title:
                yield str(url), str(title)


def _index(workspace: Workspace) -> Path:
    path = workspace.archive / "index.cdxj"
    if not path.is_file():
        raise UsageMistake(
            f"Rien n’est archivé dans {workspace.root}. Commencez par : comedie harvest SOURCE "
            f"--workspace {workspace.root}"
        )
    return path


def _main_url(workspace: Workspace) -> str:
    """The address that a reader should see first: the source itself, or the home page of the site's host."""
    with Ledger.open(workspace.ledger) as ledger:
        for address in (ledger.fact("source"), f"{ledger.fact('origin') or ''}/"):
            url = canonical(address or "")
            if url is not None:
                return url
    return ""


def _weight(sizes: dict[str, int]) -> str:
    return f"{count(len(sizes), 'fichier')} WARC, {count(sum(sizes.values()), 'octet')}"


def _say(as_json: bool, target: Path, sentence: str, sizes: dict[str, int], done: dict[str, Any]) -> None:
    if as_json:
        print_json({"file": str(target), "warcs": len(sizes), **done, "exit": 0})
    else:
        say(sentence)
