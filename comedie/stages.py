"""Each stage run on a workspace: settings and folders in, the stage's own report out."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comedie.errors import UsageMistake
from comedie.followed import Followed
from comedie.harvest_view import harvest_view
from comedie.progress import log, progress
from comedie.promoted_file import PROMOTED_FILE, read_promotions
from comedie.settings import Settings, state_folder
from comedie.workspace import Workspace
from crawler.access import Override
from crawler.limits import Limits
from indexer.engine import Engine
from indexer.engines import open_engine
from indexer.engines.opensearch.server import Server
from indexer.search import Search
from indexer.versions import IndexVersion
from transform.decisions import Decision
from transform.moved_hosts import FILE as MOVED_FILE
from transform.vocabulary import load_vocabularies

if TYPE_CHECKING:  # the two heavy stages are loaded by what runs them, so that a site opens without them
    from crawler.harvest import HarvestProgress, HarvestReport
    from transform.run import TransformSummary


@dataclass(frozen=True, slots=True)
class HarvestOptions:
    """What `harvest` and `migrate` take beside their source. `delay` in seconds."""

    site: str | None = None
    aliases: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    delay: float | None = None
    all_versions: bool = False
    probe_ids: tuple[int, int] | None = None
    accept: Path | None = None
    hours: str | None = None
    ignore_robots: str | None = None
    max_depth: int | None = None
    max_minutes: float | None = None
    max_disk: int | None = None

    @property
    def limits(self) -> Limits:
        """`max_disk` is asked for in megabytes."""
        return Limits(
            max_depth=self.max_depth,
            max_seconds=None if self.max_minutes is None else self.max_minutes * 60,
            max_disk=None if self.max_disk is None else self.max_disk * 1_000_000,
        )


def named_site(workspace: Workspace, source: str, given: str | None) -> str:
    """The site's name: written at the first run, and the same ever after, since every id begins with it."""
    remembered = workspace.remembered().get("site")
    if remembered and given and given != remembered:
        raise UsageMistake(
            f"Ce dossier est celui du site « {remembered} » : il ne peut pas devenir « {given} », car tous les "
            "identifiants changeraient. Prenez un autre dossier avec --workspace."
        )
    from crawler.site_name import site_name_of

    return str(remembered or given or site_name_of(source))


def run_harvest(workspace: Workspace, settings: Settings, source: str, options: HarvestOptions) -> "HarvestReport":
    from crawler.harvest import HarvestRequest, harvest

    workspace.create()
    site = named_site(workspace, source, options.site)
    if options.accept is not None:
        accept(workspace, options.accept)
    request = HarvestRequest(
        source=source,
        archive=workspace.archive,
        ledger=workspace.ledger,
        site=site,
        aliases=options.aliases,
        include=options.include,
        exclude=options.exclude,
        delay=options.delay,
        contact=settings.contact or None,
        accepted=accepted_urls(workspace),
        all_versions=options.all_versions,
        probe_ids=options.probe_ids,
        hours=options.hours,
        override=Override.read(options.ignore_robots) if options.ignore_robots else None,
        credentials=settings.site_credentials,
        limits=options.limits,
        web_archive=settings.wayback_url.rstrip("/"),
        shared=state_folder(),
    )
    with harvest_view(source) as show:
        named = False

        def shown(state: "HarvestProgress") -> None:
            # Only a source that gave something names the workspace: a mistyped one must not.
            nonlocal named
            if state.done and not named:
                named = True
                workspace.remember(site=site, source=source, aliases=list(options.aliases))
            show(state)

        report = harvest(request, shown)
    workspace.remember(site=site, source=source, aliases=list(options.aliases))
    log("harvest.done", site=site, outcomes={str(k): n for k, n in report.outcomes.items()}, pending=report.pending)
    return report


def accepted_urls(workspace: Workspace) -> frozenset[str]:
    """The failed URLs that a person accepts: `urls: [{url, reason, by}]`."""
    return _accepted(workspace, "urls", "url", "Chaque adresse acceptée")


def accept(workspace: Workspace, file: Path) -> None:
    """Adds what a file accepts (`urls`, `assertions`) to `profiles/accepted.yaml`, where it stays."""
    import yaml

    added = {part: _entries(file, part, key) for part, key in (("urls", "url"), ("assertions", "name"))}
    path = workspace.profiles / "accepted.yaml"
    standing = {part: _entries(path, part, key) for part, key in (("urls", "url"), ("assertions", "name"))}
    merged = {part: standing[part] + [one for one in added[part] if one not in standing[part]] for part in added}
    if merged == standing:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}")
    text = yaml.safe_dump({part: entries for part, entries in merged.items() if entries}, allow_unicode=True)
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def accepted_assertions(workspace: Workspace) -> frozenset[str]:
    """The names of failed assertions that a person accepts: `assertions: [{name, reason, by}]`."""
    return _accepted(workspace, "assertions", "name", "Chaque contrôle accepté")


def _accepted(workspace: Workspace, part: str, key: str, what: str) -> frozenset[str]:
    """One part of `profiles/accepted.yaml`."""
    return frozenset(str(entry[key]) for entry in _entries(workspace.profiles / "accepted.yaml", part, key, what))


