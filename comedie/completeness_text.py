"""« Est-ce complet ? », for people: what `crawler.completeness` found, in French, 80 columns wide."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from textwrap import wrap
from typing import Any

from comedie.output import count
from crawler.completeness import ELSEWHERE, Completeness, Listed, Measured, Problem, Reason
from crawler.listed_by import ListedBy
from crawler.outcome import Outcome
from transform.schema import KIND_LABELS, Kind

WIDTH = 80
_SHOWN = 5
_SECTIONS_SHOWN = 15
_REASONS_SHOWN = 8
_SOURCES: dict[ListedBy, str] = {
    ListedBy.START: "adresse de départ",
    ListedBy.ROBOTS: "robots.txt",
    ListedBy.SITEMAP: "plan du site (sitemap)",
    ListedBy.FEED: "flux (RSS, Atom)",
    ListedBy.REST: "collections WordPress (REST)",
    ListedBy.REST_FILE: "fichiers des collections",
    ListedBy.LINK: "liens des pages",
    ListedBy.REDIRECT: "redirections",
    ListedBy.PROBE: "adresses devinées",
    ListedBy.INVENTORY: "inventaire de la source",
}
_CHANGES = {
    "new": "Nouvelles depuis la moisson précédente",
    "changed": "Changées depuis la moisson précédente",
    "gone": "Disparues depuis la moisson précédente",
}
_HELD = (Outcome.CAPTURED, Outcome.UNCHANGED)
_LOST = (Outcome.GONE, Outcome.ABSENT)
_ASIDE = (Outcome.REFUSED, Outcome.EXCLUDED, Outcome.TRAP)


def completeness_values(found: Completeness, expected: Mapping[str, int], kinds: Mapping[str, int]) -> dict[str, Any]:
    """For programs. `expected` and `kinds`: the fewest records that profiles expect of a kind, and those there are."""
    values: dict[str, Any] = asdict(found)
    return values | {"expected": {kind: {"expected": n, "found": kinds.get(kind, 0)} for kind, n in expected.items()}}


def completeness_lines(
    found: Completeness, origin: str | None, expected: Mapping[str, int], kinds: Mapping[str, int]
) -> Iterator[str]:
    def short(url: str, width: int = WIDTH - 4) -> str:
        own = url[len(origin) :] if origin and url.startswith(f"{origin}/") else url
        return own if len(own) <= width else f"{own[: width // 2 - 1]}…{own[-(width - width // 2) :]}"

    yield ""
    yield f"Est-ce complet ? {_verdict(found)}"
    yield from _overrides(found)
    lost = [one for one in _LOST if any(section.outcomes.get(one, 0) for section in found.sections)]
    head = ("Par rubrique", "adresses", "reçues", "redirigées", _lost_word(lost), "laissées", "en échec")
    name_width = min(17, WIDTH - sum(len(cell) + 2 for cell in head[1:]) - 3)
    yield from _table(
        head,
        (
            (
                "autres sites" if section.name == ELSEWHERE else short(section.name, name_width),
                section.urls,
                sum(section.outcomes.get(one, 0) for one in _HELD),
                section.outcomes.get(Outcome.REDIRECTED, 0),
                sum(section.outcomes.get(one, 0) for one in _LOST),
                sum(section.outcomes.get(one, 0) for one in _ASIDE),
                section.outcomes.get(Outcome.FAILED, 0),
            )
            for section in found.sections[:_SECTIONS_SHOWN]
        ),
    )
    yield from _rest(len(found.sections) - _SECTIONS_SHOWN, "autre rubrique", "autres rubriques")
    yield from _table(
        ("Par source de découverte", "adresses", "reçues", "elle seule"),
        ((_SOURCES[one.source], one.urls, one.held, one.only_here) for one in found.sources),
    )
    yield from _table(
        ("Par source de l’archive", "données", "elle seule"),
        ((short(one.source, 40), one.urls, one.only_here) for one in found.given),
    )
    yield from _table(
        ("Collections WordPress", "promises", "listées", "reçues"),
        ((short(one.url.rpartition("/")[2], 24), one.promised, one.listed, one.held) for one in found.collections),
    )
    yield from _table(
        ("Attendu par le profil", "au moins", "trouvées"),
        ((KIND_LABELS[Kind(kind)][1], least, kinds.get(kind, 0)) for kind, least in sorted(expected.items())),
    )
    yield from _problems("En échec", found.failures, short)
    yield from _set_aside(found.set_aside)
    yield from _problems("Refusées", found.refused, short)
    yield from _problems("Liens rompus", found.broken_links, short)
    yield from _problems("Pièges", found.traps, short)
    yield from _urls("Dans le plan du site, liées de nulle part", found.in_sitemap_only, short)
    if found.not_in_sitemap is not None:
        yield from _urls("Liées, mais absentes du plan du site", found.not_in_sitemap, short)
    yield from _urls("Orphelines : aucune page n’y mène", found.orphans, short)
    yield from _groups(found.duplicates, short)
    for what, title in _CHANGES.items():
        if what in found.changes:
            yield from _urls(title, found.changes[what], short)
    if found.doubts:
        yield ""
        yield "Ce qui ne peut pas se savoir"
        yield from (f"  {name} : {said}" for name, said in found.doubts)
    yield from _measures("Les plus grosses", found.largest, _bytes, short)
    yield from _measures("Les plus lentes", found.slowest, lambda seconds: f"{seconds:.1f} s".replace(".", ","), short)


def _lost_word(lost: list[Outcome]) -> str:
    """Absent is what the source does not hold; gone, what its server said is no more."""
    return {(Outcome.ABSENT,): "absentes", _LOST: "introuvables"}.get(tuple(lost), "disparues")


def _verdict(found: Completeness) -> str:
    if found.complete:
        accepted = f", dont {count(found.failures.count, 'échec accepté', 'échecs acceptés')}" * bool(
            found.failures.count
        )
        refused = f", {count(found.refused.count, 'refusée')} par le site" * bool(found.refused.count)
        return f"Oui : chaque adresse a une issue{accepted}{refused}."
    parts = ["rien n’a été reçu que l’on puisse transformer"] * found.barren
    if found.failures.count:
        parts.append(count(found.failures.count, "adresse en échec", "adresses en échec"))
    if found.pending:
        parts.append(count(found.pending, "adresse sans issue", "adresses sans issue"))
    return f"Non : {', '.join(parts)}."


def _overrides(found: Completeness) -> Iterator[str]:
    for one in found.overrides[-_SHOWN:]:
        words = f"Moisson {one.run}, le {one.at[:10]} : robots.txt outrepassé par {one.by} ({one.why})."
        yield from wrap(words, WIDTH, break_on_hyphens=False)
    if found.overrides:
        yield f"{count(found.despite_robots, 'adresse demandée', 'adresses demandées')} malgré robots.txt."


def _table(head: tuple[str, ...], rows: Iterable[tuple[str | int, ...]]) -> Iterator[str]:
    """The first column takes what the others leave; nothing where there is no row."""
    lines = [head, *((f"  {row[0]}", *(_figures(int(cell)) for cell in row[1:])) for row in rows)]
    if len(lines) == 1:
        return
    yield ""
    widths = [len(cell) + 2 for cell in head[1:]]
    first = min(WIDTH - sum(widths), 34)
    for name, *cells in lines:
        yield f"{name:<{first}}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))


def _problems(title: str, found: Listed[Problem], short: Any) -> Iterator[str]:
    yield from _title(title, found.count)
    for problem in found.items[:_SHOWN]:
        yield f"  {short(problem.url)}"
        attempts = f" ({count(problem.attempts, 'essai')})" if problem.attempts > 1 else ""
        yield f"    {problem.reason[: WIDTH - 16]}{attempts}"
        for page in problem.pages[:2]:
            yield f"    citée par {short(page, WIDTH - 14)}"
    yield from _rest(found.count - _SHOWN, "autre", "autres")


def _set_aside(found: Listed[Reason]) -> Iterator[str]:
    if not found.count:
        return
    yield ""
    yield "Laissées de côté, par raison"
    for one in found.items[:_REASONS_SHOWN]:
        lead = f"  {_figures(one.urls):>8}  "
        yield from wrap(one.reason, WIDTH, initial_indent=lead, subsequent_indent=" " * 12, break_on_hyphens=False)
    yield from _rest(found.count - _REASONS_SHOWN, "autre raison", "autres raisons")


def _urls(title: str, found: Listed[str], short: Any) -> Iterator[str]:
    yield from _title(title, found.count)
    for url in found.items[:_SHOWN]:
        yield f"  {short(url)}"
    yield from _rest(found.count - _SHOWN, "autre", "autres")


def _groups(found: Listed[tuple[str, ...]], short: Any) -> Iterator[str]:
    yield from _title("Même contenu sous plusieurs adresses", found.count)
    for group in found.items[:_SHOWN]:
        yield f"  {short(group[0])}"
        yield f"    = {short(group[1], WIDTH - 20)}" + (f" (+ {len(group) - 2})" if len(group) > 2 else "")
    yield from _rest(found.count - _SHOWN, "autre groupe", "autres groupes")


def _measures(title: str, found: tuple[Measured, ...], say: Any, short: Any) -> Iterator[str]:
    if found:
        yield ""
        yield title
    for one in found[:_SHOWN]:
        yield f"  {say(one.amount):>9}  {short(one.url, WIDTH - 13)}"


def _title(title: str, number: int) -> Iterator[str]:
    if number:
        yield ""
        yield f"{title} : {_figures(number)}"


def _rest(number: int, singular: str, plural: str) -> Iterator[str]:
    if number > 0:
        yield f"  … et {count(number, singular, plural)} (avec --json)"


def _figures(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _bytes(amount: float) -> str:
    for unit in ("o", "ko"):
        if amount < 1000:
            return f"{amount:.0f} {unit}"
        amount /= 1000
    return f"{amount:.1f} Mo".replace(".", ",")
