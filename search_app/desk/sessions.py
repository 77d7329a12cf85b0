"""Sessions: a random token in the browser, only its digest here."""

import hashlib
import secrets
from collections.abc import Callable

from sqlalchemy import Engine, delete, insert, or_, select, update

from search_app.desk.session import Session
from search_app.desk.tables import SESSIONS

#: In seconds.
IDLE = 2 * 3600
ABSOLUTE = 12 * 3600
#: "Seen" is written at most so often: reading a page should not write to the disk.
_SEEN_EVERY = 60


class Sessions:
    def __init__(self, engine: Engine, clock: Callable[[], float]) -> None:
        self._engine = engine
        self._clock = clock

    def start(self, user: str) -> Session:
        """A new token each time: one from before the login never becomes a session."""
        token = secrets.token_urlsafe(32)
        now = int(self._clock())
        with self._engine.begin() as connection:
            old = or_(SESSIONS.c.seen < now - IDLE, SESSIONS.c.started < now - ABSOLUTE)
            connection.execute(delete(SESSIONS).where(old))
            connection.execute(insert(SESSIONS).values(token=_digest(token), user=user, started=now, seen=now))
        return Session(user, token)

    def of(self, token: str | None) -> Session | None:
        """The session of a token, unless it is closed, idle for two hours or older than twelve."""
        if not token or len(token) > 200:
            return None
        now = int(self._clock())
        digest = _digest(token)
        with self._engine.connect() as connection:
            row = connection.execute(select(SESSIONS).where(SESSIONS.c.token == digest)).one_or_none()
        if row is None or now - row.seen > IDLE or now - row.started > ABSOLUTE:
            return None
        if now - row.seen >= _SEEN_EVERY:
            with self._engine.begin() as connection:
                connection.execute(update(SESSIONS).where(SESSIONS.c.token == digest).values(seen=now))
        return Session(row.user, token)

    def close(self, token: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.token == _digest(token)))

    def close_all_of(self, user: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.user == user))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
