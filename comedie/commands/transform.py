"""`comedie transform`: archive → records, losses, redirects, summary."""

import tempfile
from pathlib import Path

import click

from comedie.errors import UsageMistake
from comedie.output import common_options, count, print_json, say
from comedie.settings import Settings
from comedie.stages import run_transform
from comedie.summary import kinds_sentence, summary_values, words_sentence, write_summary
from comedie.workspace import Workspace


@click.command("transform")
@click.option("--processes", type=click.IntRange(1, 64), help="Le nombre de processus (par défaut : un par cœur).")
@click.option("--dry-run", is_flag=True, help="Transformer sans remplacer les notices en place.")
@common_options
def command(processes: int | None, dry_run: bool, as_json: bool, settings: Settings, workspace: Workspace) -> None:
    """De l’archive aux notices. La même archive donne toujours les mêmes notices, à l’octet près."""
    workspace.site()
    if not any(workspace.archive.glob("*.warc*")):
        raise UsageMistake(
            f"L’archive de {workspace.root} est vide : la moisson n’a rien reçu. "
            "Relancez-la ; elle dit ce qui l’en empêche."
        )
    if dry_run:
        with tempfile.TemporaryDirectory() as folder:
            summary = run_transform(workspace, settings, processes, records=Path(folder))
    else:
        summary = run_transform(workspace, settings, processes)
    values = summary_values(summary)
    if not dry_run:
        write_summary(workspace, values)
    if as_json:
        print_json(values)
        return
    say(f"{count(summary.records, 'notice')} : {kinds_sentence(summary.kinds)}.")
    left = [count(summary.losses, "perte"), count(summary.repairs, "réparation"), count(summary.reviews, "question")]
    say(f"{', '.join(left)}.")
    say(f"Mots : {words_sentence(summary.words)}.")
    if dry_run:
        say("Rien n’a été écrit (--dry-run).")
    elif not summary.records:
        say(
            "Aucune page reçue n’est une notice : il n’y a rien à indexer. Le rapport dit pourquoi de chacune ; "
            f"complétez la moisson, ou décrivez le gabarit du site : comedie profile new --workspace {workspace.root}"
        )
    else:
        say(f"Ensuite : comedie index --workspace {workspace.root}")
