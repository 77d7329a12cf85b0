"""`comedie demo`: the whole way in small, on a legacy site written for it."""

import secrets
import shutil
import socket
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import click

from comedie.errors import CommandError
from comedie.output import common_options, engine_option, print_json, say
from comedie.serving import address_of, base_url_for, listening_socket, serve
from comedie.settings import Settings
from comedie.stages import HarvestOptions, run_harvest, run_index, run_transform
from comedie.summary import harvest_exit, say_migration, summary_values, write_summary
from comedie.workspace import Workspace

LEGACY_PORT = 8013
DEMO_FOLDER = "demo-archive"
DEMO_USER = "demo"
DEMO_DAYS = 60


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
    from fixtures.server import LegacySite

    if workspace.root == Path(Settings().workspace):
        workspace = Workspace(Path(DEMO_FOLDER))
    workspace.create()
    legacy_port = _legacy_port(workspace)
    workspace.remember(demo=True)
    with LegacySite(port=legacy_port) as site:
        source = f"{site.url.rstrip('/')}/"
        say(f"L’ancien site est servi sur {source}")
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
        password = _open_desk(workspace, settings)
        opened = _free_socket(host, port)
        base = base_url_for(settings, host, address_of(opened))
        say()
        say(f"Le site est ouvert : {base}/ (Ctrl-C pour le fermer)")
        say(f"La rédaction :       {base}/redaction/ — compte « {DEMO_USER} », mot de passe « {password} »")
        if as_json:
            print_json({**values, "url": base})
        serve(workspace, settings, engine_name, opened, base)


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


def _open_desk(workspace: Workspace, settings: Settings) -> str:
    """A new password for the demo's editor each time, and three fiches in front where nobody chose any."""
    from comedie.stages import open_workspace_engine
    from indexer.search import Search
    from search_app.desk import DeskStore
    from transform.decisions import Decision, DecisionKind

    password = secrets.token_urlsafe(9)
    store = DeskStore(settings.database_url or workspace.desk_url)
    engine = open_workspace_engine(workspace, settings)
    try:
        store.set_password(DEMO_USER, password)
        if not list(store.decisions()):
            today = date.today()  # noqa: DTZ011  # "à la une" is counted in the editors' own days
            experiences = [r for r in Search(engine).recent(60) if r.kind == "experience" and r.media]
            for record, reason in zip(experiences, DEMO_REASONS, strict=False):
                store.append(
                    Decision(
                        id=uuid4().hex,
                        at=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
                        by=DEMO_USER,
                        kind=DecisionKind.FEATURE,
                        record=record.id,
                        reason=reason,
                        values={"start": today.isoformat(), "end": (today + timedelta(DEMO_DAYS)).isoformat()},
                    )
                )
    finally:
        store.close()
        engine.close()
    return password


DEMO_REASONS = (
    "Un accord trouvé sans gagnant ni perdant : à lire avant d’ouvrir une négociation.",
    "Pour préparer la rencontre de l’hiver : ce que change une visite de terrain faite ensemble.",
    "Une démarche qui raconte aussi ce qui n’a pas marché.",
)
