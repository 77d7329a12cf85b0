"""What a first look means: how much to expect, what to do. Pure: facts in, sentences out."""

import re
from urllib.parse import urlsplit

from crawler.politeness import TIMES_ITS_ANSWER
from crawler.survey_engine import engine_of
from crawler.survey_facts import Advice, FileFacts, SiteFacts

__all__ = ["advice_for_file", "advice_for_site", "engine_of", "estimate"]

_MB = 1_000_000
#: Seconds a page from which a server is called slow, and hours at which a long harvest disturbs nobody.
_SLOW, _NIGHT = 2.0, "20:00-07:00"
#: A page compresses to about a third in the archive.
_COMPRESSED = 3


def estimate(facts: SiteFacts) -> None:
    """Pages to expect, by the source that lists most; hours at the polite delay; disk. Fills `facts`."""
    choices = [
        (sum(total or 0 for total in facts.rest.values()), "interface REST"),
        (sum(sitemap.count for sitemap in facts.sitemaps), "plans du site"),
        (facts.linked_pages, "plans du site et liens vus"),
    ]
    count, where = max(choices, key=lambda choice: choice[0])
    read = [page for page in facts.sample if page.status < 300]
    if not count or not read:
        return
    facts.pages, facts.pages_from = count, where
    facts.files = facts.rest_media if facts.rest_media is not None else _files_expected(facts, count)
    speed = sum(page.seconds for page in read) / len(read)
    requests = count + facts.linked_variants + (facts.files or 0)
    facts.hours = round(requests * max(facts.delay, speed * (TIMES_ITS_ANSWER if facts.delay else 1)) / 3600, 2)
    page_size = sum(page.size for page in read) // len(read)
    facts.disk = count * page_size // _COMPRESSED + (facts.files or 0) * 150_000


def _files_expected(facts: SiteFacts, pages: int) -> int:
    read = len([page for page in facts.sample if page.status < 300])
    return round(facts.linked_files / read * pages) if read else 0


def advice_for_site(facts: SiteFacts) -> list[Advice]:
    """In the order in which it should be done."""
    source = facts.moved_to or facts.source
    found = [*_about_access(facts, source), *_about_engine(facts), *_about_content(facts)]
    options = "".join(f" --alias {host}" for host in _aliases(facts))
    if facts.pages is not None and not any("captcha" in why for why in facts.protections):
        text = "Moissonnez le site lui-même ; la commande reprend où elle en était si on l’interrompt."
        if facts.hours is not None and facts.hours > 3:
            text += (
                " Comptez une nuit au moins : laissez l’ordinateur allumé et branché. La plage d’heures évite de gêner "
                "les lecteurs du site ; retirez-la pour aller plus vite."
            )
            options += f" --hours {_NIGHT}"
        found.append(Advice(text, f"comedie migrate {source}{options}"))
    host = urlsplit(source).hostname or ""
    if facts.pages is None or facts.protections or facts.problems:
        found.append(
            Advice(
                "Ce que le site ne montre plus, la Wayback Machine l’a peut-être gardé : passez par elle, seule ou en "
                "complément.",
                f"comedie harvest wayback:{host}",
            )
        )
    return found


def advice_for_file(facts: FileFacts) -> list[Advice]:
    if facts.pages == 0:
        return [Advice("Aucune page n’y est lisible : demandez une autre copie, ou partez d’une autre source.")]
    found = [
        Advice("Migrez cette source : rien n’est demandé à aucun serveur.", f"comedie migrate {_quoted(facts.source)}"),
        Advice(
            "Aucune source n’est complète. Si le site répond encore, moissonnez-le dans le même dossier de travail : "
            "l’archive additionne les deux."
        ),
    ]
    if facts.problems:
        found.insert(0, Advice("Demandez d’abord si une copie intacte existe : celle-ci est abîmée (voir plus haut)."))
    return found


