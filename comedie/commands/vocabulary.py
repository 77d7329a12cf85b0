"""`comedie vocabulary`: the controlled vocabularies, and how this archive uses them."""

from collections.abc import Iterator
from pathlib import Path

import click

from comedie.errors import UsageMistake
from comedie.output import common_options, count, print_json, say
from comedie.settings import Settings
from comedie.workspace import Workspace
from crawler.system_errors import reason_of
from transform.schema import Record


@click.group("vocabulary")
def command() -> None:
    """Les vocabulaires : thèmes, territoires, acteurs, méthodes, degrés de participation.

    Chacun se remplace par un fichier WORKSPACE/profiles/vocabulary/NOM.yaml.
    """


@command.command("check")
@common_options
def check_command(as_json: bool, workspace: Workspace, **_: Settings) -> None:
    """Dire quelles notions ne servent à aucune notice, et quels mots des notices ressemblent à des notions."""
    from transform.vocabulary import load_vocabularies
    from transform.vocabulary.checking import check

    vocabularies = load_vocabularies(workspace.vocabulary)
    found = check(vocabularies, _records(workspace.records_jsonl))
    if as_json:
        print_json(
            {
                "site": workspace.site(),
                "records": found.records,
                "uses": found.uses,
                "unused": [{"scheme": one.scheme, "id": one.concept, "label": one.label} for one in found.unused],
                "unknown_terms": [{"family": f, "term": t, "records": n} for f, t, n in found.unknown_terms],
                "candidates": [
                    {"words": one.words, "records": one.records, "times": one.times} for one in found.candidates
                ],
                "exit": 0,
            }
        )
        return
    for scheme in vocabularies:
        if scheme.name not in found.uses:
            continue
        used = sum(1 for n in found.uses[scheme.name].values() if n)
        serve = "notions sur {} servent" if used > 1 else "notion sur {} sert"
        say(f"{scheme.label} : {used} {serve.format(len(scheme.concepts))}.")
        unused = [one.label for one in found.unused if one.scheme == scheme.name]
        if unused:
            say(f"  Jamais : {', '.join(unused)}.")
    if found.unknown_terms:
        say("Termes de la source qui ne sont le nom d’aucune notion :")
        for family, term, number in found.unknown_terms:
            say(f"  {term} ({family}, {count(number, 'notice')})")
    if found.candidates:
        say("Mots qui ressemblent à des notions, et qu’aucune ne nomme :")
        for one in found.candidates:
            say(f"  {one.words} ({count(one.records, 'notice')}, {one.times} fois)")
    say(f"Pour en adopter un, ajoutez-le à une notion dans {workspace.vocabulary}, puis : comedie transform")


@command.command("export")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Fichier à écrire.")
@click.option("--base", default="urn:comedie:vocabulaire:", show_default=True, help="Début de l’adresse des notions.")
@common_options
def export_command(as_json: bool, workspace: Workspace, output: Path | None, base: str, **_: Settings) -> None:
    """Donner les vocabulaires en SKOS (Turtle), à un fichier ou à la sortie."""
    from transform.vocabulary import load_vocabularies
    from transform.vocabulary.skos import to_turtle

    vocabularies = load_vocabularies(workspace.vocabulary)
    turtle = to_turtle(vocabularies, base)
    concepts = sum(len(scheme.concepts) for scheme in vocabularies)
    if output is None:
        if as_json:
            raise UsageMistake("Avec --json, donnez un fichier à écrire : --output vocabulaires.ttl")
        click.echo(turtle, nl=False)
        return
    try:
        output.write_text(turtle, encoding="utf-8")
    except OSError as problem:
        raise UsageMistake(f"{output} ne s’écrit pas ({reason_of(problem)}). Choisissez un autre fichier.") from problem
    if as_json:
        print_json({"file": str(output), "concepts": concepts, "exit": 0})
    else:
        say(f"{count(concepts, 'notion')} dans {output}.")


def _records(path: Path) -> Iterator[Record]:
    if not path.exists():
        raise UsageMistake(f"Il n’y a pas encore de notices ({path}). Faites-les d’abord avec : comedie transform")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield Record.from_json_line(line)
