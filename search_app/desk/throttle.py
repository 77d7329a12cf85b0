"""Logins that fail too often have to wait, by account and by address."""

import hashlib
from collections.abc import Callable

from sqlalchemy import Engine, delete, func, insert, select

from search_app.desk.accounts import clean_name
from search_app.desk.tables import ATTEMPTS

#: In seconds.
WINDOW = 15 * 60
MAX_BY_ACCOUNT = 5
#: Higher: a whole office may share one address.
MAX_BY_ADDRESS = 30


class Throttle:
    def __init__(self, engine: Engine, clock: Callable[[], float]) -> None:
        self._engine = engine
        self._clock = clock

    def wait(self, account: str, address: str) -> int:
        """Counts an attempt, and gives the seconds to wait before it may be made: 0, mostly.

        Counted before the password is looked at, so that many at once do not slip through.
        """
        now = int(self._clock())
        with self._engine.begin() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.at <= now - WINDOW))
            waits = [
                oldest + WINDOW - now
                for column, value, most in (
                    (ATTEMPTS.c.account, _digest(account), MAX_BY_ACCOUNT),
                    (ATTEMPTS.c.address, address[:100], MAX_BY_ADDRESS),
                )
                for count, oldest in connection.execute(
                    select(func.count(), func.min(ATTEMPTS.c.at)).where(column == value)
                ).all()
                if count >= most
            ]
            if waits:
                return int(max(1, *waits))
            connection.execute(insert(ATTEMPTS).values(account=_digest(account), address=address[:100], at=now))
        return 0

    def forget(self, account: str) -> None:
        """After a login that succeeded."""
        with self._engine.begin() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.account == _digest(account)))


def _digest(account: str) -> str:
    return hashlib.sha256(clean_name(account).encode("utf-8", "replace")).hexdigest()
