"""A profile to begin with, from what induction finds on the archive's pages, shown on captures."""

import tempfile
from collections.abc import Iterable

from lxml import etree

from crawler.archive import Archive
from crawler.capture import ArchiveEntry
from crawler.errors import HarvestError
from transform.errors import PageError
from transform.extract.page import read_page
from transform.personal import mask_text
from transform.reading import read_capture
from transform.templates.detect import claim_of
from transform.templates.induction.induce import Induced, induced_profiles
from transform.templates.induction.shapes import shape_of
from transform.templates.induction.store import ShapeStore
from transform.templates.induction.templates import SURE
from transform.templates.induction.writing import to_yaml
from transform.templates.profile import Profile
from transform.templates.roles import PageRole

#: Captures on which each field is shown; characters of a value that are quoted.
_SHOWN, _QUOTE = 3, 90
#: With as many pages of a template, what is learnt is usually right.
_ENOUGH = 10
_WORDS = {"title": "titre", "subtitle": "sous-titre", "published": "date", "text": "texte"}


def learn(archive: Archive, entries: Iterable[ArchiveEntry], profiles: tuple[Profile, ...]) -> Induced:
    """From the pages whose text no profile finds; those that cannot be read are passed over."""
    with tempfile.TemporaryFile() as spool:
        shapes = ShapeStore(spool)
        for entry in entries:
            try:
                page = read_page(archive.read(entry))
                claim = claim_of(page, profiles)
                if claim is None or not claim.sure:
                    shapes.add(shape_of(page))
            except (HarvestError, PageError, etree.LxmlError, ValueError, RecursionError):
                continue
        return induced_profiles(shapes)


def begin_from(name: str, learnt: Induced, archive: Archive) -> str | None:
    """YAML with its remarks, in French, of the template with most records; nothing where no template has any."""
    records = {
        found: [url for url, used in learnt.assigned.items() if used == found and _is_record(learnt, url)]
        for found in learnt.profiles
    }
    chosen = max(records, key=lambda found: len(records[found]), default=None)
    if chosen is None or not records[chosen]:
        return None
    values = learnt.values[chosen] | {"name": name, "label": f"D’après {len(records[chosen])} pages"}
    notes = [
        f"Commencé par « comedie profile new », d’après {len(records[chosen])} pages qui se ressemblent.",
        "Corrigez ce qui est faux, puis : comedie profile check. Ce que le profil trouve, sur quelques captures :",
        *_shown(learnt.profiles[chosen], records[chosen], archive),
    ]
    if SURE <= len(records[chosen]) < _ENOUGH:
        notes.append(
            f"Moins de {_ENOUGH} pages : un sous-titre ne s’apprend guère, et un encadré rare passe pour du texte. "
            "Regardez plusieurs captures."
        )
    doubts = [one.question for one in learnt.reviews if f"« {chosen} »" in one.question]
    notes += [f"À décider : {doubt.replace(chosen, name)}" for doubt in doubts]
    others = [
        f"{found} ({len(urls)} page{'s' if len(urls) > 1 else ''})"
        for found, urls in records.items()
        if urls and found != chosen
    ]
    if others:
        notes.append(f"Autres modèles appris, que transform écrit dans records/induced : {', '.join(others[:10])}")
    return to_yaml(values, (f"{note[: len(note) - len(note.lstrip())]}{' '.join(note.split())}" for note in notes))


def _is_record(learnt: Induced, url: str) -> bool:
    """Not one of the addresses that the profile knows to be lists, nor of a template of lists alone."""
    rules = learnt.profiles[learnt.assigned[url]].pages
    listed = {address for rule in rules for condition in rule.any for address in condition.addresses}
    return rules[-1].role is PageRole.RECORD and url not in listed


def _shown(profile: Profile, urls: list[str], archive: Archive) -> Iterable[str]:
    for url in urls[:_SHOWN]:
        entry = archive.lookup(url)
        read = read_capture(archive, entry, (profile,), audit=False) if entry is not None else None
        if read is None or read.draft is None:
            continue
        draft = read.draft
        text = draft.content.lead or next((one.text for one in draft.content.sections if one.text), "")
        found = {"title": draft.title, "subtitle": draft.subtitle, "published": draft.published, "text": text}
        yield f"  {read.capture}"
        for field, value in found.items():
            yield f"    {_WORDS[field]} : {f'« {mask_text(value)[:_QUOTE]} »' if value else 'rien'}"
