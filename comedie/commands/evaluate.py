"""`comedie evaluate DIR`: relevance on judged queries, by the very search that readers use."""

import tempfile
from pathlib import Path
from uuid import uuid4

import click

from comedie.output import common_options, engine_option, print_json, say, tell
from comedie.progress import progress
from comedie.settings import Settings
from comedie.stages import opensearch_server
from comedie.workspace import Workspace
from indexer.engines import open_engine
from indexer.query.request import Mots
from indexer.relevance import evaluate


@click.command("evaluate")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--mots",
    type=click.Choice(["auto", *(m.value for m in Mots)]),
    default="auto",
    show_default=True,
    help="Quels mots doivent se trouver dans une réponse ; auto : comme pour un lecteur.",
)
@engine_option
@common_options
def command(
    folder: Path,
    mots: str,
    engine_name: str | None,
    as_json: bool,
    settings: Settings,
    workspace: Workspace,  # noqa: ARG001  # every command is told of it; this one leaves it alone
) -> None:
    """Mesurer la recherche sur des questions jugées.

    DIR a la forme des collections BEIR : corpus.jsonl, queries.jsonl, qrels.tsv. Rien n’est écrit dans le dossier de
    la migration : l’index est construit à part, puis jeté.
    """
    name = engine_name or settings.engine
    with tempfile.TemporaryDirectory(prefix="comedie-evaluate-") as scratch, progress("evaluate", "Évaluer") as bar:
        engine = open_engine(
            name,
            index_folder=Path(scratch),
            opensearch_url=opensearch_server(settings),
            site=f"evaluate-{uuid4().hex[:12]}",
        )
        found = evaluate(
            engine,
            folder,
            mots=None if mots == "auto" else Mots(mots),
            progress=lambda state: bar.update(state.done, state.total, state.stage),
        ).to_json()
    if as_json:
        print_json({"engine": name, "mots": mots, **found, "exit": 0})
        return
    tell(f"{found['queries']} questions, moteur {name}, mots : {mots}")
    for measure in ("success@1", "success@10", "mrr@10", "ndcg@10"):
        click.echo(f"  {measure:<11} {found[measure]:.3f}".replace(".", ","))
    tell(f"  réponse     {found['p50_ms']} ms (médiane), {found['p95_ms']} ms (95 %)")
    say("Ces temps dépendent de la machine : comparez deux moteurs dans une même séance.")
