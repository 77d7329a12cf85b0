"""Who may decide. Passwords are kept as Argon2id; a wrong name costs as much time as a wrong password."""

import unicodedata
from collections.abc import Callable
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from search_app.desk.errors import DeskError
from search_app.desk.tables import USERS

MAX_NAME = 100
MAX_PASSWORD = 1000
#: Each check takes 64 MiB for a moment: a crowd of them must not take the machine.
_AT_ONCE = BoundedSemaphore(2)
_HASHER = PasswordHasher()


class Accounts:
    def __init__(self, engine: Engine, clock: Callable[[], float]) -> None:
        self._engine = engine
        self._clock = clock
        self._decoy = ""

    def add(self, name: str, password: str) -> None:
        """Raises `DeskError` for a name that is taken or senseless."""
        clean = clean_name(name)
        if not clean or len(clean) > MAX_NAME or not clean.isprintable():
            raise DeskError(f"Ce nom ne convient pas. Donnez-en un de 1 à {MAX_NAME} caractères lisibles.")
        row = {"name": clean, "password": _hashed(password), "created": int(self._clock())}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(USERS).values(row))
        except IntegrityError as problem:
            raise DeskError(f"Le compte « {clean} » existe déjà. Choisissez un autre nom.") from problem

    def set_password(self, name: str, password: str) -> None:
        with self._engine.begin() as connection:
            changed = connection.execute(
                update(USERS).where(USERS.c.name == clean_name(name)).values(password=_hashed(password))
            ).rowcount
        if not changed:
            self.add(name, password)

    def check(self, name: str, password: str) -> str | None:
        """The account's name when name and password are right."""
        clean = clean_name(name)[:MAX_NAME]
        with self._engine.connect() as connection:
            kept = connection.scalar(select(USERS.c.password).where(USERS.c.name == clean))
        if not self._decoy:
            self._decoy = _hashed("nobody's password")
        right = _verified(kept or self._decoy, password)
        if kept is None or not right:
            return None
        if _HASHER.check_needs_rehash(kept):
            self.set_password(clean, password)
        return clean

    def exists(self, name: str) -> bool:
        with self._engine.connect() as connection:
            return connection.scalar(select(USERS.c.name).where(USERS.c.name == name)) is not None


def clean_name(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip()


def _hashed(password: str) -> str:
    with _AT_ONCE:
        return _HASHER.hash(_as_bytes(password))


def _verified(kept: str, password: str) -> bool:
    if len(password) > MAX_PASSWORD:
        return False
    with _AT_ONCE:
        try:
            return _HASHER.verify(kept, _as_bytes(password))
        except (VerificationError, InvalidHashError):
            return False


def _as_bytes(password: str) -> bytes:
    """NFC: the same password from another keyboard is the same password."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
