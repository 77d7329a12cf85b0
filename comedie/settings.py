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
from crawler.credentials import Credentials

TOML_NAME = "comedie.toml"


def _setting(default: str, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


def _secret(meaning: str) -> Any:
    """Of the environment alone: no file of a workspace holds it."""
    return field(default="", repr=False, metadata={"meaning": meaning, "secret": True})


@dataclass(frozen=True, slots=True)
class Settings:
    """Values are text here; what needs another type is read by a property that says what is wrong with it."""

    workspace: str = _setting("comedie-archive", "le dossier de la migration")
    engine: str = _setting("embedded", "le moteur de recherche : embedded ou opensearch")
    opensearch_url: str = _setting("http://127.0.0.1:9200", "l’adresse d’OpenSearch, ou de plusieurs de ses nœuds")
    opensearch_user: str = _setting("", "le compte d’OpenSearch, si l’accès est protégé")
    opensearch_password: str = _setting("", "le mot de passe de ce compte")
    opensearch_ca: str = _setting("", "le fichier de l’autorité qui a signé le certificat d’OpenSearch")
    opensearch_shards: str = _setting("1", "le nombre de parts de l’index sur OpenSearch")
    opensearch_replicas: str = _setting("0", "le nombre de copies de chaque part, pour survivre à la perte d’un nœud")
    contact: str = _setting("", "une adresse où joindre qui moissonne ; obligatoire hors de la machine")
    site_user: str = _secret("le compte d’un site protégé par mot de passe (site de recette)")
    site_password: str = _secret("le mot de passe de ce compte")
    site_cookie: str = _secret("les témoins (cookies) à présenter à un site protégé")
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
    def shards(self) -> int:
        return self._number("opensearch_shards", 1, 20)

    @property
    def replicas(self) -> int:
        return self._number("opensearch_replicas", 0, 10)

    def _number(self, name: str, least: int, most: int) -> int:
        given: str = getattr(self, name)
        if not given.isdecimal() or not least <= int(given) <= most:
            raise UsageMistake(f"{variable_of(name)} vaut « {given} » : il faut un nombre de {least} à {most}.")
        return int(given)

    @property
    def site_credentials(self) -> Credentials:
        return Credentials(self.site_user, self.site_password, self.site_cookie)

    @property
    def process_count(self) -> int:
        return self._number("processes", 1, 64) if self.processes else min(os.cpu_count() or 1, 8)


def state_folder(environ: Mapping[str, str] | None = None) -> Path | None:
    """Where what all of a person's workspaces share is kept (XDG Base Directory); null for a person without a home."""
    environ = os.environ if environ is None else environ
    try:
        return Path(environ.get("XDG_STATE_HOME") or Path.home() / ".local/state") / "comedie"
    except RuntimeError:
        return None


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
    secret = sorted(f.name for f in fields(Settings) if f.metadata.get("secret") and f.name in values)
    if secret:
        raise UsageMistake(
            f"{path} contient « {secret[0]} », qui ne s’écrit dans aucun fichier : retirez-le et donnez "
            f"{variable_of(secret[0])} dans l’environnement."
        )
    return {name: str(value) for name, value in values.items()}
