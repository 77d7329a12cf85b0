"""Hosts to which pages have moved, as the migrator declares them in `profiles/moved.yaml`."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError

from transform.errors import ProfileError

FILE = "moved.yaml"
_MAX_BYTES = 1_000_000


class MovedHost(BaseModel):
    """`records`: the `records.jsonl` of a workspace made of that host's own export or harvest, from this file's folder.

    A site that only leads to declared hosts reads this, and none of the rest of a profile.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = Field(pattern=r"^[A-Za-z0-9.-]+(?::[0-9]{1,5})?$")
    records: str = Field(min_length=1)


class _Declared(RootModel[tuple[MovedHost, ...]]):
    pass


def moved_hosts(path: Path | None) -> tuple[MovedHost, ...]:
    """None where there is no file. Raises `ProfileError`."""
    if path is None or not path.is_file():
        return ()
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ProfileError(f"{path} est trop grand : il ne dit que des hôtes et leurs notices.")
        values: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _Declared.model_validate(values or ()).root
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError, ValidationError) as error:
        raise ProfileError(
            f"{path} ne se lit pas : il faut une liste de « host » (l’hôte) et « records » (le records.jsonl tiré de "
            f"son export ou de sa moisson). {str(error).splitlines()[0]}"
        ) from error
