"""`profiles/promoted.yaml`: the answers that editors put first, by query.

- queries: [loup, grands prédateurs]
  records: [comedie-5349]
  reason: La fiche la plus complète.
"""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from comedie.errors import UsageMistake
from indexer.promoted import MAX_PROMOTED, Promotion

PROMOTED_FILE = "promoted.yaml"
MAX_BYTES = 1_000_000


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    queries: tuple[str, ...] = Field(min_length=1, max_length=50)
    records: tuple[str, ...] = Field(min_length=1, max_length=MAX_PROMOTED)
    reason: str = Field(default="", max_length=300)


_ENTRIES = TypeAdapter(tuple[_Entry, ...])


def read_promotions(profiles: Path) -> tuple[Promotion, ...]:
    """None where there is no file. Raises `UsageMistake` for one that cannot be read."""
    path = profiles / PROMOTED_FILE
    try:
        if not path.exists():
            return ()
        if path.stat().st_size > MAX_BYTES:
            raise UsageMistake(f"{path} dépasse 1 Mo : ce n’est sans doute pas une liste de réponses choisies.")
        values: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        entries = _ENTRIES.validate_python(tuple(values or ()))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "(racine)"
        raise UsageMistake(f"{path}, « {place} » : {first['msg']}. Corrigez cette ligne.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError, TypeError) as error:
        raise UsageMistake(f"{path} ne se lit pas ({error}). Vérifiez le retrait et les guillemets.") from error
    return tuple(Promotion(entry.queries, entry.records, entry.reason) for entry in entries)
