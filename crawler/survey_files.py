"""A first look at a folder, an archive or an export: counts by type, and what such a source cannot tell."""

import zipfile
from collections import Counter
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from urllib.parse import urlsplit

from crawler.archive_writer import declared_type
from crawler.errors import HarvestError
from crawler.http_message import end_of_head, parse_head
from crawler.limits import Limits
from crawler.mime import sniff
from crawler.mirror.files import entries_of, file_name
from crawler.mirror.names import repaired
from crawler.mirror.plan import Plan
from crawler.scrutari.inventory import fiches_of, is_inventory
from crawler.survey_facts import FileFacts
from crawler.system_errors import reason_of
from crawler.warc.item import Problem, ScannedRecord
from crawler.warc.scan import scan
from crawler.wxr.address import hidden_because
from crawler.wxr.cut import pieces_of
from crawler.wxr.export import channel_of, is_double_byte, is_export, well_formed_items
from crawler.wxr.item import ItemError, fields_of, read_item

_MAX_RECORDS = 200_000
_MAX_ITEM = 16 * 1024 * 1024
_MAX_TOLD = 5
_WARCS = (".warc", ".warc.gz", ".arc", ".arc.gz")
_KEEP = 65_536
_TYPES = {
    "text/html": "pages HTML",
    "application/pdf": "PDF",
    "text/css": "feuilles de style",
    "application/rss+xml": "flux",
    "application/atom+xml": "flux",
    "application/json": "JSON",
}


def survey_file(source: str) -> FileFacts:
    """Raises `HarvestError` for what is neither a folder nor a file that can be read."""
    path = Path(source)
    if path.is_dir():
        return _folder(source, path)
    if not path.is_file():
        raise HarvestError(
            f"« {source} » ne désigne ni dossier ni fichier présent ici, ni adresse de site (https://…). "
            "Vérifiez l’orthographe.",
            exit_code=2,
        )
    name = path.name.lower()
    try:
        if name.endswith(_WARCS):
            return _warc(source, path)
        if name.endswith(".wacz"):
            return _wacz(source, path)
        if is_export(path):
            return _export(source, path)
        if is_inventory(path):
            return _inventory(source, path)
    except OSError as error:
        raise HarvestError(
            f"« {source} » ne se lit pas ({reason_of(error)}). Vérifiez les droits du fichier, puis relancez."
        ) from error
    raise HarvestError(
        f"« {source} » n’est pas une source connue : donnez une adresse, un dossier, un fichier WARC, ARC ou WACZ, "
        "un export WordPress ou un inventaire ScrutariData (.xml).",
        exit_code=2,
    )


def _folder(source: str, path: Path) -> FileFacts:
    entries = entries_of(path.resolve(), path.resolve() / "comedie-archive")
    plan = Plan.of(entries, "site", Limits())
    try:
        known = [kept for kept in plan.kept.values() if kept.asked is not None]
        httrack = bool(plan.own or plan.cache.lines) or any("HTTrack" in kept.reason for kept in known)
        made = "HTTrack" if httrack else "wget ou un outil semblable" if known else "à la main, ou sans trace d’outil"
        facts = FileFacts(source, "dossier", made)
        types: Counter[str] = Counter()
        for entry in entries:
            if entry.refusal is not None:
                facts.problems.append(f"{entry.name.decode('utf-8', 'replace')} : {entry.refusal[1]}")
            elif entry.name in plan.kept:
                types[_label("text/html" if entry.is_html else _sniffed(entry.file, entry.name))] += 1
                facts.disk = (facts.disk or 0) + entry.file.stat().st_size
        facts.counts["Fichiers"] = dict(types.most_common())
        facts.counts["Hôtes retrouvés"] = dict(Counter(urlsplit(kept.url).netloc for kept in known).most_common())
        facts.counts["Adresses"] = {
            "retrouvées": len(known),
            "inconnues (mirror:…)": len(plan.kept) - len(known),
        }
        damaged = sum(1 for entry in entries if repaired(entry.name))
        if damaged:
            facts.notes.append(f"{damaged} noms de fichiers abîmés, dont le nom juste est retrouvé")
        if plan.originals:
            facts.notes.append(f"{len(plan.originals)} pages ont leur original d’avant la réécriture des liens (.orig)")
        facts.pages = types["pages HTML"]
    finally:
        plan.cache.close()
    facts.problems = _first(facts.problems)
    facts.unknown = [
        "les pages que l’outil n’a pas atteintes : fenêtres ouvertes par script, liens hors de la profondeur",
        "les statuts et les en-têtes du serveur" + ("" if plan.cache.lines else ", les redirections"),
    ]
    return facts


def _warc(source: str, path: Path) -> FileFacts:
    facts = FileFacts(source, "archive", "")
    with path.open("rb") as file:
        _read_records(facts, (item for item in scan(file, keep=_KEEP, verify=False)))
    facts.disk = path.stat().st_size
    return facts


def _wacz(source: str, path: Path) -> FileFacts:
    facts = FileFacts(source, "archive", "")
    try:
        with zipfile.ZipFile(path) as opened:
            names = [name for name in opened.namelist() if name.lower().endswith(_WARCS)]
            facts.counts["Fichiers WARC"] = {
                name.rpartition("/")[2]: opened.getinfo(name).file_size for name in names[:20]
            }
    except zipfile.BadZipFile as error:
        raise HarvestError(f"« {source} » n’est pas un WACZ lisible : demandez-en une copie entière.") from error
    facts.made_by = "WACZ (archive du web empaquetée)"
    facts.disk = path.stat().st_size
    facts.unknown = ["les pages : elles se comptent à la moisson, qui lit l’archive entière"]
    return facts


