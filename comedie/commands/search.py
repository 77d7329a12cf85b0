"""`comedie search QUERY`: the same search as the pages', from the shell."""

from collections.abc import Mapping
from types import MappingProxyType

import click

from comedie.output import common_options, engine_option, print_json
from comedie.settings import Settings
from comedie.stages import open_workspace_search
from comedie.workspace import Workspace
from indexer.query.request import Mots, SearchRequest
from indexer.query.sentence import rewrite_sentence
from indexer.results import Marked, Results
from indexer.results_json import as_values
from indexer.search import Search


@click.command("search")
@click.argument("query", default="")
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
    query: str,
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
    pairs = [("q", query), ("page", str(page)), *(("type", kind) for kind in kinds)]
    pairs += [(name, value) for name, _, value in (one.partition("=") for one in filters)]
    if mots:
        pairs.append(("mots", mots))
    if tel_quel:
        pairs.append(("tel_quel", "1"))
    search = open_workspace_search(workspace, settings, engine_name)
    results = search.run(SearchRequest.from_parameters(pairs))
    reasons = _reasons(search, results) if explain else {}
    if as_json:
        explained = {"explanations": {record: list(lines) for record, lines in reasons.items()}} if explain else {}
        print_json({**as_values(results), **explained})
    else:
        show(results, reasons)


def _reasons(search: Search, results: Results) -> dict[str, tuple[str, ...]]:
    records = (search.record(hit.id) for hit in results.hits)
    return {record.id: search.explain(results.request, record).lines for record in records if record is not None}


def show(results: Results, reasons: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> None:
    click.echo(results.understood)
    for rewrite in results.rewrites:
        click.echo(printable(rewrite_sentence(rewrite)))
    if results.absent:
        click.echo(printable(f"{', '.join(results.absent)}\u00a0: absent de l’archive"))
    for synonym in results.synonyms:
        click.echo(printable(f"Pour «\u00a0{synonym.typed}\u00a0», aussi\u00a0: {', '.join(synonym.others)}"))
    for rank, hit in enumerate(results.hits, start=(results.request.page - 1) * results.request.size + 1):
        click.echo(f"\n{rank:>3}. {_emphasised(hit.title)}  [{hit.kind}]")
        click.echo(f"     {hit.path}")
        if hit.promoted is not None and hit.id not in reasons:
            click.echo(printable(f"     Choix de la rédaction {hit.promoted}".rstrip()))
        for snippet in hit.snippets:
            click.echo(f"     {_emphasised(snippet.passage)}  ({snippet.where})")
        for line in reasons.get(hit.id, ()):
            click.echo(printable(f"     – {line}"))


def _emphasised(marked: Marked) -> str:
    """Bold on a terminal; click strips it where the output is no terminal."""
    text, shown, last = printable(marked.text), "", 0
    for start, end in marked.marks:
        shown += text[last:start] + click.style(text[start:end], bold=True)
        last = end
    return shown + text[last:]


def printable(text: str) -> str:
    """Control characters of a crawled page must not drive a terminal; length is kept, so offsets hold."""
    return "".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in text)
