"""The command as a person meets it: French help, sentences for mistakes, exit codes."""

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from comedie.cli import COMMANDS
from tests.support.command import comedie

LOCALE = Path(__file__).parent.parent.parent / "comedie" / "locale" / "fr" / "LC_MESSAGES"


def test_the_help_tells_the_journey_in_french_and_in_order(tmp_path: Path) -> None:
    shown = comedie("--help", cwd=tmp_path)
    assert shown.returncode == 0
    assert "Usage\u00a0:" in shown.stdout
    places = [shown.stdout.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_has_its_help_in_french(name: str, tmp_path: Path) -> None:
    shown = comedie(name, "--help", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert not {"Show this message", "Usage:", "Error", "Aborted"} & set(shown.stdout.splitlines())
    assert "Dire cette aide" in shown.stdout


def test_help_loads_no_stage(tmp_path: Path) -> None:
    """`comedie --help` answers at once because it imports neither pydantic, Scrapy nor an engine."""
    program = (
        "import sys; from comedie.cli import cli, speak_french; speak_french()\n"
        "try: cli(['--help'], prog_name='comedie')\n"
        "except SystemExit: pass\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'pydantic','scrapy','tantivy','starlette','crawler','transform','indexer','search_app'}))"
    )
    shown = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"


def test_serving_loads_no_parser_of_pages(tmp_path: Path) -> None:
    """A worker that answers searches has no use for them before an archived page is asked for: .1 s, 5 MB each."""
    program = (
        "import sys, comedie.commands.serve, comedie.index_keeper, comedie.readiness, search_app.app, search_app.desk\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'lxml','selectolax','bs4','html5lib','scrapy','ftfy'}))"
    )
    shown = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["bidon"], 2, "Il n’y a pas de commande «\u00a0bidon\u00a0»"),
        (["migrate"], 2, "Il manque l’argument 'SOURCE'"),
        (["migrate", "nulle-part"], 2, "nulle-part"),
        (["transform"], 2, "Rien n’a encore été moissonné"),
        (["index"], 2, "Rien n’a encore été moissonné"),
        (["serve"], 2, "Rien n’a encore été moissonné"),
        (["search", "loup"], 2, "Rien n’a encore été moissonné"),
        (["status"], 2, "Rien n’a encore été moissonné"),
        (["search", "--mots", "bof"], 2, "n’est pas"),
        (["serve", "--port", "99999"], 2, "bornes"),
        (["user", "add", "ana", "--password-stdin"], 2, "trop court"),
        (["user", "add", " ", "--password-stdin"], 2, "Il faut un nom"),
        (["user", "add", "ana"], 2, "--password-stdin"),
        (["migrate", "https://example.org/"], 2, "COMEDIE_CONTACT"),
        (["migrate", "www.example.org"], 2, "https://www.example.org"),
        (["harvest", "page.html"], 2, "est bien là"),
    ],
)
def test_a_mistake_gets_a_sentence_and_no_traceback(
    arguments: list[str], code: int, sentence: str, tmp_path: Path
) -> None:
    (tmp_path / "page.html").touch()
    shown = comedie(*arguments, cwd=tmp_path)
    assert sentence in shown.stderr
    assert "Traceback" not in shown.stderr
    assert shown.returncode == code
    assert shown.stdout == ""


def test_what_received_nothing_is_told_so_and_not_sent_on_to_the_index(tmp_path: Path) -> None:
    (tmp_path / "comedie-archive").mkdir()
    (tmp_path / "comedie-archive" / "site.json").write_text('{"site": "site"}', encoding="utf-8")
    shown = comedie("transform", cwd=tmp_path)
    assert (shown.returncode, "est vide" in shown.stderr, "Traceback" in shown.stderr) == (2, True, False)


def test_a_mistyped_source_does_not_name_the_workspace(tmp_path: Path) -> None:
    comedie("migrate", "mal-tapé", cwd=tmp_path)
    assert not (tmp_path / "comedie-archive" / "site.json").exists()


def test_the_compiled_catalogue_is_the_one_that_people_edit() -> None:
    with (LOCALE / "messages.po").open("rb") as po, (LOCALE / "messages.mo").open("rb") as mo:
        edited, compiled = read_po(po, locale="fr"), read_mo(mo)
    assert strings_of(edited) == strings_of(compiled)


def strings_of(catalogue: Catalog) -> dict[str, object]:
    """By the singular, since the two readers hand plurals as a list and as a tuple."""
    return {
        m.id if isinstance(m.id, str) else m.id[0]: m.string if isinstance(m.string, str) else list(m.string)
        for m in catalogue
        if m.id
    }
