"""`comedie survey SOURCE`: a first look, and what to do next."""

import sys
import textwrap
from collections.abc import Iterator

import click

from comedie.output import common_options, count, print_json, say
from comedie.settings import Settings
from comedie.workspace import Workspace
from crawler.survey_facts import Advice, FileFacts, SiteFacts

_WIDTH, _LABEL = 80, 15


@click.command("survey")
@click.argument("source")
@click.option("--alias", metavar="HÔTE", multiple=True, help="Le même site sous un autre nom (répétable).")
@click.option("--delay", metavar="SECONDES", type=click.FloatRange(0, 600), help="Entre deux demandes.")
@common_options
def command(
    source: str, alias: tuple[str, ...], delay: float | None, as_json: bool, settings: Settings, workspace: Workspace
) -> None:
    """Jeter un premier regard sur SOURCE : soixante demandes au plus, rien n’est écrit.

    SOURCE est l’adresse d’un site, un dossier, un fichier WARC, ARC, WACZ, un export WordPress ou un inventaire.
    """
    from crawler.survey import advice_for_file, advice_for_site

    del workspace
    facts = facts_of(source, alias, delay, settings)
    advice = advice_for_site(facts) if isinstance(facts, SiteFacts) else advice_for_file(facts)
    if as_json:
        told = [{"text": one.text, "command": one.command} for one in advice]
        print_json({**facts.as_json(), "advice": told, "exit": 0})
        return
    for line in _lines(facts, advice):
        say(line)


def facts_of(source: str, aliases: tuple[str, ...], delay: float | None, settings: Settings) -> SiteFacts | FileFacts:
    from comedie.errors import UsageMistake
    from crawler.survey_files import survey_file
    from crawler.survey_site import survey_site

    if source.lower().startswith("wayback:"):
        raise UsageMistake(
            "La Wayback Machine se regarde en moissonnant : lancez « comedie harvest "
            f"{source} », qui commence par sa liste et s’interrompt quand on veut."
        )
    if source.lower().startswith(("http://", "https://")):
        if sys.stderr.isatty() and settings.contact:
            say("Soixante demandes au plus, à une par seconde : comptez une minute ou deux…")
        return survey_site(
            source,
            contact=settings.contact or None,
            aliases=aliases,
            delay=delay,
            credentials=settings.site_credentials,
        )
    return survey_file(source)


def _lines(facts: SiteFacts | FileFacts, advice: list[Advice]) -> Iterator[str]:
    yield f"Premier regard sur {facts.source}"
    yield ""
    yield from _site_lines(facts) if isinstance(facts, SiteFacts) else _file_lines(facts)
    yield ""
    yield "Conseils"
    for number, one in enumerate(advice, 1):
        lead = f"  {number}. "
        yield from textwrap.wrap(
            _bound(one.text), _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False
        )
        if one.command:
            yield f"{' ' * len(lead)}$ {one.command}"


def _site_lines(facts: SiteFacts) -> Iterator[str]:
    engine = facts.engine
    version = f" {engine.version}" if engine.version else ""
    evidence = f" ({engine.certainty} : {', '.join(engine.evidence)})" if engine.evidence else ""
    yield from _row("Moteur", f"{engine.name}{version}{evidence}")
    yield from _row("À attendre", _expected(facts))
    yield from _row("robots.txt", _robots(facts))
    types = ", ".join(f"{name} {_figure(total)}" for name, total in facts.rest.items())
    media = f" ; médias {_figure(facts.rest_media)}" if facts.rest_media is not None else ""
    yield from _row("REST", f"{types}{media}" if types else "aucune interface ouverte")
    listed = sum(sitemap.count for sitemap in facts.sitemaps)
    more = f" ; {facts.sitemaps_unread} plans non lus" if facts.sitemaps_unread else ""
    yield from _row(
        "Plans du site",
        f"{count(listed, 'page')} dans {count(len(facts.sitemaps), 'fichier')}{more}" if facts.sitemaps else "aucun",
    )
    yield from _row("Flux", ", ".join(facts.feeds) or "aucun")
    yield from _row("Échantillon", _sample(facts))
    yield from _row("Caractères", _charsets(facts))
    names = [f"{host} ({count(shared, 'chemin commun', 'chemins communs')})" for host, shared in facts.hosts.items()]
    yield from _row("Autres noms", ", ".join([*facts.other_schemes, *names]) or "aucun vu")
    yield from _row("Protections", " ; ".join(facts.protections) or "aucune vue")
    for problem in facts.problems:
        yield from _row("Problème", problem)
    yield from _row("Demandes", f"{facts.requests} sur {facts.limit} au plus")


