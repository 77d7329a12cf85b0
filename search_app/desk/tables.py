"""The desk's tables, as the code reads them. `migrations/` is what makes them."""

from sqlalchemy import Column, Integer, MetaData, String, Table, Text

METADATA = MetaData()

#: Append-only: a trigger refuses anything else. Times are RFC 3339 in UTC; `content` is JSON.
DECISIONS = Table(
    "decisions",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("content", Text, nullable=False),
)

USERS = Table(
    "users",
    METADATA,
    Column("name", String(100), primary_key=True),
    Column("password", String(255), nullable=False),  # Argon2id, with its parameters and salt
    Column("created", Integer, nullable=False),
)

#: `token` is the SHA-256 of what the browser holds; times are seconds since 1970.
SESSIONS = Table(
    "sessions",
    METADATA,
    Column("token", String(64), primary_key=True),
    Column("user", String(100), nullable=False),
    Column("started", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
)

#: Failed logins. `account` is a digest: what was typed may have been a password.
ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("account", String(64), nullable=False),
    Column("address", String(100), nullable=False),
    Column("at", Integer, nullable=False),
)
