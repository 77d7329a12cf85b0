"""`comedie index`: records → an index version, checked and switched."""

import click

from comedie.output import common_options, count, engine_option, print_json, say
from comedie.settings import Settings
from comedie.stages import open_workspace_engine, run_index
from comedie.workspace import Workspace
from indexer.engine import Engine
from indexer.history import Act, Event
from indexer.lifecycle import rollback


@click.command("index")
@engine_option
@click.option("--force", is_flag=True, help="Mettre en service même s’il y a bien moins de notices qu’avant.")
@click.option("--rollback", "back", is_flag=True, help="Remettre en service la version d’avant.")
@click.option("--keep", type=click.IntRange(1, 100), help="Combien de versions garder (3 sinon).")
@click.option("--history", "told", is_flag=True, help="Dire qui a construit, changé ou remis en service, et quand.")
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait fait, sans rien écrire.")
@common_options
def command(
    engine_name: str | None,
    force: bool,
    back: bool,
    keep: int | None,
    told: bool,
    dry_run: bool,
    as_json: bool,
    settings: Settings,
    workspace: Workspace,
) -> None:
    """Des notices à une nouvelle version de l’index : construite à côté, vérifiée, puis mise en service d’un coup."""
    engine = engine_name or settings.engine
    if told:
        _tell_history(open_workspace_engine(workspace, settings, engine), as_json)
        return
    if dry_run:
        current = open_workspace_engine(workspace, settings, engine).current()
        if back:
            say(f"La version d’avant {current.name if current else 'rien'} serait remise en service (--dry-run).")
            return
        lines = workspace.records_jsonl.read_bytes().count(b"\n") if workspace.records_jsonl.exists() else 0
        if as_json:
            print_json({"engine": engine, "records": lines, "current": current.name if current else None, "exit": 0})
        else:
            say(f"{count(lines, 'notice')} à indexer ; en service : {current.name if current else 'rien encore'}.")
            say("Rien n’a été écrit (--dry-run).")
        return
    if back:
        version = rollback(open_workspace_engine(workspace, settings, engine))
    else:
        version = run_index(workspace, settings, engine, force=force, keep=keep)
    if as_json:
        print_json({"engine": engine, "index_version": version.name, "exit": 0})
    else:
        say(f"Version {version.name} : vérifiée, en service. Ensuite : comedie serve --workspace {workspace.root}")


_HISTORY_TOLD = 50
_ACTS = {
    Act.BUILD: "construite",
    Act.REFUSE: "refusée",
    Act.SWITCH: "mise en service",
    Act.ROLLBACK: "remise en service",
    Act.CHANGE: "notices changées",
    Act.DROP: "oubliée",
}


def _tell_history(engine: Engine, as_json: bool) -> None:
    events = engine.history(_HISTORY_TOLD)
    if as_json:
        print_json({"history": [event.to_json() for event in events], "exit": 0})
        return
    for event in events:
        say(f"{event.at[:19]}Z  {_ACTS[event.act]:<18} {event.version}  {event.by}{_details(event)}")
    if not events:
        say("Rien n’a encore été fait de l’index.")


def _details(event: Event) -> str:
    ids = [*event.details.get("put", ()), *event.details.get("removed", ())]
    if ids:
        return f" : {', '.join(map(str, ids))}"
    return f" : {event.details['reason']}" if "reason" in event.details else ""
