"""`comedie profile new|check|explain`: help for whoever describes a site's templates."""

import re
from typing import Any

import click

from comedie.errors import UsageMistake
from comedie.output import agreed, common_options, count, print_json, say, tell
from comedie.progress import progress
from comedie.review_text import cut
from comedie.stages import profile_files
from comedie.workspace import Workspace
from crawler.archive import Archive
from crawler.capture import ArchiveEntry
from transform.classify import reasons_sentence
from transform.extract.generic import RULE
from transform.personal import mask_text
from transform.publication import INDUCED_FOLDER
from transform.reading import read_capture
from transform.report.labels import FIELDS as FIELD_WORDS
from transform.schema import KIND_LABELS
from transform.templates.beginning import begin
from transform.templates.learnt import begin_from, learn
from transform.templates.profile import Profile, load_profiles, read_profile
from transform.templates.study import Study, is_reported, sample, selectors_of, study

_PLACES_SHOWN = 12
_UNKNOWN = (
    "  Aucun profil ne connaît cette page : elle est lue comme n’importe quelle page.\n"
    "  « comedie profile new NOM » en commence un, à corriger."
)
_NOT_LEARNT = (
    "  « comedie transform » apprend les modèles dont l’archive a au moins 5 pages ; ce n’est pas encore fait."
)
_WORDS = FIELD_WORDS | {"language": "langue", "modified": "date de modification", "step": "étape", "notes": "notes"}

pages_option = click.option(
    "--pages",
    "most",
    default=200,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="Combien de pages lire, prises dans toute l’archive.",
)


@click.group("profile")
def command() -> None:
    """Aider à décrire les gabarits d’un site : où se trouvent le titre, le texte, la date."""


@command.command("new")
@click.argument("name", metavar="NOM")
@pages_option
@click.option("--yes", is_flag=True, help="Remplacer le profil s’il existe, sans demander.")
@click.option("--dry-run", is_flag=True, help="Montrer le profil, sans l’écrire.")
@common_options
def new(name: str, most: int, yes: bool, dry_run: bool, as_json: bool, workspace: Workspace, **_: Any) -> None:
    """Commencer un profil d’après ce que les pages de l’archive ont en commun."""
    workspace.site()
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,40}", name):
        raise UsageMistake(f"« {name} » ne peut pas nommer un profil : des minuscules, des chiffres, des tirets.")
    archive = Archive(workspace.archive)
    entries = sample(archive.newest(), most)
    learnt = learn(archive, entries, load_profiles(profile_files(workspace)))
    text = begin_from(name, learnt, archive) or begin(name, archive, entries)
    target = workspace.profiles / f"{name}.yaml"
    if not dry_run:
        if target.exists() and not yes and not agreed(f"{target} existe déjà. Le remplacer ?"):
            raise UsageMistake(f"{target} existe déjà. Donnez un autre nom, ou --yes pour le remplacer.")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    if as_json:
        print_json({"file": None if dry_run else str(target), "text": text, "exit": 0})
        return
    if dry_run:
        click.echo(text, nl=False)
        return
    for line in text.splitlines():
        if line.startswith("# "):
            tell(line[2:])
    say(f"{target} est commencé. Relisez-le, puis : comedie profile check --workspace {workspace.root}")


@command.command("check")
@pages_option
@common_options
def check(most: int, as_json: bool, workspace: Workspace, **_: Any) -> None:
    """Ce que chaque sélecteur prend sur de vraies pages, et ce que personne ne prend."""
    workspace.site()
    profiles = load_profiles(profile_files(workspace))
    archive = Archive(workspace.archive)
    entries = sample(archive.newest(), most)
    with progress("profile", "Lire") as bar:
        found = study(archive, _shown(entries, bar), profiles)
    if as_json:
        print_json({"pages": len(entries), "templates": [_values(one, profiles) for one in found], "exit": 0})
        return
    for one in found:
        _say_study(one, next((p for p in profiles if p.name == one.template), None))


