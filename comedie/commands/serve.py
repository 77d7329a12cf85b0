"""`comedie serve`: the search app and the desk."""

import click

from comedie.output import common_options, engine_option, print_json, say
from comedie.serving import address_of, base_url_for, listening_socket, serve
from comedie.settings import Settings
from comedie.stages import open_workspace_search
from comedie.workers import run_workers
from comedie.workspace import Workspace


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="L’adresse où écouter.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 : n’importe lequel.")
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 32),
    help="Combien de processus répondent ; un par cœur au plus.",
)
@engine_option
@common_options
def command(
    host: str, port: int, workers: int, engine_name: str | None, as_json: bool, settings: Settings, workspace: Workspace
) -> None:
    """Ouvrir le site de recherche et l’espace de la rédaction, jusqu’à Ctrl-C."""
    search = open_workspace_search(workspace, settings, engine_name)
    opened = listening_socket(host, port)
    base = base_url_for(settings, host, address_of(opened))
    if as_json:
        print_json({"url": base, "address": address_of(opened), "exit": 0})
    else:
        say(f"Le site est ouvert : {base}/ (Ctrl-C pour le fermer)")
        say(f"La rédaction :       {base}/redaction/")
    if workers == 1:
        serve(workspace, settings, search, opened, base, engine_name)
        return

    def work() -> None:
        own = open_workspace_search(workspace, settings, engine_name)
        serve(workspace, settings, own, opened, base, engine_name)

    run_workers(workers, work)
