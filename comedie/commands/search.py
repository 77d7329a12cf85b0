"""`comedie search QUERY`: the same search as the pages', from the shell."""

import shutil

import click

from comedie.output import common_options, engine_option, print_json, tell
from comedie.search_text import heading_lines, hit_lines, more_line, rescue_lines
from comedie.settings import Settings
from comedie.stages import open_workspace_search
from comedie.workspace import Workspace
from indexer.query.request import Mots, SearchRequest
from indexer.results import Results
from indexer.results_json import as_values
from indexer.search import Search


@click.command("search")
@click.argument("query", nargs=-1)
@click.option("--mots", type=click.Choice([m.value for m in Mots]), help="Quels mots doivent s’y trouver.")
@click.option("--type", "kinds", multiple=True, help="Ne garder que ce type (répétable).")
@click.option(
    "--filtre",
    "filters",
    multiple=True,
    metavar="CHAMP=VALEUR",
    help="Un filtre, comme dans l’adresse de la page : theme=eau, lieu=Bretagne, de=2003 (répétable).",
)
@click.option("--page", type=click.IntRange(1), default=1, help="La page de résultats.")
@click.option("--explain", is_flag=True, help="Dire en mots pourquoi chaque fiche est à sa place.")
@click.option("--tel-quel", is_flag=True, help="Chercher les mots tels qu’ils sont écrits.")
@engine_option
@common_options
def command(
    query: tuple[str, ...],
    mots: str | None,
    kinds: tuple[str, ...],
    filters: tuple[str, ...],
    page: int,
    tel_quel: bool,
    explain: bool,
    engine_name: str | None,
    as_json: bool,
    settings: Settings,
    workspace: Workspace,
) -> None:
    """Chercher QUERY : les mêmes réponses, dans le même ordre, que sur le site."""
    pairs = [("q", " ".join(query)), ("page", str(page)), *(("type", kind) for kind in kinds)]
    pairs += [(name, value) for name, _, value in (one.partition("=") for one in filters)]
    if mots:
        pairs.append(("mots", mots))
    if tel_quel:
        pairs.append(("tel_quel", "1"))
    search = open_workspace_search(workspace, settings, engine_name)
    results = search.run(SearchRequest.from_parameters(pairs))
    reasons = _reasons(search, results) if explain else {}
    suggestions = () if results.total else search.suggestions(results.request.text)
    rescue = search.rescue(results)
    if as_json:
        explained = {"explanations": {record: list(lines) for record, lines in reasons.items()}} if explain else {}
        print_json({**as_values(results, rescue, suggestions), **explained})
        return
    for line in (*heading_lines(results), *rescue_lines(rescue, suggestions)):
        tell(line)
    first = (results.request.page - 1) * results.request.size + 1
    width = shutil.get_terminal_size().columns
    for rank, hit in enumerate(results.hits, start=first):
        tell()
        for line in hit_lines(rank, hit, reasons.get(hit.id, ()), width):
            click.echo(line)
    if line := more_line(results):
        tell(f"\n{line}")


def _reasons(search: Search, results: Results) -> dict[str, tuple[str, ...]]:
    records = (search.record(hit.id) for hit in results.hits)
    return {record.id: search.explain(results.request, record).lines for record in records if record is not None}
