"""`comedie withdraw ID|URL`: out of everything served or exported, a tombstone left."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import click

from comedie.errors import UsageMistake
from comedie.output import agreed, common_options, count, print_json, say
from comedie.settings import Settings
from comedie.signing import account, now
from comedie.workspace import Workspace
from crawler.archive import Archive
from crawler.errors import ArchiveError
from search_app.desk import DeskStore
from transform.addresses import identity_of
from transform.decisions import Decision, DecisionKind
from transform.register import Register
from transform.schema import Record
from transform.withdrawal import Withdrawal, Withdrawals, what_hides

_QUESTION = "Ôter ces pages de l’archive, pour toujours ?"
_NOTICE = re.compile(r"(?:https?://[^/]+)?/notice/([^/?#]+)")


@click.command("withdraw")
@click.argument("target", metavar="ID|URL")
@click.option("--reason", default="", help="Pourquoi : gardé au journal, montré seulement avec --public-reason.")
@click.option("--public-reason", is_flag=True, help="Montrer la raison sur la page qui reste à cette adresse.")
@click.option("--by", metavar="NOM", help="Qui décide (par défaut : le compte de cette machine).")
@click.option("--undo", is_flag=True, help="Remettre ce qui avait été retiré.")
@click.option(
    "--from-archive",
    is_flag=True,
    help="L’ôter aussi de l’archive (WARC), pour toujours : rien ne pourra le remettre.",
)
@click.option("--yes", is_flag=True, help="Ôter de l’archive sans demander.")
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait retiré, sans rien écrire.")
@common_options
def command(
    target: str,
    reason: str,
    public_reason: bool,
    by: str | None,
    undo: bool,
    from_archive: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
    settings: Settings,
    workspace: Workspace,
) -> None:
    """Retirer une notice, ou une page archivée, de tout ce qui est servi ou exporté.

    Le site ouvert cesse aussitôt de la montrer. La recherche et les exports suivent après « comedie transform » et
    « comedie index ». L’archive (WARC) la garde, sauf si --from-archive l’en ôte aussi : ses enregistrements y sont
    alors remplacés par la mention de leur retrait. Une autre décision remet ce que l’archive a gardé : --undo.
    """
    workspace.site()
    if not reason.strip():
        raise UsageMistake("Dites pourquoi, avec --reason « … » : le journal garde la raison de chaque décision.")
    if undo and from_archive:
        raise UsageMistake("--undo remet ce que l’archive a gardé ; --from-archive l’en ôte. Choisissez l’un des deux.")
    desk = DeskStore(settings.database_url or workspace.desk_url)
    try:
        in_force = Withdrawals.of(desk.decisions())
        standing = in_force.records.get(_id_in(target)) or in_force.address(target)
        if from_archive and standing is not None:
            # Withdrawn before: only the archive is left to clean.
            _take_out(workspace, standing, yes=yes, dry_run=dry_run, as_json=as_json)
            return
        decision = _undone(target, standing) if undo else _withdrawn(workspace, target, standing)
        decision = decision.model_copy(
            update={"by": (by or account()).strip(), "reason": reason.strip(), "at": now(), "id": uuid4().hex}
        )
        if not undo:
            decision.values["public_reason"] = public_reason
        if from_archive and not (dry_run or yes or agreed(_QUESTION)):
            raise UsageMistake("Rien n’a été retiré. Pour ôter de l’archive sans qu’on vous le demande : --yes.")
        if not dry_run:
            desk.append(decision)
    finally:
        desk.close()
    if from_archive:
        _take_out(workspace, Withdrawal.of(decision), yes=True, dry_run=dry_run, as_json=as_json)
        return
    _tell(decision, workspace, undo=undo, dry_run=dry_run, as_json=as_json)


def _withdrawn(workspace: Workspace, target: str, standing: Withdrawal | None) -> Decision:
    if standing is not None:
        raise UsageMistake(f"« {target} » est déjà retirée, depuis le {standing.at[:10]}. Pour la remettre : --undo.")
    register = Register.read(workspace.records / "register.jsonl", workspace.site())
    identifier = _identifier(register, target)
    wanted = next((record for record in _records(workspace) if record.id == identifier), None)
    if wanted is not None:
        hidden = what_hides(wanted, _records(workspace), register.entries[wanted.id].urls)
        return _decision(DecisionKind.WITHDRAW, wanted.id, dict(hidden))
    try:
        archived = Archive(workspace.archive).lookup(target) if ":" in target else None
    except ArchiveError:
        archived = None
    if archived is None:
        raise UsageMistake(
            f"« {target} » n’est ni une notice ni une adresse archivée. Donnez l’identifiant qui suit /notice/ "
            "dans l’adresse de la page, ou l’adresse entière sur l’ancien site."
        )
    digest = archived.digest.removeprefix("sha256:")
    files = [digest] if archived.mime not in {"text/html", "application/xhtml+xml"} and len(digest) == 64 else []
    return _decision(DecisionKind.WITHDRAW, None, {"urls": [archived.url], "files": files})


def _take_out(workspace: Workspace, gone: Withdrawal, *, yes: bool, dry_run: bool, as_json: bool) -> None:
    from crawler.expunge import expunge, would_expunge

    addresses, files = set(map(identity_of, gone.urls)), {f"sha256:{digest}" for digest in gone.files}

    def hides(url: str, digest: str) -> bool:
        return digest in files or identity_of(url) in addresses

    found = would_expunge(workspace.archive, hides)
    if dry_run:
        _say_taken(workspace, gone, len(found), (), dry_run=True, as_json=as_json)
        return
    if not yes and not agreed(_QUESTION):
        raise UsageMistake("Rien n’a été ôté de l’archive. Pour le faire sans qu’on vous le demande : --yes.")
    done = expunge(workspace.archive, workspace.ledger, hides, datetime.now(UTC))
    _say_taken(workspace, gone, done.captures, done.files, dry_run=False, as_json=as_json)


def _say_taken(
    workspace: Workspace, gone: Withdrawal, captures: int, files: Sequence[str], *, dry_run: bool, as_json: bool
) -> None:
    if as_json:
        values = {"decision": gone.decision or None, "record": gone.record, "urls": gone.urls, "captures": captures}
        print_json({**values, "rewritten": list(files), "dry_run": dry_run, "exit": 0})
        return
    if dry_run:
        say(f"{count(captures, 'capture serait ôtée', 'captures seraient ôtées')} de l’archive (--dry-run).")
        return
    say(f"{count(captures, 'capture ôtée', 'captures ôtées')} de l’archive ; récrits : {', '.join(files) or 'aucun'}.")
    say("Les listes, flux et exports archivés qui la citeraient ne sont pas touchés, ni les copies faites avant.")
    say("Une nouvelle moisson la redemanderait : ajoutez --exclude avec son chemin.")
    say("Pour que la recherche, les exports et les redirections suivent :")
    say(f"  comedie transform --workspace {workspace.root}")
    say(f"  comedie index --workspace {workspace.root}")


def _undone(target: str, standing: Withdrawal | None) -> Decision:
    if standing is None:
        raise UsageMistake(f"« {target} » n’est pas retirée : il n’y a rien à remettre.")
    decision = _decision(DecisionKind.UNDO, standing.record, {})
    return decision.model_copy(update={"undoes": standing.decision})


def _decision(kind: DecisionKind, record: str | None, values: dict[str, Any]) -> Decision:
    return Decision(id="", at="", by="", kind=kind, record=record, values=values)


def _records(workspace: Workspace) -> Iterator[Record]:
    if workspace.records_jsonl.is_file():
        with workspace.records_jsonl.open("rb") as lines:
            yield from map(Record.from_json_line, lines)


def _identifier(register: Register, target: str) -> str | None:
    """The record with that id, or with that address in any spelling."""
    if _id_in(target) in register.entries:
        return _id_in(target)
    if ":" not in target:
        return None
    wanted = identity_of(target)
    entries = register.entries.values()
    return next((entry.id for entry in entries if wanted in map(identity_of, entry.urls)), None)


def _id_in(target: str) -> str:
    found = _NOTICE.match(target)
    return found[1] if found else target


def _tell(decision: Decision, workspace: Workspace, *, undo: bool, dry_run: bool, as_json: bool) -> None:
    urls, files = decision.values.get("urls", []), decision.values.get("files", [])
    if as_json:
        values = {"decision": None if dry_run else decision.id, "record": decision.record, "urls": urls, "files": files}
        print_json({**values, "undone": undo, "exit": 0})
        return
    name = f"La notice {decision.record}" if decision.record else "La page archivée"
    say(f"{name} est {'remise' if undo else 'retirée'} par {decision.by} : {decision.reason}")
    for url in urls:
        say(f"  {url}")
    if dry_run:
        say("Rien n’a été écrit (--dry-run).")
        return
    if not undo:
        say("Le site ouvert ne la montre plus. L’archive la garde, et un export WACZ de l’archive aussi.")
    say("Pour que la recherche, les exports et les redirections suivent :")
    say(f"  comedie transform --workspace {workspace.root}")
    say(f"  comedie index --workspace {workspace.root}")
