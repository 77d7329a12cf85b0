"""What was masked in a run: kept apart, never served nor exported; and what it leaves a person to decide."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from transform.personal.records import Masked, mask_values
from transform.reviews import Act, Review, Witness, review

#: Readable by the owner of the workspace alone: a telephone number is soon guessed from its digest.
FILE, MODE = "personal.jsonl", 0o600

_NAMES = {"email": "adresses électroniques", "telephone": "téléphones", "address": "adresses postales", "iban": "IBAN"}


def mask_and_ask(values: dict[str, Any]) -> tuple[dict[str, Any], list[Masked], list[Review]]:
    """The values of a record as they may be served; what was masked; and what a person must decide."""
    cleaned, found = mask_values(values)
    questions = []
    for place in range(len(cleaned["documents"])) if found else ():
        kinds = {one.kind.value for one in found if one.field == f"/documents/{place}/text"}
        if kinds:
            questions.append(_question(cleaned, place, sorted(kinds)))
    return cleaned, found, questions


def masked_lines(masked: Iterable[Masked]) -> Iterator[str]:
    """Those of `personal.jsonl`."""
    for one in sorted(masked, key=lambda one: (one.record, one.field, one.kind, one.sha256)):
        yield json.dumps(asdict(one), ensure_ascii=False, separators=(",", ":")) + "\n"


def _question(values: dict[str, Any], place: int, kinds: Iterable[str]) -> Review:
    document, source = values["documents"][place], values["source"]
    moment = "".join(filter(str.isdecimal, source["captured"]))[:14]
    named = ", ".join(_NAMES[kind] for kind in kinds)
    return review(
        "personal.file",
        "Ce fichier, servi tel quel, contient des données personnelles. Faut-il le retirer ?",
        "retiré, ce fichier n’est plus servi ni exporté ; la notice reste",
        record=values["id"],
        field=f"/documents/{place}",
        proposed="garder",
        alternatives=["retirer"],
        act=Act.WITHDRAW,
        reasons=f"dans son texte : {named} ({document['url']})",
        evidence=[Witness(words=named, capture=f"{moment}/{source['url']}")],
        about=f"{document['sha256'] or document['url']} {named}",
    )
