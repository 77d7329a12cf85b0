"""Where each value of a record comes from, in words."""

import re
from dataclasses import dataclass

from transform.schema import Evidence, Nature, Record, TextQuoteSelector, XPathSelector

#: Lines shown; more only where more values than that were inferred, up to the second number.
MAX_SHOWN, MAX_INFERRED = 80, 300
_MAX_RAW = 240

NATURES: dict[Nature, str] = {
    Nature.WRITTEN: "écrit dans la page",
    Nature.INFERRED: "déduit du texte",
    Nature.LOOKUP: "corrigé par le profil du site",
    Nature.DECIDED: "décidé par la rédaction",
}
_FIELDS: dict[str, str] = {
    "id": "identifiant",
    "kind": "type",
    "language": "langue",
    "title": "titre",
    "subtitle": "sous-titre",
    "lead": "chapeau",
    "sections": "partie",
    "notes": "note",
    "published": "publication",
    "modified": "modification",
    "period": "période",
    "places": "lieu",
    "themes": "thème",
    "territories": "territoire",
    "actors": "acteur",
    "methods": "méthode",
    "participation": "niveau de participation",
    "terms": "termes d’origine",
    "people": "personne",
    "organisations": "organisme",
    "media": "image ou vidéo",
    "documents": "document",
    "references": "référence",
    "links": "lien",
    "related": "fiche liée",
    "step": "étape",
    "rights": "droits",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """One line of « D’où vient chaque valeur ». `quote` is the words that show it, shortened."""

    field: str
    nature: str
    is_inferred: bool
    rule: str
    quote: str
    where: str


def origins(record: Record) -> list[Origin]:
    """In the order of the record's fields; no inferred value is left out for one that is written."""
    ordered = sorted(record.provenance.items(), key=_rank)
    inferred = [pointer for pointer, evidence in ordered if evidence.nature is Nature.INFERRED][:MAX_INFERRED]
    others = [pointer for pointer, evidence in ordered if evidence.nature is not Nature.INFERRED]
    kept = {*inferred, *others[: max(0, MAX_SHOWN - len(inferred))]}
    return [_origin(pointer, evidence) for pointer, evidence in ordered if pointer in kept]


def field_label(pointer: str) -> str:
    """`/places/0` → `lieu 1`."""
    name, _, rest = pointer.lstrip("/").partition("/")
    label = _FIELDS.get(name, name)
    position = re.match(r"\d{1,6}", rest)
    if position:
        return f"{label}\u00a0{int(position.group()) + 1}"
    return f"{label} ({rest})" if rest and name == "terms" else label


def _rank(item: tuple[str, Evidence]) -> tuple[int, list[tuple[int, str]]]:
    """In the order of the record's fields; numbers as numbers."""
    pointer = item[0]
    name = pointer.lstrip("/").partition("/")[0]
    place = list(_FIELDS).index(name) if name in _FIELDS else len(_FIELDS)
    parts = [(int(p) if p.isdecimal() and len(p) < 7 else -1, p) for p in pointer.split("/")]
    return place, parts


def _origin(pointer: str, evidence: Evidence) -> Origin:
    selector = evidence.selector
    quote = selector.exact if isinstance(selector, TextQuoteSelector) else (evidence.raw or "")
    return Origin(
        field=field_label(pointer),
        nature=NATURES[evidence.nature],
        is_inferred=evidence.nature is Nature.INFERRED,
        rule=evidence.rule,
        quote=quote if len(quote) <= _MAX_RAW else f"{quote[: _MAX_RAW - 1]}…",
        where=selector.value if isinstance(selector, XPathSelector) else "",
    )
