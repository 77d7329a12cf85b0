"""Records for the tests of the index: sixty of all kinds, in French, that share and miss words in known ways."""

import json
from pathlib import Path
from typing import Any

from transform.schema import Kind, Record

_PLACES = (
    "les Bauges",
    "l’Ubaye",
    "le Trieux",
    "la Camargue",
    "Brouage",
    "le Donon",
    "le Lauragais",
    "l’étang de Thau",
)
_ACTORS = ("bergers", "pêcheurs", "agriculteurs", "riverains", "naturalistes", "chasseurs", "élus", "plongeurs")
_SUBJECTS = (
    ("le retour du loup", "Un loup a été vu près des alpages. Les brebis ont peur, et les chiens aussi."),
    ("une réserve de pêche", "La posidonie abrite les poissons ; la réserve de pêche les protège toute l’année."),
    ("le partage de l’eau", "L’eau d’irrigation manque l’été. Le débat public a duré deux ans."),
    ("un parc éolien", "Les éoliennes dominent le village. Le commissaire enquêteur a reçu 312 lettres."),
    ("une carrière de granulats", "La carrière fait du bruit et de la poussière ; l’enquête publique fut longue."),
    ("la gestion de la forêt", "Forestiers et promeneurs se partagent les chemins. La charte forestière les y aide."),
    ("un budget participatif", "Les habitant·e·s votent le budget participatif de la C.N.D.P. locale."),
    ("la crue de la rivière", "Après la crue, la prise de décision a changé : chacun fut écouté au cœur du village."),
)
_METHODS = (
    "une charte",
    "un jury citoyen",
    "une médiation",
    "des ateliers",
    "une concertation",
    "un groupe de travail",
)


def sample_records(count: int = 60) -> list[Record]:
    """The same records each time, sorted by id."""
    return sorted((_record(number) for number in range(count)), key=lambda record: record.id)


def make_record(record_id: str, title: str, text: str = "", kind: Kind = Kind.EXPERIENCE, **values: Any) -> Record:
    """A record of which only the words matter."""
    sections = [{"heading": None, "text": text}] if text else []
    return Record.model_validate(
        {"id": record_id, "kind": kind, "title": title, "sections": sections, "source": _source(record_id), **values}
    )


def write_records(path: Path, records: list[Record]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = sorted(records, key=lambda record: record.id)
    path.write_text("".join(f"{record.to_json_line()}\n" for record in ordered), encoding="utf-8")
    return path


def _record(number: int) -> Record:
    subject, sentence = _SUBJECTS[number % len(_SUBJECTS)]
    place = _PLACES[number // 3 % len(_PLACES)]
    first, second = _ACTORS[number % 7], _ACTORS[(number // 2 + 3) % 8]
    method = _METHODS[number // 5 % len(_METHODS)]
    kind = list(Kind)[number % 4 if number % 9 else number % len(Kind)]
    values: dict[str, Any] = {
        "subtitle": f"Des {first} et des {second} autour d’{method.removeprefix('d')}" if number % 3 else None,
        "lead": f"Dans {place}, {first} et {second} ont cherché un accord." if number % 2 else None,
        "sections": [
            {"heading": "Contexte", "role": "contexte", "text": f"{sentence} Cela se passe dans {place}."},
            {
                "heading": "Démarche" if number % 5 else "Enseignements",
                "role": "demarche",
                "text": f"Les {first} ont proposé {method}. "
                + f"Les {second} ont répondu en {2000 + number % 20}. " * (number % 4),
            },
        ],
        "published": f"{2001 + number % 18}-{number % 12 + 1:02d}-{number % 28 + 1:02d}" if number % 6 else None,
    }
    if number % 10 == 3:
        values["documents"] = [
            {"url": f"https://exemple.org/{number}.pdf", "title": "Compte rendu", "text": f"Annexe : {sentence}"}
        ]
    title = f"{subject[0].upper()}{subject[1:]} dans {place}" if number % 4 else f"{first.capitalize()} et {subject}"
    return make_record(f"essai-{1000 + number * 37 % 997}", title, kind=kind, **values)


def _source(record_id: str) -> dict[str, Any]:
    return {
        "url": f"https://exemple.org/{record_id}",
        "template": "essai",
        "captured": "2026-11-22T10:00:00Z",
        "archive": "essai-00001.warc.gz",
        "offset": 0,
        "digest": f"sha256:{json.dumps(record_id)}",
    }
