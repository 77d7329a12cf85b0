"""`comedie migrate SOURCE`: harvest, transform, index, then ten lines."""

import click

from comedie.commands.harvest_options import harvest_options
from comedie.errors import INCOMPLETE
from comedie.output import common_options, engine_option, print_json, say
from comedie.settings import Settings
from comedie.stages import HarvestOptions, dry_run_harvest, run_harvest, run_index, run_transform
from comedie.summary import harvest_exit, harvest_values, nothing_sentence, say_migration, summary_values, write_summary
from comedie.workspace import Workspace


@click.command("migrate")
@harvest_options
@engine_option
@click.option("--force", is_flag=True, help="Mettre l’index en service même s’il a bien moins de notices qu’avant.")
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait fait, sans rien demander ni écrire.")
@common_options
def command(
    source: str,
    options: HarvestOptions,
    engine_name: str | None,
    force: bool,
    dry_run: bool,
    as_json: bool,
    settings: Settings,
    workspace: Workspace,
) -> None:
    """Moissonner SOURCE, transformer, indexer ; puis dire ce qui s’est passé et ce qui reste à décider.

    SOURCE est une adresse (https://…), wayback:HÔTE[@DE-À], un dossier (copie HTTrack, wget…), un fichier WARC, ARC ou
    WACZ, ou un export WordPress ou ScrutariData (.xml). La même commande, relancée, reprend où elle en était et ne
    redemande que ce qui a changé.
    """
    if dry_run:
        planned = dry_run_harvest(workspace, source, options)
        print_json(planned) if as_json else say(planned["sentence"])
        return
    report = run_harvest(workspace, settings, source, options)
    if report.stopped:
        say("Interrompu pendant la moisson : rien n’a été publié, l’index en service n’a pas changé.")
        say("Relancez la même commande : elle reprendra où elle en était.")
        if as_json:
            print_json(harvest_values(workspace.site(), report, INCOMPLETE))
        raise SystemExit(INCOMPLETE)
    if report.barren:
        say(nothing_sentence(source, report))
        if as_json:
            print_json(harvest_values(workspace.site(), report, INCOMPLETE))
        raise SystemExit(INCOMPLETE)
    summary = run_transform(workspace, settings)
    exit_code = harvest_exit(report)
    engine = engine_name or settings.engine
    version = run_index(workspace, settings, engine, force=force)
    values = summary_values(summary, engine, version, exit_code)
    write_summary(workspace, values)
    if as_json:
        print_json(values)
    else:
        say_migration(workspace, report, summary, version)
    raise SystemExit(exit_code)
