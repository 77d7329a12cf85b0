"""What the command line says of manners reaches the harvest."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from comedie.cli import cli
from crawler.completeness import completeness
from crawler.ledger import Ledger
from crawler.outcome import Outcome
from tests.crawler.conftest import serve
from tests.crawler.web import Site, answer, page

__all__ = ["serve"]
Serve = Callable[..., Site]


def test_hours_and_an_override_reach_the_harvest(serve: Serve, tmp_path: Path) -> None:
    site = serve(
        {
            "/": answer(page('<a href="/prive">x</a>')),
            "/prive": answer(page("p")),
            "/robots.txt": answer("User-agent: *\nDisallow: /prive", content_type="text/plain"),
        }
    )
    now = datetime.now()  # noqa: DTZ005 - the clock on the wall
    hours = f"{now - timedelta(hours=2):%Hh%M}-{now + timedelta(hours=2):%Hh%M}"
    arguments = ["harvest", site.url, "--workspace", str(tmp_path), "--hours", hours]
    done = CliRunner().invoke(cli, [*arguments, "--ignore-robots", "Marie Durand : le site est à nous"])
    assert done.exit_code == 0, done.output
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        assert [one.by for one in completeness(ledger).overrides] == ["Marie Durand"]
        row = ledger.row(f"{site.url}/prive")
    assert row is not None
    assert row.outcome is Outcome.CAPTURED


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--hours", "la nuit"], "plage d’heures"),
        (["--ignore-robots", "parce que"], "qui le décide et pourquoi"),
        (["--dry-run"], "COMEDIE_SITE_PASSWORD"),
    ],
)
def test_a_mistake_is_told_before_anything_is_asked(arguments: list[str], sentence: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        cli, ["harvest", "http://a:b@127.0.0.1:9/", "--workspace", str(tmp_path / "w"), *arguments]
    )
    assert done.exit_code == 2
    assert sentence in done.output
    assert not (tmp_path / "w").exists()
