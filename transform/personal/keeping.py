"""What was masked in a run: kept apart, never served nor exported; and what it leaves a person to decide."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from transform.personal.records import Masked, mask_record
from transform.schema import Record

#: Readable by the owner of the workspace alone: a telephone number is soon guessed from its digest.
FILE, MODE = "personal.jsonl", 0o600

_NAMES = {"email": "adresses électroniques", "telephone": "téléphones", "address": "adresses postales", "iban": "IBAN"}


@dataclass(slots=True)
class PersonalData:
    """Each record on its way out passes here."""

    masked: list[Masked] = field(default_factory=list)
    reviews: list[dict[str, Any]] = field(default_factory=list)

    def mask(self, record: Record) -> Record:
        cleaned, found = mask_record(record)
        self.masked += found
        for place, document in enumerate(cleaned.documents):
            kinds = {one.kind.value for one in found if one.field == f"/documents/{place}/text"}
            if kinds:
                cleaned.quality.reviews += 1
                self.reviews.append(_question(cleaned, place, document.url, sorted(kinds)))
        return cleaned

    def lines(self) -> Iterator[str]:
        for one in sorted(self.masked, key=lambda one: (one.record, one.field, one.kind, one.sha256)):
            yield json.dumps(asdict(one), ensure_ascii=False, separators=(",", ":")) + "\n"


def _question(record: Record, place: int, url: str, kinds: Iterable[str]) -> dict[str, Any]:
    return {
        "record": record.id,
        "field": f"/documents/{place}",
        "question": "Ce fichier, servi tel quel, contient des données personnelles. Faut-il le retirer ?",
        "proposed": "garder",
        "confidence": None,
        "reasons": f"dans son texte : {', '.join(_NAMES[kind] for kind in kinds)} ({url})",
        "capture": f"{''.join(c for c in record.source.captured if c.isdecimal())[:14]}/{record.source.url}",
    }