def _expected(facts: SiteFacts) -> str:
    if facts.pages is None:
        return "rien ne permet de le dire"
    files = f" et peut-être {count(facts.files, 'fichier')}" if facts.files else ""
    return (
        f"au moins {count(facts.pages, 'page')}{files} (d’après : {facts.pages_from}) ; "
        f"{_duration(facts.hours or 0)} à raison d’une demande {_pace(facts.delay)} ; "
        f"environ {_size(facts.disk or 0)} d’archive"
    )


def _pace(delay: float) -> str:
    return f"toutes les {delay:g} s".replace(".", ",") if delay else "dès que la précédente a répondu"


def _robots(facts: SiteFacts) -> str:
    words = {"présent": "présent, le site est ouvert", "absent": "absent : rien n’est interdit"}
    delay = f" ; demande {facts.crawl_delay:g} s entre deux pages".replace(".", ",") if facts.crawl_delay else ""
    left = f" ; laissées de côté : {', '.join(facts.refused_by_robots)}" if facts.refused_by_robots else ""
    return f"{words.get(facts.robots, facts.robots)}{delay}{left}"


def _sample(facts: SiteFacts) -> str:
    read = [page for page in facts.sample if page.status < 300]
    if not read:
        return "aucune page reçue"
    size = sum(page.size for page in read) // len(read)
    slowest = max(page.seconds for page in read)
    bad = len(facts.sample) - len(read)
    failed = f" ; {count(bad, 'réponse')} en erreur" if bad else ""
    return f"{count(len(read), 'page')}, {_size(size)} en moyenne, la plus lente en {slowest:.1f} s{failed}".replace(
        ".", ","
    )


def _charsets(facts: SiteFacts) -> str:
    pairs: dict[tuple[str, str], int] = {}
    for page in facts.sample:
        if page.status < 300 and page.real_charset:
            key = (page.declared_charset or "non déclaré", page.real_charset)
            pairs[key] = pairs.get(key, 0) + 1
    return (
        " ; ".join(
            f"{declared} ({number})" if real in {declared, "ascii"} else f"se dit {declared}, est {real} ({number})"
            for (declared, real), number in sorted(pairs.items(), key=lambda pair: -pair[1])
        )
        or "inconnus"
    )


def _file_lines(facts: FileFacts) -> Iterator[str]:
    yield from _row("Nature", f"{facts.kind}, {facts.made_by}")
    if facts.pages is not None:
        yield from _row("Pages", _figure(facts.pages))
    if facts.disk is not None:
        yield from _row("Taille", _size(facts.disk))
    for heading, counts in facts.counts.items():
        if counts:
            yield from _row(heading, ", ".join(f"{name} {_figure(number)}" for name, number in counts.items()))
    for note in facts.notes:
        yield from _row("Note", note)
    for problem in facts.problems:
        yield from _row("Problème", problem)
    for unknown in facts.unknown:
        yield from _row("Ne dit pas", unknown)


def _row(label: str, text: str) -> Iterator[str]:
    """A label and its text beside it, wrapped; a long label stands on its own line."""
    lead = f"  {label:<{_LABEL}} "
    if len(label) > _LABEL:
        yield f"  {label}"
        lead = " " * (_LABEL + 3)
    yield from textwrap.wrap(
        _bound(text) or "—",
        _WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * (_LABEL + 3),
        break_on_hyphens=False,
        break_long_words=True,
    )


def _bound(text: str) -> str:
    """What a site writes reaches the terminal without its control characters."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\u00a0\u202f")


def _figure(number: int | None) -> str:
    return "?" if number is None else f"{number:,}".replace(",", "\u202f")


def _size(size: int) -> str:
    for unit, each in (("Go", 1_000_000_000), ("Mo", 1_000_000), ("Ko", 1_000)):
        if size >= each:
            return f"{size / each:.1f}\u00a0{unit}".replace(".", ",")
    return f"{size}\u00a0octets"


def _duration(hours: float) -> str:
    minutes = round(hours * 60)
    if minutes < 1:
        return "moins d’une minute"
    if minutes < 90:
        return f"{minutes}\u00a0min"
    return f"{hours:.1f}\u00a0h".replace(".", ",")
