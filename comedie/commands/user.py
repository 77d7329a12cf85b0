"""`comedie user …`: accounts of the desk."""

import sys

import click

from comedie.errors import UsageMistake
from comedie.output import common_options, print_json, say
from comedie.settings import Settings
from comedie.workspace import Workspace
from search_app.desk import DeskStore

MIN_PASSWORD = 10


@click.group("user")
def command() -> None:
    """Les comptes de la rédaction."""


@command.command("add")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Lire le mot de passe sur l’entrée, plutôt que le demander.")
@common_options
def add(name: str, password_stdin: bool, as_json: bool, settings: Settings, workspace: Workspace) -> None:
    """Ouvrir le compte NAME, qui pourra mettre des fiches à la une."""
    if not name.strip():
        raise UsageMistake("Il faut un nom pour ouvrir un compte : comedie user add NOM")
    if not password_stdin and not sys.stdin.isatty():
        raise UsageMistake("Sans terminal, donnez le mot de passe sur l’entrée, avec --password-stdin.")
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Mot de passe", hide_input=True, confirmation_prompt=True, err=True)
    if len(password) < MIN_PASSWORD:
        raise UsageMistake(f"Ce mot de passe est trop court : il en faut un d’au moins {MIN_PASSWORD} caractères.")
    workspace.create()
    store = DeskStore(settings.database_url or workspace.desk_url)
    try:
        store.add_user(name, password)
    finally:
        store.close()
    if as_json:
        print_json({"user": name, "exit": 0})
    else:
        say(f"Le compte « {name} » est ouvert. Connexion : /redaction/ sur le site de recherche.")