def _about_access(facts: SiteFacts, source: str) -> list[Advice]:
    found = []
    if facts.moved_to:
        found.append(Advice(f"Le site s’annonce sous {facts.moved_to} : prenez cette adresse."))
    for why in facts.protections:
        if why.startswith("interface REST"):
            if facts.sample:
                found.append(
                    Advice("L’interface REST est fermée : rien à faire, la moisson suit les plans et les liens.")
                )
            continue
        if "401" in why:
            text = (
                "Le site demande un mot de passe. Demandez à qui le tient un accès en lecture, donnez-le par "
                "COMEDIE_SITE_USER et COMEDIE_SITE_PASSWORD, puis relancez ce premier regard."
            )
        elif "captcha" in why:
            text = (
                "Un captcha ou un filtre arrête les programmes : demandez à l’hébergeur de laisser passer votre "
                "adresse, ou partez d’un export."
            )
        elif "429" in why:
            text = "Le serveur demande de ralentir : donnez un délai plus long."
            found.append(Advice(text, f"comedie migrate {source} --delay 5"))
            continue
        else:
            text = f"Le site se protège ({why}) : prévenez son propriétaire avant de moissonner."
        found.append(Advice(text))
    if facts.robots == "tout interdit":
        found.append(
            Advice(
                "Le fichier robots.txt interdit tout aux programmes. Demandez à qui tient le site de l’ouvrir le temps "
                "de la moisson, ou de fournir un export. S’il vous donne son accord, dites lequel : "
                '--ignore-robots "QUI : POURQUOI".'
            )
        )
    return found


def _about_engine(facts: SiteFacts) -> list[Advice]:
    name = facts.engine.name
    if name == "WordPress":
        return [
            Advice(
                "Demandez un export WXR à qui administre le site (Outils → Exporter → Tout le contenu) : il contient "
                "aussi ce qu’aucun lien n’atteint. Migrez-le dans le même dossier de travail.",
                "comedie migrate export.xml",
            )
        ]
    if name == "SPIP":
        return [
            Advice("Demandez à qui administre le site une sauvegarde SPIP (Maintenance → Sauvegarde), à garder à part.")
        ]
    if name in {"YesWiki", "WikiNi"}:
        return [Advice("Demandez aussi l’export des fiches bazar (CSV ou JSON) à qui administre le wiki.")]
    if name in {"Joomla", "Drupal", "TYPO3"}:
        return [Advice(f"Demandez aussi une copie de la base de données à qui administre ce site {name}.")]
    return []


def _about_content(facts: SiteFacts) -> list[Advice]:
    found = [
        Advice(f"Des pages du site sont liées sous « {host} » : déclarez que c’est le même site (--alias {host}).")
        for host in _aliases(facts)
    ]
    disagreeing = [
        page
        for page in facts.sample
        if page.declared_charset and page.real_charset and not _agree(page.declared_charset, page.real_charset)
    ]
    if disagreeing:
        first = disagreeing[0]
        found.append(
            Advice(
                f"{len(disagreeing)} pages de l’échantillon se disent en {first.declared_charset} et sont en "
                f"{first.real_charset} : la transformation s’en occupe, relisez quelques titres ensuite."
            )
        )
    listed = sum(sitemap.count for sitemap in facts.sitemaps)
    rest = sum(total or 0 for total in facts.rest.values())
    if listed and rest and rest * 10 < listed * 9:
        found.append(
            Advice(
                f"Rien à faire, mais bon à savoir : l’interface REST annonce {rest} contenus, les plans du site "
                f"{listed} pages. La moisson suit les deux, et les liens ; « comedie status » les comparera."
            )
        )
    if not facts.sitemaps and not facts.rest and facts.sample:
        found.append(
            Advice(
                "Rien ne dresse la liste des pages : seule la moisson les comptera. Une copie déjà faite (HTTrack, "
                "wget) ou un inventaire aiderait à vérifier que rien ne manque."
            )
        )
    read = [page.seconds for page in facts.sample if page.status < 300]
    mean = sum(read) / len(read) if read else 0.0
    if mean > _SLOW:
        found.append(
            Advice(
                f"Le serveur est lent ({mean:.1f} s par page) : prévenez qui l’héberge. ".replace(".", ",", 1)
                + "La moisson l’attendra, et ralentira d’elle-même s’il peine."
            )
        )
    if facts.disk and facts.disk > 5_000 * _MB:
        found.append(Advice("Prévoyez la place : choisissez un disque où il reste deux fois la taille annoncée."))
    return found


def _aliases(facts: SiteFacts) -> list[str]:
    return [host for host, count in facts.hosts.items() if count >= 2]


def _agree(declared: str, real: str) -> bool:
    """Every page in plain ASCII is what it says; Latin-1 is read as Windows-1252 by all browsers."""
    return real == "ascii" or _family(declared) == _family(real)


def _family(charset: str) -> str:
    name = charset.lower().replace("_", "-")
    return (
        "latin-1"
        if name in {"iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "iso-8859-15"}
        else name.replace("utf8", "utf-8")
    )


def _quoted(source: str) -> str:
    return f"'{source}'" if re.search(r"[\s'\"$&;()]", source) else source
