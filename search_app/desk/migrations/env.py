"""Alembic's entry: the connection is the desk's own."""

from alembic import context

from search_app.desk.tables import METADATA

connection = context.config.attributes.get("connection")
context.configure(connection=connection, target_metadata=METADATA, transaction_per_migration=False)
with context.begin_transaction():
    context.run_migrations()
