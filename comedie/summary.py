"""What a migration says at its end: the same facts for programs (`summary.json`, `--json`) and for people."""

import json
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from comedie.errors import DONE, INCOMPLETE
from comedie.output import count, say
from comedie.workspace import Workspace
from crawler.outcome import Outcome
from indexer.versions import IndexVersion
from transform.schema import KIND_LABELS

if TYPE_CHECKING:  # said of them here; loading the two stages takes longer than many a command
    from crawler.harvest import HarvestReport
    from transform.run import TransformSummary

OUTCOME_WORDS: dict[Outcome, tuple[str, str]] = {
    Outcome.CAPTURED: ("reçue", "reçues"),
    Outcome.UNCHANGED: ("inchangée", "inchangées"),
    Outcome.REDIRECTED: ("redirigée", "redirigées"),
    Outcome.GONE: ("disparue", "disparues"),
    Outcome.ABSENT: ("absente de la source", "absentes de la source"),
    Outcome.REFUSED: ("refusée", "refusées"),
    Outcome.EXCLUDED: ("exclue par une règle", "exclues par une règle"),
    Outcome.TRAP: ("piège", "pièges"),
    Outcome.FAILED: ("en échec", "en échec"),
}


def summary_values(
    summary: "TransformSummary", engine: str | None = None, version: IndexVersion | None = None, exit_code: int = DONE
) -> dict[str, Any]:
    return {
        "site": summary.site,
        "urls": dict(summary.urls),
        "records": summary.records,
        "kinds": dict(summary.kinds),
        "losses": summary.losses,
        "repairs": summary.repairs,
        "reviews": summary.reviews,
        "engine": engine,
        "index_version": version.name if version else None,
        "exit": exit_code,
        "audit": {"words": dict(summary.words)},
    }


def write_summary(workspace: Workspace, values: Mapping[str, Any]) -> None:
    fresh = workspace.summary.with_suffix(".json.new")
    fresh.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(fresh, workspace.summary)


def harvest_values(site: str, report: "HarvestReport", exit_code: int) -> dict[str, Any]:
    return {
        "site": site,
        "urls": {str(outcome): n for outcome, n in report.outcomes.items()},
        "pending": report.pending,
        "fetched": report.fetched,
        "stopped": report.stopped,
        "doubts": list(report.doubts),
        "exit": exit_code,
    }


def harvest_exit(report: "HarvestReport") -> int:
    return DONE if report.complete else INCOMPLETE


def outcomes_sentence(outcomes: Mapping[Outcome, int]) -> str:
    """« 132 adresses : 120 reçues, 8 redirigées, 4 disparues »."""
    parts = [count(outcomes[o], *words) for o, words in OUTCOME_WORDS.items() if outcomes.get(o)]
    return f"{count(sum(outcomes.values()), 'adresse')} : {', '.join(parts)}" if parts else "aucune adresse"


def nothing_sentence(source: str, report: "HarvestReport") -> str:
    """What to say, and to advise, where a source gave no page and no file."""
    why = f" Raison la plus fréquente : {report.obstacle}." if report.obstacle else ""
    refused = report.outcomes.get(Outcome.REFUSED, 0)
    advice = (
        "Demandez à qui tient le site d’en ouvrir l’accès (robots.txt, pare-feu, mot de passe ; si c’est vous, voyez "
        "--ignore-robots), un export WordPress (.xml) ou une copie des fichiers ; ou passez par les archives du Web : "
        "comedie harvest wayback:HÔTE."
        if refused
        else "Vérifiez l’adresse dans un navigateur, puis relancez la même commande."
        if source.startswith(("http://", "https://"))
        else "Vérifiez que la source est bien celle du site, et entière."
    )
    return f"Rien n’a été reçu de « {source} » : il n’y a rien à transformer.{why} {advice}"


def kinds_sentence(kinds: Mapping[str, int]) -> str:
    return ", ".join(count(kinds[kind], *words) for kind, words in KIND_LABELS.items() if kinds.get(kind)) or "aucune"


def words_sentence(words: Mapping[str, float]) -> str:
    """« 99,98 % repris, 12 mots non repris, 40 dits deux fois et gardés une fois, 1 page non lue »."""
    unread = int(words.get("unread", 0))
    pages = f", {count(unread, 'page non lue', 'pages non lues')}" if unread else ""
    repeated = int(words.get("repeated", 0))
    twice = f", {count(repeated, 'dit deux fois et gardé une fois', 'dits deux fois et gardés une fois')}"
    if not words.get("source"):
        return f"aucun mot à reprendre{pages}"
    hundredths = int(words["share"] * 10_000)  # never rounded up to « 100 % »
    share = f"{hundredths / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    lost = count(int(words["lost"]), "mot non repris", "mots non repris")
    return f"{share}\u202f% repris, {lost}{twice if repeated else ''}{pages}"


def say_migration(
    workspace: Workspace, report: "HarvestReport", summary: "TransformSummary", version: IndexVersion
) -> None:
    """Ten lines at most: what happened, and what is left to decide."""
    say(f"Site « {summary.site} », dans {workspace.root}")
    say(f"  Moisson        {outcomes_sentence(report.outcomes)}")
    say(f"  Notices        {count(summary.records, 'notice')} : {kinds_sentence(summary.kinds)}")
    say(f"  Mots           {words_sentence(summary.words)}")
    say(f"  Pertes         {count(summary.losses, 'passage')} hors des notices, avec la raison (losses.jsonl)")
    say(f"  Index          version {version.name}, vérifiée et en service")
    failed = report.outcomes.get(Outcome.FAILED, 0)
    if report.complete:
        say("  Complet        chaque adresse a une issue.")
    else:
        say(
            f"  Incomplet      {count(failed, 'adresse en échec', 'adresses en échec')}, "
            f"{count(report.pending, 'adresse')} sans issue : relancez la même commande, "
            "ou acceptez-les dans profiles/accepted.yaml."
        )
    if summary.reviews:
        say(f"  À vérifier     {count(summary.reviews, 'question')} : comedie review --workspace {workspace.root}")
    say(f"  Rapport        {workspace.records / 'report.html'}")
    say(f"  Ensuite        comedie serve --workspace {workspace.root}")


__all__ = [
    "harvest_exit",
    "kinds_sentence",
    "nothing_sentence",
    "outcomes_sentence",
    "say_migration",
    "summary_values",
    "words_sentence",
    "write_summary",
]
