"""`comedie status`: where a migration stands."""

import json
from textwrap import wrap
from typing import Any

import click

from comedie.completeness_text import WIDTH, completeness_lines, completeness_values
from comedie.output import common_options, print_json, say
from comedie.settings import Settings
from comedie.stages import accepted_urls, open_workspace_engine, profile_files
from comedie.summary import kinds_sentence, outcomes_sentence
from comedie.workspace import Workspace
from crawler.completeness import completeness
from crawler.ledger import Ledger


@click.command("status")
@common_options
def command(as_json: bool, settings: Settings, workspace: Workspace) -> None:
    """Dire où en est la migration, et si elle est complète : moisson, notices, index."""
    values = status_values(workspace, settings)
    expected = _expected(workspace)
    with Ledger.open(workspace.ledger) as ledger:
        found, origin = completeness(ledger, accepted_urls(workspace)), ledger.fact("origin")
    if as_json:
        print_json({**values, "completeness": completeness_values(found, expected, values["kinds"])})
        return
    say(f"Site « {values['site']} », dans {workspace.root}")
    pending = values["pending"]
    harvested = outcomes_sentence(values["urls"]) + (f" ; {pending} sans issue" if pending else "")
    _say("Source", str(values["source"]))
    _say("Moisson", harvested)
    _say("Notices", f"{values['records']} : {kinds_sentence(values['kinds'])}" if values["kinds"] else "aucune")
    _say("Index", f"{values['index_version'] or 'aucun'} ({values['engine']})")
    if values["replaced"]:
        said = f"{values['replaced']} notices remplacées ou retirées depuis sa construction"
        _say("", f"{said} pèsent sur l’ordre des réponses : comedie index" if values["rebuild"] else said)
    for line in completeness_lines(found, origin, expected, values["kinds"]):
        say(line)


def _say(name: str, words: str) -> None:
    for line in wrap(words, WIDTH, initial_indent=f"  {name:<10}", subsequent_indent=" " * 12, break_on_hyphens=False):
        say(line)


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
    engine = open_workspace_engine(workspace, settings)
    current = engine.current()
    serving = next((manifest for manifest in engine.versions() if manifest.version == current), None)
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
        "replaced": serving.replaced if serving else 0,
        "rebuild": serving.heavy if serving else False,
        "exit": 0,
    }


def _expected(workspace: Workspace) -> dict[str, int]:
    """The fewest records of each kind that the workspace's own profiles expect."""
    from transform.templates.profile import read_profile

    expected: dict[str, int] = {}
    for path in profile_files(workspace):
        for kind, least in read_profile(path).expect.items():
            expected[str(kind)] = max(least, expected.get(str(kind), 0))
    return expected
