"""A family of templates, or one site's, described as data: which pages are which, and where each field stands.

Profiles ship in `profiles/*.yaml` and are overridden, by name, by those of the workspace.
"""

from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError

from transform.assertions import Assertions
from transform.errors import ProfileError
from transform.schema import Kind
from transform.templates.export_keys import ExportKeys
from transform.templates.fields import Lines, Selectors
from transform.templates.patterns import Css, Declared, Pattern
from transform.templates.roles import PageRole

MAX_PROFILE_BYTES = 1_000_000
#: Names of profiles that no person wrote begin so.
INDUCED = "induit-"


class Condition(Declared):
    """Every part that is given must hold; patterns are searched for, not matched whole.

    `all`: each of these selectors finds something; `addresses`: the page's is one of these, whole.
    `without`: a selector that must find nothing. `fewer_words`: the text has fewer words outside what `selector` finds.
    """

    generator: Pattern | None = None
    body_class: Pattern | None = None
    url: Pattern | None = None
    selector: Css | None = None
    all: tuple[Css, ...] = ()
    addresses: frozenset[str] = frozenset()
    without: Css | None = None
    fewer_words: int | None = Field(default=None, ge=1)


class PageRule(Declared):
    """The first rule with a condition that holds says what a page is. `reason`: why it is no record, for the losses."""

    role: PageRole
    reason: str | None = Field(default=None, min_length=1, max_length=120)
    any: tuple[Condition, ...] = Field(min_length=1)


class NativeId(Declared):
    """Where a value of the source's own stands: the groups of the pattern, joined by hyphens, after the prefix.

    In a body class, in the page's address (`url`), or in an attribute of what the selector finds.
    """

    body_class: Pattern | None = None
    url: Pattern | None = None
    selector: Css | None = None
    attribute: str | None = None
    pattern: Pattern = r"(\d+)"
    prefix: str = Field(default="", pattern=r"^[a-z0-9-]*$", max_length=20)


class Profile(Declared):
    """`kinds`: the kind of each post type; `expect`: the fewest records of a kind; `assert`: what stops a run.

    `lines` are taken out of the text, once the blocks to drop have left it.
    `order`: of two profiles that claim a page, the lower is tried first.
    `languages`: pages of one native id in several languages are versions of one record, this one's language first.
    """

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")
    label: str = ""
    order: int = Field(default=0, ge=0, le=9)
    detect: tuple[Condition, ...] = Field(min_length=1)
    pages: tuple[PageRule, ...] = Field(min_length=1)
    post_type: tuple[NativeId, ...] = ()
    native_id: tuple[NativeId, ...] = ()
    part: tuple[NativeId, ...] = ()
    language: tuple[NativeId, ...] = ()
    languages: tuple[str, ...] = ()
    fields: Selectors = Selectors()
    lines: Lines = Lines()
    export: ExportKeys = ExportKeys()
    kinds: dict[str, Kind] = Field(default_factory=dict)
    expect: dict[Kind, int] = Field(default_factory=dict)
    asserts: Assertions = Field(default=Assertions(), alias="assert")


def is_undescribed(template: str) -> bool:
    """True for the template of a page that no person described: an induced profile's, or none."""
    return template == "generic" or template.startswith(INDUCED)


def load_profiles(paths: tuple[Path, ...] = ()) -> tuple[Profile, ...]:
    """The workspace's profiles first, then the shipped ones that none of them replaces, by `order` and name.

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
    shipped.sort(key=lambda profile: profile.order)
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


def _values_of(text: str) -> Any:
    """By libyaml, some ten times as fast, where it is there; what that cannot read, yaml's own reader explains."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506 (both are safe)
    except (yaml.YAMLError, RecursionError):
        return yaml.safe_load(text)


def _profile_of(text: str, name: str) -> Profile:
    try:
        values = _values_of(text)
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
