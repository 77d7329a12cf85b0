"""A family of templates, or one site's, described as data: which pages are which, and where each field stands.

Profiles ship in `profiles/*.yaml` and are overridden, by name, by those of the workspace.
"""

import re
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import yaml
from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from transform.assertions import Assertions
from transform.errors import ProfileError
from transform.schema import Kind
from transform.templates.export_keys import ExportKeys

MAX_PROFILE_BYTES = 1_000_000


def _valid_selector(value: str) -> str:
    try:
        CSSSelector(value)
    except SelectorError as error:
        raise ValueError(f"« {value} » n’est pas un sélecteur CSS ({error})") from error
    return value


def _valid_pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"« {value} » n’est pas une expression régulière ({error})") from error
    return value


Css = Annotated[str, AfterValidator(_valid_selector)]
Pattern = Annotated[str, AfterValidator(_valid_pattern)]


class PageRole(StrEnum):
    RECORD = "record"
    HOME = "home"
    LISTING = "listing"
    ATTACHMENT = "attachment"
    PROTECTED = "protected"
    PREVIEW = "preview"
    ERROR = "error"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Condition(_Model):
    """Every part that is given must hold; patterns are searched for, not matched whole."""

    generator: Pattern | None = None
    body_class: Pattern | None = None
    url: Pattern | None = None
    selector: Css | None = None


class PageRule(_Model):
    """The first rule with a condition that holds says what a page is."""

    role: PageRole
    any: tuple[Condition, ...] = Field(min_length=1)


class NativeId(_Model):
    """Where a source's own number stands: the pattern's first group is the number."""

    body_class: Pattern | None = None
    selector: Css | None = None
    attribute: str | None = None
    pattern: Pattern = r"(\d+)"


class Drop(_Model):
    """Blocks that are no text of the author's. `reason` names them in the losses, where they repeat."""

    reason: str = Field(min_length=1, max_length=60)
    selectors: tuple[Css, ...] = Field(min_length=1)


def _named_drop(value: Any) -> Any:
    return {"reason": "cadre", "selectors": (value,)} if isinstance(value, str) else value


class Selectors(_Model):
    """CSS selectors, the first that finds something is taken; `drop` and `related` take all that is found."""

    title: tuple[Css, ...] = ()
    subtitle: tuple[Css, ...] = ()
    body: tuple[Css, ...] = ()
    chapter: tuple[Css, ...] = ()
    parcours: tuple[Css, ...] = ()
    published: tuple[Css, ...] = ()
    modified: tuple[Css, ...] = ()
    authors: tuple[Css, ...] = ()
    terms: tuple[Css, ...] = ()
    documents: tuple[Css, ...] = ()
    images: tuple[Css, ...] = ()
    related: tuple[Css, ...] = ()
    menus: tuple[Css, ...] = ()
    drop: tuple[Annotated[Drop, BeforeValidator(_named_drop)], ...] = ()


class Profile(_Model):
    """`kinds`: the kind of each post type; `expect`: the fewest records of a kind; `assert`: what stops a run."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")
    label: str = ""
    detect: tuple[Condition, ...] = Field(min_length=1)
    pages: tuple[PageRule, ...] = Field(min_length=1)
    post_type: tuple[NativeId, ...] = ()
    native_id: tuple[NativeId, ...] = ()
    part: tuple[NativeId, ...] = ()
    fields: Selectors = Selectors()
    export: ExportKeys = ExportKeys()
    kinds: dict[str, Kind] = Field(default_factory=dict)
    expect: dict[Kind, int] = Field(default_factory=dict)
    asserts: Assertions = Field(default=Assertions(), alias="assert")


def load_profiles(paths: tuple[Path, ...] = ()) -> tuple[Profile, ...]:
    """The workspace's profiles first, then the shipped ones that none of them replaces, each in the order of names.

    Raises `ProfileError` with the file, the place and the remedy.
    """
    own: dict[str, Profile] = {}
    for path in sorted(paths):
        profile = read_profile(path)
        if profile.name in own:
            raise ProfileError(f"Deux profils s’appellent « {profile.name} » (l’un est {path}). Renommez-en un.")
        own[profile.name] = profile
    shipped = [
        _profile_of(entry.read_text(encoding="utf-8"), entry.name)
        for entry in sorted(files("transform.templates").joinpath("profiles").iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".yaml")
    ]
    return (*own.values(), *(profile for profile in shipped if profile.name not in own))


def read_profile(path: Path) -> Profile:
    try:
        if path.stat().st_size > MAX_PROFILE_BYTES:
            raise ProfileError(f"Le profil {path} dépasse 1 Mo : ce n’est sans doute pas le bon fichier.")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(
            f"Le profil {path} ne se lit pas ({error}). Vérifiez qu’il existe et qu’il est en UTF-8."
        ) from error
    return _profile_of(text, str(path))


def _profile_of(text: str, name: str) -> Profile:
    try:
        values: Any = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", ligne {mark.line + 1}, colonne {mark.column + 1}" if mark else ""
        raise ProfileError(
            f"Le profil {name}{where} n’est pas du YAML : {getattr(error, 'problem', None) or 'structure illisible'}. "
            "Vérifiez le retrait, les deux-points et les guillemets de cette ligne."
        ) from error
    if not isinstance(values, dict):
        raise ProfileError(f"Le profil {name} doit être une suite de « clé: valeur » (name, detect, pages, fields…).")
    try:
        return Profile.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "(racine)"
        raise ProfileError(
            f"Le profil {name}, ligne {_line_of(text, first['loc'])}, clé « {key} » : {_in_french(first)}. "
            "Corrigez cette clé ; celles qui existent sont dans le profil « wordpress » fourni."
        ) from error


def _in_french(error: Any) -> str:
    choices = error.get("ctx", {}).get("expected", "")
    sentences = {
        "missing": "cette clé manque",
        "extra_forbidden": "cette clé n’existe pas",
        "string_type": "il faut un texte",
        "tuple_type": "il faut une liste",
        "dict_type": "il faut une suite de « clé: valeur »",
        "enum": f"« {error.get('input')} » n’est pas une des valeurs possibles ({choices})",
        "int_parsing": "il faut un nombre entier",
        "too_short": "cette liste est vide",
        "string_pattern_mismatch": "il faut des minuscules, des chiffres et des tirets",
    }
    kind = str(error["type"])
    if kind == "value_error":
        return str(error["msg"]).removeprefix("Value error, ")
    return sentences.get(kind, f"valeur impossible ({error['msg']})")


def _line_of(text: str, location: tuple[Any, ...]) -> int:
    """The line of the deepest part of the location that stands in the text."""
    node = yaml.compose(text)
    line = 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
