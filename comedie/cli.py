"""The command as people meet it: in French, in the order of the journey, quick to answer `--help`."""

import gettext
import importlib
import os
from pathlib import Path
from typing import Any

import click

from comedie import __version__
from comedie.typography import set_help, set_in_french

#: In the order of the journey: command → (module, what it does). Modules are loaded only when used.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("comedie.commands.demo", "Tout le chemin, en petit : un ancien site fourni, migré et ouvert."),
    "survey": ("comedie.commands.survey", "Un premier regard sur une source : ce qu’elle contient, par où commencer."),
    "migrate": ("comedie.commands.migrate", "Moissonner, transformer, indexer ; puis dire ce qui reste à décider."),
    "harvest": ("comedie.commands.harvest", "Remplir l’archive à partir d’une source."),
    "transform": ("comedie.commands.transform", "De l’archive aux notices."),
    "profile": ("comedie.commands.profile", "Aider à décrire les gabarits d’un site."),
    "index": (
        "comedie.commands.index",
        "Des notices à un nouvel index, vérifié puis mis en service.",
    ),
    "review": ("comedie.commands.review", "Répondre aux questions que la machine n’a pas tranchées."),
    "serve": ("comedie.commands.serve", "Ouvrir le site de recherche et l’espace de la rédaction."),
    "search": ("comedie.commands.search", "La même recherche, depuis le terminal."),
    "evaluate": ("comedie.commands.evaluate", "Mesurer la recherche sur des questions jugées."),
    "export": ("comedie.commands.export", "Donner ce qui a été moissonné à d’autres outils."),
    "withdraw": ("comedie.commands.withdraw", "Retirer une notice de tout ce qui est servi ou exporté."),
    "vocabulary": ("comedie.commands.vocabulary", "Les vocabulaires : ce qui sert, ce qui manque ; en SKOS."),
    "status": ("comedie.commands.status", "Où en est cette migration."),
    "user": ("comedie.commands.user", "Les comptes de la rédaction."),
}


def speak_french() -> None:
    """The library's own words, from our catalogue; the environment's language does not matter."""
    os.environ["LANGUAGE"] = "fr"
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))


class JourneyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        set_help(command)
        return command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        set_help(self)
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commandes"):
            formatter.write_dl([(name, set_in_french(meaning)) for name, (_, meaning) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            unknown = f"Il n’y a pas de commande « {args[0]} ». Les commandes : {', '.join(COMMANDS)}."
            raise click.UsageError(set_in_french(unknown), ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=JourneyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Codes de sortie : 0 fini et complet ; 1 échec ; 2 mauvais usage ; 3 incomplet ; 4 refusé par un contrôle.",
)
@click.version_option(
    __version__, prog_name="comedie", message="%(prog)s %(version)s", help="Dire la version, et s’arrêter."
)
def cli(**_: Any) -> None:
    """D’un ancien site à une archive où l’on cherche : moissonner, normaliser, indexer, chercher, éditer."""
