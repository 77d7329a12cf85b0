"""The desk's schema, brought up to date when it is opened (Alembic)."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

#: The newest revision; a test holds it to the scripts.
HEAD = "0001"


def upgrade(engine: Engine) -> None:
    """Runs what is missing. Alembic is loaded only then: a site that is up to date should open at once."""
    if _revision(engine) == HEAD:
        return
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return str(found) if found is not None else None