def _read_records(facts: FileFacts, items: Iterator[ScannedRecord | Problem]) -> None:
    kinds: Counter[str] = Counter()
    types: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    hosts: Counter[str] = Counter()
    pages: set[str] = set()
    dates = []
    for number, item in enumerate(items):
        if number >= _MAX_RECORDS:
            facts.notes.append(f"seuls les {_MAX_RECORDS} premiers enregistrements sont comptés")
            break
        if isinstance(item, Problem):
            facts.problems.append(f"octet {item.offset} : {item.what}")
            continue
        kinds[item.kind or "?"] += 1
        if item.kind == "warcinfo":
            facts.made_by = facts.made_by or _software(item.block)
        if item.kind not in {"response", "resource"}:
            continue
        if item.date is not None:
            dates.append(item.date)
        hosts[urlsplit(item.url).netloc] += 1
        end = end_of_head(item.block)
        head = parse_head(item.block[:end]) if item.kind == "response" and end > 0 else None
        status = head.status if head is not None else None
        if status is not None:
            statuses[f"{status // 100}xx"] += 1
        mime = declared_type(head.value("content-type") if head else item.fields.get("content-type")) or "inconnu"
        if status is None or status < 300:
            types[_label(mime)] += 1
            if mime in {"text/html", "application/xhtml+xml"}:
                pages.add(item.url)
    facts.made_by = facts.made_by or "un outil qui ne dit pas son nom"
    facts.counts = {
        "Enregistrements": dict(kinds.most_common()),
        "Réponses": dict(sorted(statuses.items())),
        "Contenus reçus": dict(types.most_common(12)),
        "Hôtes": dict(hosts.most_common(8)),
    }
    if dates:
        facts.notes.append(f"captures du {min(dates):%d/%m/%Y} au {max(dates):%d/%m/%Y}")
    facts.pages = len(pages)
    facts.problems = _first(facts.problems)
    facts.unknown = [
        "ce qui n’a pas été capturé : seuls les liens le diront, à la moisson",
        "une coupure tombée exactement entre deux enregistrements, faute de manifeste",
    ]


def _export(source: str, path: Path) -> FileFacts:
    facts = FileFacts(source, "export", "WordPress (WXR)")
    types: Counter[str] = Counter()
    hidden: Counter[str] = Counter()
    unread = 0
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        if is_double_byte(data[:4]):
            raise HarvestError(f"« {path.name} » est en UTF-16 : enregistrez-le en UTF-8, puis relancez.")
        pieces = list(pieces_of(data))
        channel = channel_of(data[: min(pieces[0].start if pieces else len(data), _MAX_ITEM)])
        for piece in pieces:
            try:
                element, _ = read_item(data[piece.start : min(piece.end, piece.start + _MAX_ITEM)], 0, channel.encoding)
            except ItemError:
                unread += 1
                continue
            item = fields_of(element)
            types[item.type] += 1
            why = hidden_because(item, None)
            if why is not None:
                hidden[why] += 1
    facts.counts = {"Éléments": dict(types.most_common()), "Non publiés, laissés de côté": dict(hidden.most_common())}
    facts.notes += [f"site : {channel.base}"] if channel.base else []
    facts.notes += [f"exporté le {channel.exported:%d/%m/%Y}"] if channel.exported else []
    _, malformed = well_formed_items(path)
    if malformed:
        facts.notes.append(f"{malformed} : il sera lu élément par élément")
    if unread:
        facts.problems.append(f"{unread} éléments illisibles : exportez de nouveau")
    facts.pages = sum(count for kind, count in types.items() if kind not in {"attachment", "revision", "nav_menu_item"})
    facts.disk = path.stat().st_size
    facts.unknown = [
        "les fichiers et les images : l’export les nomme, et ne les contient pas",
        "les pages faites à la main hors de WordPress, les menus tels qu’affichés",
        "les brouillons automatiques et les révisions, qui ne sont que dans la base",
    ]
    return facts


def _inventory(source: str, path: Path) -> FileFacts:
    corpora: Counter[str] = Counter()
    addresses = 0
    for fiche in fiches_of(path):
        corpora[fiche.corpus] += 1
        addresses += fiche.url is not None
    facts = FileFacts(source, "inventaire", "ScrutariData", {"Fiches par corpus": dict(corpora.most_common())})
    facts.notes.append(f"{addresses} fiches ont une adresse")
    facts.disk = path.stat().st_size
    facts.unknown = ["le contenu des fiches : un inventaire sert à vérifier qu’une moisson n’a rien oublié"]
    return facts


def _sniffed(path: Path, name: bytes) -> str:
    with path.open("rb") as file:
        return sniff(file.read(16_384), file_name(name))


def _label(mime: str) -> str:
    if mime.startswith("image/"):
        return "images"
    if mime.startswith(("audio/", "video/")):
        return "sons et vidéos"
    return _TYPES.get(mime, mime)


def _software(block: bytes) -> str:
    for line in block[:4096].decode("utf-8", "replace").splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() == "software" and value.strip():
            return value.strip()[:80]
    return ""


def _first(problems: list[str]) -> list[str]:
    rest = len(problems) - _MAX_TOLD
    return [*problems[:_MAX_TOLD], *([f"… et {rest} autres"] if rest > 0 else [])]
