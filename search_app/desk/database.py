"""The desk's database, opened on a URL, its schema brought up to date: all that writes, and reads on PostgreSQL."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from sqlite3 import Cursor
from sqlite3 import OperationalError as LockedDatabase

from sqlalchemy import Engine, create_engine, event, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError, OperationalError

from search_app.desk.accounts import Accounts
from search_app.desk.errors import DeskError
from search_app.desk.journal_file import STAMP, Stamp
from search_app.desk.migrations import upgrade
from search_app.desk.sessions import Sessions
from search_app.desk.tables import DECISIONS
from search_app.desk.throttle import Throttle
from transform.decisions import Decision

Clock = Callable[[], float]


class DeskDatabase:
    """`clock` gives seconds since 1970; tests have their own."""

    def __init__(self, database_url: str, clock: Clock) -> None:
        self._engine = _opened(database_url)
        try:
            upgrade(self._engine)
        except OperationalError as problem:
            raise DeskError(
                f"La base de la rédaction ne s’ouvre pas ({problem.orig}). Vérifiez COMEDIE_DATABASE_URL, "
                "ou les droits sur le dossier de la migration."
            ) from problem
        except DatabaseError as problem:
            raise DeskError(
                f"La base de la rédaction est abîmée, ou n’en est pas une ({problem.orig}). Remettez-en une sauvegarde "
                "à sa place, ou mettez ce fichier de côté : une base vide sera faite, sans les décisions prises."
            ) from problem
        self.accounts = Accounts(self._engine, clock)
        self.sessions = Sessions(self._engine, clock)
        self.throttle = Throttle(self._engine, clock)

    def stamp(self) -> Stamp:
        with self._engine.connect() as connection:
            count, last = connection.exec_driver_sql(STAMP).one()
        return count, last

    def contents(self) -> list[str]:
        with self._engine.connect() as connection:
            return list(connection.execute(select(DECISIONS.c.content).order_by(DECISIONS.c.seq)).scalars())

    def append(self, decision: Decision) -> None:
        """Raises `DeskError` for an id that is already there."""
        content = json.dumps(decision.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(DECISIONS).values(id=decision.id, content=content))
        except IntegrityError as problem:
            raise DeskError(
                f"La décision {decision.id} est déjà au journal. Une décision ne s’y écrit qu’une fois\u00a0: "
                "pour revenir dessus, prenez-en une autre."
            ) from problem

    def close(self) -> None:
        self._engine.dispose()


def _opened(database_url: str) -> Engine:
    try:
        url = make_url(database_url)
        if url.get_backend_name() != "sqlite":
            # Without a driver's name, the one that we name in the documentation.
            url = url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url
            return create_engine(url, pool_pre_ping=True)
    except (ArgumentError, ModuleNotFoundError) as problem:
        raise DeskError(_unusable(problem)) from problem
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 10})

    @event.listens_for(engine, "connect")
    def prepare(connection: object, _: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        # Kept by the file: asked for again, it would want the whole database to itself.
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            _set_wal(cursor)
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    return engine


def _unusable(problem: Exception) -> str:
    """Nothing of the address is repeated: it holds a password."""
    if isinstance(problem, ModuleNotFoundError):
        return (
            f"Pour cette base, il manque le module Python {problem.name}. "
            'Pour PostgreSQL\u00a0: pip install "psycopg[binary]".'
        )
    return (
        "COMEDIE_DATABASE_URL n’est pas l’adresse d’une base que nous sachions ouvrir. Elle s’écrit "
        "postgresql://utilisateur:motdepasse@machine/base, ou sqlite:////chemin/du/fichier."
    )


def _set_wal(cursor: Cursor) -> None:
    """Several processes may open a new database at once, and SQLite does not wait for this by itself."""
    for pause in (0.01, 0.05, 0.2, 0.5, 1.0, 2.0):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except LockedDatabase:
            time.sleep(pause)
        else:
            return
