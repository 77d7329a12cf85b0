"""The desk's schema, brought up to date when it is opened (Alembic)."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from search_app.desk.journal_file import REVISION

#: The newest revision; a test holds it to the scripts.
HEAD = REVISION


def upgrade(engine: Engine) -> None:
    """Runs what is missing, once, however many processes open the desk at that moment.

    Alembic is loaded only then: a site that is up to date should open at once.
    """
    with engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with engine.begin() as connection:
        _wait_for_others(connection)
        if _revision(connection) == HEAD:
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _wait_for_others(connection: Connection) -> None:
    """Holds the database for this transaction: whoever comes second finds the work done."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(2000202020)")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return str(found) if found is not None else None
