"""Who decides, when and why: what the journal keeps of each decision taken in the terminal."""

import getpass
from datetime import UTC, datetime
from uuid import uuid4

from comedie.errors import UsageMistake
from transform.answers import Signature


def signed(by: str | None, reason: str) -> Signature:
    """`by`: a name, else the account of this machine."""
    return Signature(id=uuid4().hex, by=(by or account()).strip(), at=now(), reason=reason.strip())


def account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as problem:
        raise UsageMistake("Cette machine ne dit pas qui vous êtes. Donnez votre nom avec --by.") from problem


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
