"""`comedie status`: where a migration stands."""

import json
from typing import Any

import click

from comedie.output import common_options, print_json, say
from comedie.settings import Settings
from comedie.stages import accepted_urls, open_workspace_engine
from comedie.summary import kinds_sentence, outcomes_sentence
from comedie.workspace import Workspace
from crawler.ledger import Ledger


@click.command("status")
@common_options
def command(as_json: bool, settings: Settings, workspace: Workspace) -> None:
    """Dire où en est la migration : moisson, notices, index."""
    values = status_values(workspace, settings)
    if as_json:
        print_json(values)
        return
    say(f"Site « {values['site']} », dans {workspace.root}")
    say(f"  Source    {values['source']}")
    pending = values["pending"]
    say(f"  Moisson   {outcomes_sentence(values['urls'])}" + (f" ; {pending} sans issue" if pending else ""))
    say(
        f"  Notices   {values['records']} : {kinds_sentence(values['kinds'])}"
        if values["kinds"]
        else "  Notices   aucune"
    )
    say(f"  Index     {values['index_version'] or 'aucun'} ({values['engine']})")


def status_values(workspace: Workspace, settings: Settings) -> dict[str, Any]:
    site = workspace.site()
    summary: dict[str, Any] = {}
    if workspace.summary.exists():
        summary = json.loads(workspace.summary.read_text(encoding="utf-8"))
    ledger = Ledger.open(workspace.ledger)
    try:
        outcomes, pending = ledger.counts(), ledger.pending()
    finally:
        ledger.close()
    current = open_workspace_engine(workspace, settings).current()
    return {
        "site": site,
        "source": workspace.remembered().get("source"),
        "urls": {str(outcome): n for outcome, n in outcomes.items()},
        "pending": pending,
        "accepted": len(accepted_urls(workspace)),
        "records": summary.get("records", 0),
        "kinds": summary.get("kinds", {}),
        "losses": summary.get("losses", 0),
        "engine": settings.engine,
        "index_version": current.name if current else None,
        "exit": 0,
    }
