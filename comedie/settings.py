"""Every setting, its environment variable and its place in `comedie.toml`.

From strongest to weakest: the command line, the environment, `WORKSPACE/comedie.toml`, `./comedie.toml`, the default.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from comedie.errors import UsageMistake

TOML_NAME = "comedie.toml"


def _setting(default: str, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """Values are text here; what needs another type is read by a property that says what is wrong with it."""

    workspace: str = _setting("comedie-archive", "le dossier de la migration")
    engine: str = _setting("embedded", "le moteur de recherche : embedded ou opensearch")
    opensearch_url: str = _setting("http://127.0.0.1:9200", "l’adresse d’OpenSearch")
    contact: str = _setting("", "une adresse où joindre qui moissonne ; obligatoire hors de la machine")
    wayback_url: str = _setting("https://web.archive.org", "l’adresse des archives du web que lit wayback:HÔTE")
    base_url: str = _setting("", "l’adresse publique du site ; obligatoire pour servir hors de la machine")
    database_url: str = _setting("", "la base de la rédaction ; par défaut desk.sqlite dans le dossier de la migration")
    processes: str = _setting("", "le nombre de processus de la transformation ; par défaut un par cœur")

    @classmethod
    def load(cls, workspace: Path | None = None, environ: Mapping[str, str] | None = None) -> Self:
        environ = os.environ if environ is None else environ
        here = _read_toml(Path(TOML_NAME))
        folder = workspace or Path(environ.get("COMEDIE_WORKSPACE") or here.get("workspace") or cls().workspace)
        values = {**here, **_read_toml(folder / TOML_NAME)}
        for name in setting_names():
            if given := environ.get(variable_of(name)):
                values[name] = given
        values["workspace"] = str(folder)
        settings = cls(**values)
        if settings.engine not in {"embedded", "opensearch"}:
            raise UsageMistake(
                f"Moteur inconnu : « {settings.engine} ». COMEDIE_ENGINE (ou engine dans {TOML_NAME}) vaut "
                "embedded ou opensearch."
            )
        return settings

    @property
    def process_count(self) -> int:
        if not self.processes:
            return min(os.cpu_count() or 1, 8)
        if not self.processes.isdecimal() or not 1 <= int(self.processes) <= 64:
            raise UsageMistake(f"COMEDIE_PROCESSES vaut « {self.processes} » : il faut un nombre de 1 à 64.")
        return int(self.processes)


def setting_names() -> list[str]:
    return [f.name for f in fields(Settings)]


def variable_of(name: str) -> str:
    return f"COMEDIE_{name.upper()}"


def _read_toml(path: Path) -> dict[str, str]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise UsageMistake(f"{path} ne se lit pas ({problem}). Corrigez ce fichier, ou retirez-le.") from problem
    unknown = sorted(set(values) - set(setting_names()))
    if unknown:
        raise UsageMistake(
            f"{path} : réglage inconnu « {unknown[0]} ». Les réglages possibles : {', '.join(setting_names())}."
        )
    return {name: str(value) for name, value in values.items()}