def _entries(path: Path, part: str, key: str, what: str = "Ce qui est accepté") -> list[dict[str, str]]:
    """Nothing is accepted without a reason and a name; no file accepts nothing."""
    if not path.exists():
        return []
    import yaml

    try:
        entries = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get(part) or []
        return [{name: str(entry[name]) for name in (key, "reason", "by")} for entry in entries]
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError, OSError) as problem:
        raise UsageMistake(
            f"{path} ne se lit pas. {what} s’y écrit : {part}: - {{{key}: …, reason: …, by: …}} ({problem})."
        ) from problem


def profile_files(workspace: Workspace) -> tuple[Path, ...]:
    others = {"accepted.yaml", "lookups.yaml"}
    return tuple(sorted(path for path in workspace.profiles.glob("*.yaml") if path.name not in others))


def dry_run_harvest(workspace: Workspace, source: str, options: HarvestOptions) -> dict[str, Any]:
    """What a harvest would do, found out without a request or a written byte."""
    from crawler.scope import Scope

    if source.lower().startswith(("http://", "https://")):
        Scope.of(source, aliases=options.aliases, include=options.include, exclude=options.exclude)
    site = named_site(workspace, source, options.site)
    sentence = (
        f"« {source} » serait moissonné sous le nom « {site} », dans {workspace.root}. "
        "Rien n’a été demandé ni écrit (--dry-run)."
    )
    return {"site": site, "source": source, "workspace": str(workspace.root), "sentence": sentence, "exit": 0}


def run_transform(
    workspace: Workspace, settings: Settings, processes: int | None = None, records: Path | None = None
) -> "TransformSummary":
    """Into the workspace's records, or into another folder, which a dry run throws away."""
    from crawler.lock import held
    from transform.run import TransformRequest, transform

    site = workspace.site()
    request = TransformRequest(
        archive=workspace.archive,
        ledger=workspace.ledger,
        records=records or workspace.records,
        profiles=profile_files(workspace),
        decisions=decisions_of(workspace, settings),
        site=site,
        processes=processes or settings.process_count,
        accepted_assertions=accepted_assertions(workspace),
        accepted_urls=accepted_urls(workspace),
        lookups=workspace.profiles / "lookups.yaml",
        vocabulary=workspace.vocabulary,
        moved=workspace.profiles / MOVED_FILE,
    )
    lock = workspace.root / "transform.lock"
    with held(lock, work="transformation"), progress("transform", "Transformer") as bar:
        summary = transform(request, bar.update)
    log("transform.done", records=summary.records, losses=summary.losses)
    return summary


def decisions_of(workspace: Workspace, settings: Settings) -> tuple[Decision, ...]:
    """The editors' decisions, in order; none where no desk was ever opened."""
    if not settings.database_url and not (workspace.root / "desk.sqlite").exists():
        return ()
    from search_app.desk import DeskStore

    store = DeskStore(settings.database_url or workspace.desk_url)
    try:
        return tuple(store.decisions())
    finally:
        store.close()


def opensearch_server(settings: Settings) -> Server:
    return Server.at(
        settings.opensearch_url,
        user=settings.opensearch_user,
        password=settings.opensearch_password,
        ca=settings.opensearch_ca,
        shards=settings.shards,
        replicas=settings.replicas,
    )


def open_workspace_engine(workspace: Workspace, settings: Settings, name: str | None = None) -> Engine:
    return open_engine(
        name or settings.engine,
        index_folder=workspace.index,
        opensearch_url=opensearch_server(settings),
        site=workspace.site(),
    )


def open_workspace_search(workspace: Workspace, settings: Settings, name: str | None = None) -> Search:
    engine = open_workspace_engine(workspace, settings, name)
    if engine.current() is None:
        raise UsageMistake(
            f"Rien n’est encore indexé dans {workspace.root}. Commencez par : comedie migrate SOURCE "
            f"--workspace {workspace.root}"
        )
    decisions = decisions_of(workspace, settings)
    vocabularies = Followed(workspace.vocabulary.glob, "*.yaml", lambda: load_vocabularies(workspace.vocabulary))
    promotions = Followed(workspace.profiles.glob, PROMOTED_FILE, lambda: read_promotions(workspace.profiles))
    if not decisions:
        return Search(engine, vocabularies, promotions)
    from search_app.shown_search import ShownSearch

    return ShownSearch(engine, lambda: decisions, vocabularies, promotions)


def run_index(
    workspace: Workspace, settings: Settings, engine_name: str | None, *, force: bool, keep: int | None = None
) -> IndexVersion:
    from indexer.decided import Decided
    from indexer.lifecycle import KEPT_VERSIONS, build

    workspace.site()
    if not workspace.records_jsonl.exists():
        raise UsageMistake(
            f"Il n’y a pas encore de notices dans {workspace.records}. Commencez par : comedie transform "
            f"--workspace {workspace.root}"
        )
    engine = open_workspace_engine(workspace, settings, engine_name)
    with progress("index", "Indexer") as bar:
        version = build(
            engine,
            workspace.records_jsonl,
            lambda state: bar.update(state.done, state.total, state.stage),
            force=force,
            keep=KEPT_VERSIONS if keep is None else keep,
            decided=Decided.of(decisions_of(workspace, settings)),
            questions=workspace.queries,
        )
    log("index.done", engine=engine_name or settings.engine, version=version.name)
    return version
