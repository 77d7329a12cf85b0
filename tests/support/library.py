"""Libraries of any size, from the bundled site's own words: the same records for the same size and seed."""

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tests.support.records import make_record
from transform.schema import Kind, Record
from transform.vocabulary import load_vocabularies

_TRUTH = Path(__file__).parents[2] / "fixtures" / "truth" / "records.jsonl"
_SCHEMES = ("themes", "territories", "actors", "methods")
_CONCEPTS_OF_A_RECORD = 3
#: Name, INSEE code, département, code and name of the région.
_PLACES = (
    ("Chambéry", "73065", "73", "84", "Auvergne-Rhône-Alpes"),
    ("Barcelonnette", "04019", "04", "93", "Provence-Alpes-Côte d’Azur"),
    ("Marennes", "17219", "17", "75", "Nouvelle-Aquitaine"),
    ("Pontrieux", "22250", "22", "53", "Bretagne"),
    ("Arles", "13004", "13", "93", "Provence-Alpes-Côte d’Azur"),
    ("Sète", "34301", "34", "76", "Occitanie"),
    ("Castelnaudary", "11076", "11", "76", "Occitanie"),
    ("Schirmeck", "67448", "67", "44", "Grand Est"),
)
_FIRST_NAMES = ("Anne", "Élise", "Hervé", "Noël", "Zoé", "Maël", "Jeanne", "Loïc")
_LAST_NAMES = ("Le Goff", "Durand", "d’Arc", "Müller", "N’Diaye", "Pérez", "Saint-Luc", "Œuvrard")


def library(size: int, seed: int = 1, sentences: int = 12) -> Iterator[Record]:
    """In the order of ids. Some say nothing of a field, some have it inferred, some are another one's twin."""
    drawn = random.Random(seed)
    digits = len(str(size))
    texts: tuple[str, ...] = ()
    title = ""
    for number in range(size):
        if number % 23 != 22:  # otherwise a twin: equal scores, told apart by their ids
            texts, title = _texts(drawn, sentences), _title(drawn)
        yield _record(drawn, f"genere-{number:0{digits}d}", title, texts)


@cache
def sentences_of_the_site() -> tuple[str, ...]:
    texts = (json.loads(line)["text"] for line in _TRUTH.read_text(encoding="utf-8").splitlines())
    found = (piece.strip() for text in texts for piece in text.replace("!", ".").replace("?", ".").split("."))
    return tuple(dict.fromkeys(piece for piece in found if 20 < len(piece) < 400))


@cache
def titles_of_the_site() -> tuple[str, ...]:
    return tuple(json.loads(line)["title"] for line in _TRUTH.read_text(encoding="utf-8").splitlines())


@cache
def words_of_the_site() -> tuple[str, ...]:
    """As they are written, the frequent ones more often."""
    return tuple(word for sentence in sentences_of_the_site() for word in sentence.split() if len(word) > 2)


@cache
def _concepts() -> dict[str, tuple[str, ...]]:
    schemes = load_vocabularies().schemes
    return {name: tuple(sorted(schemes[name].concepts)) for name in _SCHEMES}


def _texts(drawn: random.Random, sentences: int) -> tuple[str, ...]:
    """Sentences of the site, and one of words in no order: each record has pairs of words of its own."""
    site, words = sentences_of_the_site(), words_of_the_site()
    mixed = " ".join(drawn.choices(words, k=15))
    written = [*drawn.choices(site, k=max(1, drawn.randint(sentences // 2, sentences * 3 // 2))), mixed]
    cut = drawn.randint(0, len(written))
    return tuple(". ".join(part) + "." for part in (written[:cut], written[cut:]) if part)


def _title(drawn: random.Random) -> str:
    first, second = drawn.choices(titles_of_the_site(), k=2)
    words = [*first.split(), *second.split()]
    at = drawn.randint(0, max(len(words) - 3, 0))
    return " ".join(words[at : at + drawn.randint(3, 9)])


def _record(drawn: random.Random, record_id: str, title: str, texts: tuple[str, ...]) -> Record:
    values: dict[str, Any] = {
        "sections": [{"heading": None if place else "Contexte", "text": text} for place, text in enumerate(texts)],
        "subtitle": drawn.choice((None, None, "Ce que l’on en retient")),
        "language": drawn.choice(("fr",) * 12 + ("en", "es", None)),
        "published": drawn.choice((None, *(f"{year}-{1 + year % 12:02d}" for year in range(2001, 2019)))),
        "period": _period(drawn),
        "places": [_place(drawn.choice(_PLACES)) for _ in range(drawn.choice((0, 1, 1, 2)))],
        "people": [{"name": _name(drawn)} for _ in range(drawn.choice((0, 1, 2)))],
        "organisations": [{"name": f"Syndicat de {drawn.choice(_PLACES)[0]}", "acronym": drawn.choice((None, "SMR"))}],
        "terms": {"themes": [drawn.choice(words_of_the_site()).lower()]} if drawn.random() < 0.7 else {},
        "media": [{"type": "image", "url": "https://exemple.org/a.jpg"}] if drawn.random() < 0.3 else [],
        "provenance": {},
    }
    for scheme, concepts in _concepts().items():
        values[scheme] = sorted(set(drawn.choices(concepts, k=drawn.randint(0, _CONCEPTS_OF_A_RECORD))))
        for place in range(len(values[scheme])):
            values["provenance"][f"/{scheme}/{place}"] = _evidence(drawn)
    if values["period"]:
        values["provenance"]["/period"] = _evidence(drawn)
    kind = drawn.choice(tuple(Kind)[: drawn.randint(1, len(Kind))])
    return make_record(record_id, title, kind=kind, **values)


def _evidence(drawn: random.Random) -> dict[str, str]:
    return {"nature": drawn.choice(("written", "inferred")), "rule": "generated"}


def _period(drawn: random.Random) -> dict[str, Any] | None:
    start = drawn.randint(1985, 2015)
    end = start + drawn.randint(0, 8)
    return drawn.choice(
        (
            None,
            {"edtf": f"{start}/{end}", "start": start, "end": end},
            {"edtf": f"{start}/..", "start": start},
            {"edtf": str(start), "start": start, "end": start},
        )
    )


def _place(place: tuple[str, ...]) -> dict[str, Any]:
    name, insee, departement, code, region = place
    return {
        "name": name,
        "label": name,
        "kind": "commune",
        "insee": insee,
        "departement": departement,
        "region": {"code": code, "label": region},
    }


def _name(drawn: random.Random) -> str:
    return f"{drawn.choice(_FIRST_NAMES)} {drawn.choice(_LAST_NAMES)}"
