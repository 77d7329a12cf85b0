"""Make the gazetteer's data files: `python -m transform.places.build FOLDER`, where `fetch.sh FOLDER` put the packages.

`--count TEXTS` first counts which names are ordinary words in a folder of French texts, into `facts/ordinary.tsv`.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean
from typing import Any

from transform.places.build.ordinary import count, weight
from transform.places.build.sources import FACTS, Sources
from transform.places.gazetteer import HAMLET
from transform.places.words import key_of

DATA = Path(__file__).parent.parent / "data"
#: A name written so seldom in lower case is a slip of whoever wrote it.
_MISPRINTS = 2
#: What a territory that is no département of France is called in INSEE codes, by its first three characters.
_OVERSEAS = ("97", "98")


def departement_of(code: str) -> str:
    return code[:3] if code.startswith(_OVERSEAS) else code[:2]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m transform.places.build", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=Path)
    arguments = parser.parse_args()
    sources = Sources(arguments.folder)
    DATA.mkdir(exist_ok=True)
    lands = _lands(sources)
    if arguments.count:
        keys = {key_of(named.name) for named in sources.names()} | {key for key, *_ in lands}
        keys |= {key.partition(" ")[2] for key in keys if key.startswith(("le ", "la ", "les "))}
        counted = count(arguments.count, keys)
        _write(FACTS / "ordinary.tsv", ((key, str(times)) for key, times in counted.items()))
    ordinary = {key: int(times) for key, times in sources.facts("ordinary.tsv")}

    def costs(key: str) -> str:
        article, _, rest = key.partition(" ")
        keys = (key, rest) if article in ("le", "la", "les", "l") and rest else (key,)
        found = max(weight(ordinary.get(one, 0), in_dictionary=one in sources.dictionary) for one in keys)
        return f"{found:g}" if found else ""

    def land_costs(key: str, _: str, kind: str) -> str:
        """Names chosen for the list cost nothing for standing in a dictionary, but for rivers: many are nouns."""
        times = ordinary.get(key, 0)
        found = weight(times, in_dictionary=False) if times > _MISPRINTS else 0.0
        return costs(key) if kind == "riviere" else f"{found:g}" if found else ""

    points, abroad = sources.points(), sources.larger_abroad()
    _write_communes(_communes(sources, points, abroad, costs))
    _write(DATA / "lands.tsv", ((*values[:4], land_costs(*values[:3]), *values[4:]) for values in lands))
    _write(DATA / "departements.tsv", _departements(sources, points))
    _write(DATA / "regions.tsv", _regions(sources))
    (DATA / "outlines.json").write_text(
        json.dumps(_outlines(sources), ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8"
    )


def _write_communes(lines: Iterable[tuple[str, ...]]) -> None:
    """Line by line beside each other, so that loading is two splits: the keys, and what bears each, then the lengths.

    `longest.txt`: on line n + 1, the first words of names that have n + 1 words at most.
    """
    bearers: dict[str, list[str]] = defaultdict(list)
    longest: dict[str, int] = defaultdict(int)
    for key, *values in lines:
        bearers[key].append("\t".join(values).rstrip("\t"))
        first = key.partition(" ")[0]
        longest[first] = max(longest[first], key.count(" ") + 1)
    (DATA / "communes.keys.txt").write_text("\n".join(bearers), "utf-8")
    (DATA / "communes.txt").write_text("\n".join("|".join(those) for those in bearers.values()), "utf-8")
    sizes = range(1, max(longest.values()) + 1)
    firsts = (" ".join(first for first, most in longest.items() if most == size) for size in sizes)
    (DATA / "longest.txt").write_text("\n".join(firsts), "utf-8")


def _communes(sources: Sources, points: Any, abroad: Any, costs: Any) -> Iterable[tuple[str, ...]]:
    """Key, name, code, code and name of the present commune where they differ, inhabitants, point, marks, cost."""
    near: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for code, point in points.items():
        near[sources.present[code].get("arrondissement", departement_of(code))].append(point)
        near[departement_of(code)].append(point)
    for territory in sources.facts("overseas.tsv"):
        near.setdefault(territory[0], [(float(territory[4]), float(territory[5]))])
    for named in sources.names():
        present = sources.present[named.present]
        label = present["nom"].replace("'", "’")
        point, mark = points.get(named.present), ""
        if point is None:
            around = near.get(present.get("arrondissement", "")) or near.get(departement_of(named.present)) or []
            point, mark = (_mean(around) if around else None), "~"
        key = key_of(named.name)
        yield (
            key,
            named.name,
            named.code,
            named.present if named.present != named.code else "",
            label if label != named.name else "",
            str(present.get("population", 0)) if label == named.name else "",
            f"{point[0]:g}" if point else "",
            f"{point[1]:g}" if point else "",
            mark + ("!" if key in abroad else ""),
            costs(key),
        )


def _lands(sources: Sources) -> list[tuple[str, ...]]:
    """Key, name, kind, départements or country, point of a hamlet's commune.

    A name of several rivers has one line for each set of départements.
    """
    found: set[tuple[str, ...]] = set()
    for name, departements in (line + ("",) * (2 - len(line)) for line in sources.facts("rivers.tsv")):
        found.add((key_of(name), name, "riviere", departements))
    for name, kind, departements in sources.facts("lands.tsv"):
        found.add((key_of(name), name, kind, departements))
    points = sources.points()
    for name, code in sources.facts("hamlets.tsv"):
        at = points.get(code)
        where = (f"{at[0]:g} {at[1]:g}",) if at else ()
        found.add((key_of(name), name, HAMLET, departement_of(code), *where))
    for name, country in (line + ("",) * (2 - len(line)) for line in sources.facts("countries.tsv")):
        found.add((key_of(name), name, "pays", country))
    for name, country in sources.facts("abroad.tsv"):
        found.add((key_of(name), name, "etranger", country))
    return sorted(found)


def _departements(sources: Sources, points: Any) -> Iterable[tuple[str, ...]]:
    """Number, name, present région, point, other names."""
    others: dict[str, list[str]] = defaultdict(list)
    for name, number in sources.facts("departements.tsv"):
        others[number].append(name)
    for one in sources.departements:
        if one["zone"] == "metro":
            around = [point for code, point in points.items() if departement_of(code) == one["code"]]
            latitude, longitude = _mean(around)
            name = one["nom"].replace("'", "’")
            yield one["code"], name, one["region"], f"{latitude:g}", f"{longitude:g}", "|".join(others[one["code"]])


def _regions(sources: Sources) -> Iterable[tuple[str, ...]]:
    """Now or then, code, name, code of the present région, départements, other names; then overseas with its point."""
    for one in sources.regions:
        if one["zone"] == "metro":
            those = [d["code"] for d in sources.departements if d["region"] == one["code"]]
            yield "now", one["code"], one["nom"].replace("'", "’"), one["code"], " ".join(those), ""
    for code, name, present, inside, others in (
        line + ("",) * (5 - len(line)) for line in sources.facts("regions.tsv")
    ):
        yield "then", code, name, present, inside, others
    for line in sources.facts("overseas.tsv"):
        number, name, kind, region, latitude, longitude, others = line + ("",) * (7 - len(line))
        yield kind, region, name, region, number, others, latitude, longitude


def _outlines(sources: Sources) -> dict[str, Any]:
    values = sources.outlines()
    paths = {one["id"].upper(): one["path"] for one in values["locations"]}
    return {"viewBox": values["viewBox"], "paths": dict(sorted(paths.items()))}


def _mean(points: list[tuple[float, float]]) -> tuple[float, float]:
    return round(fmean(one[0] for one in points), 2), round(fmean(one[1] for one in points), 2)


def _write(path: Path, lines: Iterable[tuple[str, ...]]) -> None:
    path.write_text("".join("\t".join(values).rstrip("\t") + "\n" for values in lines), "utf-8")


if __name__ == "__main__":
    main()