@command.command("explain")
@click.argument("url", metavar="URL")
@common_options
def explain(url: str, as_json: bool, workspace: Workspace, **_: Any) -> None:
    """Pour une page : quel profil la reconnaît, d’où vient chaque champ, ce qui reste."""
    workspace.site()
    archive = Archive(workspace.archive)
    entry = archive.lookup(url)
    if entry is None:
        raise UsageMistake(
            f"« {url} » n’est pas dans l’archive. Donnez l’adresse entière, telle que l’ancien site la dit."
        )
    induced = sorted((workspace.records / INDUCED_FOLDER).glob("*.yaml"))
    profiles = (*load_profiles(profile_files(workspace)), *map(read_profile, induced))
    read = read_capture(archive, entry, profiles)
    draft = read.draft
    values: dict[str, Any] = {
        "url": entry.url,
        "capture": read.capture,
        "template": read.template,
        "role": read.role.value,
        "loss": read.loss,
        "kind": draft.verdict.kind.value if draft else None,
        "reasons": list(draft.verdict.reasons) if draft else [],
        "selectors": dict(draft.matched) if draft else {},
        "left": [
            {"what": one.what, "place": one.place, "text": mask_text(one.text), "box": one.box or None}
            for one in (read.audit.left if read.audit else ())
        ],
        "exit": 0,
    }
    if as_json:
        print_json(values)
        return
    tell(f"{entry.url}\n  profil {read.template}, page de rôle « {read.role.value} »")
    if read.template == RULE:
        tell(_UNKNOWN if induced else f"{_UNKNOWN}\n{_NOT_LEARNT}")
    if draft is None:
        tell(f"  aucune notice : {read.loss}")
        return
    tell(f"  {KIND_LABELS[draft.verdict.kind][0]} : {reasons_sentence(draft.verdict.reasons)}")
    tell("Champs")
    for pointer, evidence in sorted({**draft.content.evidence, **draft.evidence}.items()):
        name = pointer[1:].partition("/")[0]
        where = getattr(evidence.selector, "value", "") or ""
        by = draft.matched.get(name)
        tell(f"  {pointer:<18} {where}{f'  par « {by} »' if by else ''}")
    tell(f"Reste {count(len(values['left']), 'passage')} que la notice ne contient pas")
    for one in values["left"][:_PLACES_SHOWN]:
        box = f" ({one['box']})" if one["box"] else ""
        tell(f"  {one['place']}{box} : « {cut(one['text'])} »")


def _shown(entries: list[ArchiveEntry], bar: Any) -> Any:
    for done, entry in enumerate(entries, 1):
        bar.update(done, len(entries))
        yield entry


def _values(one: Study, profiles: tuple[Profile, ...]) -> dict[str, Any]:
    profile = next((p for p in profiles if p.name == one.template), None)
    return {
        "template": one.template,
        "pages": one.pages,
        "roles": dict(one.roles),
        "records": one.records,
        "filled": dict(one.filled),
        "selectors": {name: dict(found) for name, found in sorted(one.matched.items())},
        "useless": [f"{name}: {css}" for name, css in _useless(one, profile)],
        "untaken": [
            {"place": u.place, "pages": u.pages, "words": u.words, "example": u.example, "capture": u.capture}
            for u in one.untaken()
        ],
    }


def _useless(one: Study, profile: Profile | None) -> list[tuple[str, str]]:
    """Selectors that took nothing on these pages."""
    if profile is None:
        return []
    return [
        (name, css) for name, css in selectors_of(profile) if is_reported(name) and css not in one.matched.get(name, ())
    ]


def _say_study(one: Study, profile: Profile | None) -> None:
    name = f"Profil {one.template}" if profile else "Pages qu’aucun profil ne reconnaît"
    roles = ", ".join(f"{n} {role}" for role, n in one.roles.most_common())
    tell(f"{name} : {count(one.pages, 'page')} ({roles}), {count(one.records, 'notice')}")
    for field, filled in sorted(one.filled.items(), key=lambda item: -item[1]):
        tell(f"  {_WORDS.get(field, field):<22} {filled:>5} sur {one.records}   « {one.examples[field]} »")
        for css, n in one.matched.get(field, {}).items():
            tell(f"      {n:>5}  {css}")
    if body := one.matched.get("body"):
        tell("  texte")
        for css, n in body.items():
            tell(f"      {n:>5}  {css}")
    useless = _useless(one, profile)
    if useless:
        tell(f"  {count(len(useless), 'sélecteur ne prend', 'sélecteurs ne prennent')} rien ici")
    untaken = one.untaken()
    tell("  Rien n’est laissé." if not untaken else "  Ce que personne ne prend")
    for left in untaken[:_PLACES_SHOWN]:
        pages = count(left.pages, "page")
        tell(f"      {left.place} : {pages}, {count(left.words, 'mot')}, « {cut(left.example)} »")
