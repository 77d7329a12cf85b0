"""`comedie demo`: the whole way in small, on a legacy site written for it."""

import json
import shutil
import socket
import tempfile
from pathlib import Path

import click

from comedie.errors import CommandError
from comedie.output import common_options, engine_option, print_json, say
from comedie.serving import address_of, base_url_for, listening_socket, serve
from comedie.settings import Settings
from comedie.stages import HarvestOptions, accept, open_workspace_search, run_harvest, run_index, run_transform
from comedie.summary import harvest_exit, say_migration, summary_values, write_summary
from comedie.workspace import Workspace

LEGACY_PORT = 8013
DEMO_FOLDER = "demo-archive"


@click.command("demo")
@click.option("--once", is_flag=True, help="Finir après la migration, sans ouvrir le site.")
@click.option("--host", default="127.0.0.1", show_default=True, help="L’adresse où écouter.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 : n’importe lequel.")
@engine_option
@common_options
def command(
    once: bool, host: str, port: int, engine_name: str | None, as_json: bool, settings: Settings, workspace: Workspace
) -> None:
    """Servir l’ancien site fourni, le migrer, ouvrir le site de recherche.

    Tout reste sur cette machine, dans le dossier demo-archive (ou celui de --workspace).
    """
    from comedie.demo_desk import EDITOR, open_demo_desk
    from fixtures.demo_faults import DEMO_FAULTS
    from fixtures.server import LegacySite

    if workspace.root == Path(Settings().workspace):
        workspace = Workspace(Path(DEMO_FOLDER))
    workspace.create()
    legacy_port = _legacy_port(workspace)
    workspace.remember(demo=True)
    with LegacySite(port=legacy_port, faults=DEMO_FAULTS) as site:
        source = f"{site.url.rstrip('/')}/"
        say(f"L’ancien site est servi sur {source}")
        _accept_faults(workspace, site.url)
        report = run_harvest(workspace, settings, source, HarvestOptions(site="comedie", delay=0))
        summary = run_transform(workspace, settings)
        engine = engine_name or settings.engine
        version = run_index(workspace, settings, engine, force=True)
        values = summary_values(summary, engine, version, harvest_exit(report))
        write_summary(workspace, values)
        if not as_json:
            say_migration(workspace, report, summary, version)
        if once:
            if as_json:
                print_json(values)
            raise SystemExit(harvest_exit(report))
        password = open_demo_desk(settings.database_url or workspace.desk_url, workspace.site())
        opened = _free_socket(host, port)
        base = base_url_for(settings, host, address_of(opened))
        say()
        say(f"Le site est ouvert : {base}/ (Ctrl-C pour le fermer)")
        say(f"La rédaction :       {base}/redaction/ — compte « {EDITOR} », mot de passe « {password} »")
        if as_json:
            print_json({**values, "url": base})
        serve(workspace, settings, open_workspace_search(workspace, settings, engine_name), opened, base)


def _accept_faults(workspace: Workspace, origin: str) -> None:
    """What a migrator would have written down: the one document that the old server cannot give any more."""
    from fixtures.demo_faults import CUT_DOCUMENT

    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch, "accepted.yaml")
        entry = {
            "url": f"{origin}{CUT_DOCUMENT}",
            "reason": "le disque de l’ancien serveur est abîmé ; la version imprimée est aux archives de l’association",
            "by": "la démonstration",
        }
        file.write_text(json.dumps({"urls": [entry]}), encoding="utf-8")
        accept(workspace, file)


def _free_socket(host: str, port: int) -> socket.socket:
    """The usual port, or any other where that one is taken: a demo should not fail for it."""
    try:
        return listening_socket(host, port)
    except CommandError:
        return listening_socket(host, 0)


def _legacy_port(workspace: Workspace) -> int:
    """The port of the last demo, so that its archive is asked only for what changed.

    Where it is taken, another one is, and the demo's own archive begins anew: its addresses are other addresses.
    """
    remembered = workspace.remembered()
    if remembered and not remembered.get("demo"):
        raise CommandError(
            f"{workspace.root} est le dossier d’une vraie migration : la démonstration n’y touche pas. "
            "Donnez-lui un dossier à elle avec --workspace."
        )
    source = str(remembered.get("source", ""))
    last = int(source.rstrip("/").rpartition(":")[2]) if source else LEGACY_PORT
    if _is_free(last):
        return last
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        other = int(probe.getsockname()[1])
    if source:
        for part in (workspace.archive, workspace.records, workspace.index):
            shutil.rmtree(part, ignore_errors=True)
        for ledger in workspace.root.glob("ledger.sqlite*"):
            ledger.unlink()
    return other


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
