"""`comedie harvest SOURCE`: fills the archive."""

import click

from comedie.commands.harvest_options import harvest_options
from comedie.output import common_options, print_json, say
from comedie.settings import Settings
from comedie.stages import HarvestOptions, dry_run_harvest, run_harvest
from comedie.summary import harvest_exit, harvest_values, nothing_sentence, outcomes_sentence
from comedie.workspace import Workspace


@click.command("harvest")
@harvest_options
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait fait, sans rien demander ni écrire.")
@common_options
def command(
    source: str, options: HarvestOptions, dry_run: bool, as_json: bool, settings: Settings, workspace: Workspace
) -> None:
    """Remplir l’archive à partir de SOURCE.

    Une adresse (https://…), wayback:HÔTE[@DE-À], un dossier, un fichier WARC, ARC ou WACZ, ou un export WordPress ou
    ScrutariData (.xml).

    Reprend où elle en était ; une seconde moisson ne redemande que ce qui a changé.
    """
    if dry_run:
        planned = dry_run_harvest(workspace, source, options)
        print_json(planned) if as_json else say(planned["sentence"])
        return
    report = run_harvest(workspace, settings, source, options)
    exit_code = harvest_exit(report)
    if as_json:
        print_json(harvest_values(workspace.site(), report, exit_code))
    else:
        left = f" ; {report.pending} sans issue" if report.pending else ""
        say(f"{outcomes_sentence(report.outcomes)}{left}.")
        if report.last_problem:
            say(f"Dernier problème : {report.last_problem}")
        for doubt in report.doubts:
            say(f"À savoir : {doubt}.")
        if report.barren:
            say(nothing_sentence(source, report))
        elif exit_code:
            say("Incomplet : relancez la même commande, ou acceptez les échecs dans profiles/accepted.yaml.")
        else:
            say(f"Complet. Ensuite : comedie transform --workspace {workspace.root}")
    raise SystemExit(exit_code)
