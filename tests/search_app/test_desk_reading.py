"""What readers' pages read of the desk needs none of what editors need."""

import subprocess
import sys
from pathlib import Path

import pytest

from comedie.apart import made_apart
from search_app.desk import DeskStore
from search_app.desk.errors import DeskError
from tests.search_app.test_desk import decision

_READS = """
import sys
import comedie.index_keeper, comedie.serving, search_app.app
from search_app.desk import DeskStore
from search_app.desk.errors import DeskError
read = DeskStore(sys.argv[1]).decisions()
print(*[one.id for one in read], *{"sqlalchemy", "argon2", "alembic"} & sys.modules.keys())
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'the desk' / 'desk 100 %.sqlite'}"


def test_a_worker_of_readers_loads_no_library_of_databases(url: str) -> None:
    desk = DeskStore(url)
    desk.append(decision(1))
    found = subprocess.run([sys.executable, "-c", _READS, url], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["d1"]


def test_what_another_process_decides_is_read_at_once(url: str) -> None:
    assert not DeskStore.is_ready(url)
    made_apart(lambda: DeskStore(url).close())
    assert DeskStore.is_ready(url)
    reader, writer = DeskStore(url), DeskStore(url)
    assert reader.decisions() == ()
    for number in (1, 2):
        writer.append(decision(number))
        assert [one.id for one in reader.decisions()] == [f"d{n}" for n in range(1, number + 1)]
        assert reader.decisions() == writer.decisions()


def test_a_file_that_is_not_up_to_date_is_opened_for_that(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    path.touch()
    assert not DeskStore.is_ready(f"sqlite:///{path}")
    assert DeskStore(f"sqlite:///{path}").decisions() == ()
    assert DeskStore.is_ready(f"sqlite:///{path}")


def test_a_database_in_memory_is_one_for_all() -> None:
    desk = DeskStore("sqlite:///:memory:")
    desk.append(decision(1))
    assert [one.id for one in desk.decisions()] == ["d1"]


def test_what_fails_apart_is_no_failure_here(tmp_path: Path) -> None:
    made_apart(lambda: 1 / 0)
    made_apart((tmp_path / "made").touch)
    assert (tmp_path / "made").exists()


def test_a_file_that_is_no_database_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    path.write_bytes(b"Ceci n'est pas une base. " * 300)
    with pytest.raises(DeskError, match=r"abîmée, ou n’en est pas une .* Remettez-en une sauvegarde à sa place"):
        DeskStore(f"sqlite:///{path}")
