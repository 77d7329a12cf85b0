"""Every name we know, from data files that a script made: loaded once, read line by line only where a text asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from transform.places.words import key_of
from transform.schema import Region

COMMUNE, DEPARTEMENT, REGION, COUNTRY, RIVER, ISLAND, HAMLET, ABROAD = (
    "commune",
    "departement",
    "region",
    "pays",
    "riviere",
    "ile",
    "lieu-dit",
    "etranger",
)
#: Named lands, told apart from what an administration drew.
LANDS = frozenset(("riviere", "massif", "terroir", "littoral", "ile", "lac", "marais", "foret", "parc", HAMLET))
_ARTICLES = ("le ", "la ", "les ", "l ")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a name may mean.

    `code`: INSEE code of the present commune, number of the département, code of the région of its own time, ISO code
    of a country. `former`: code of the commune of the time, where it has been merged since. `cost`: what being an
    ordinary word takes from its score. `abroad`: a far larger city of another country has this name.
    """

    key: str
    name: str
    kind: str
    code: str | None = None
    label: str = ""
    former: str | None = None
    departements: tuple[str, ...] = ()
    population: int = 0
    point: tuple[float, float] | None = None
    approximate: bool = True
    cost: float = 0.0
    abroad: bool = False


@dataclass(frozen=True, slots=True)
class Territory:
    """A département, or what stands for one overseas."""

    number: str
    name: str
    point: tuple[float, float]
    region: Region
    region_then: Region


class Gazetteer:
    """`find` gives what a folded name may mean; `longest` the number of words of the longest name by its first word."""

    def __init__(self, *, communes: bool = True) -> None:
        self.territories: dict[str, Territory] = {}
        self.regions: dict[str, Entry] = {}
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._lines: dict[str, str] = {}
        self.longest: dict[str, int] = {}
        if communes:
            self._load_communes()
        self._load_few()

    def find(self, key: str) -> tuple[Entry, ...]:
        known = self._entries.get(key)
        lines = self._lines.get(key)
        if lines is None:
            return known or ()
        if known is None or not any(entry.kind == COMMUNE for entry in known):
            communes = tuple(_commune(key, line) for line in lines.split("|"))
            known = self._entries[key] = (*communes, *(known or ()))
        return known

    def knows(self, key: str) -> bool:
        return key in self._lines or key in self._entries

    def names(self) -> Iterator[str]:
        """Every folded name, once."""
        return iter(self._lines.keys() | self._entries.keys())

    def territory(self, departement: str) -> Territory | None:
        return self.territories.get(departement)

    def _load_communes(self) -> None:
        self._lines = dict(zip(_read("communes.keys.txt").split("\n"), _read("communes.txt").split("\n"), strict=True))
        for size, firsts in enumerate(_read("longest.txt").split("\n"), 1):
            self.longest |= dict.fromkeys(firsts.split(), size)

    def _load_few(self) -> None:
        now: dict[str, Region] = {}
        then: dict[str, Region] = {}
        rows = [line.split("\t") for line in _read("regions.tsv").splitlines()]
        for row in rows:
            mark, code, name, present, inside = row[:5]
            if mark == "now" or mark != "then":
                now[code] = Region(code=code, label=name)
            if mark != "now":
                then |= dict.fromkeys(inside.split(), Region(code=code, label=name))
            others = row[5] if len(row) > 5 else ""
            point = (float(row[6]), float(row[7])) if len(row) > 7 else None
            kind = DEPARTEMENT if mark == DEPARTEMENT else REGION
            own = inside if kind == DEPARTEMENT or mark == REGION else code
            for written in (name, *filter(None, others.split("|"))):
                key = key_of(written)
                if kind == REGION and mark == "then" and present == code and key_of(now[code].label) == key:
                    continue
                self._add(
                    Entry(key, written, kind, own, name, None, tuple(inside.split()), 0, point, point is None),
                    articles=mark not in ("now", "then"),
                )
        for line in _read("departements.tsv").splitlines():
            row = line.split("\t")
            number, name, present, latitude, longitude = row[:5]
            point = float(latitude), float(longitude)
            self.territories[number] = Territory(number, name, point, now[present], then[number])
            if number == "75":
                continue  # « Paris » is read as the commune
            for written in (name, *filter(None, (row[5] if len(row) > 5 else "").split("|"))):
                self._add(Entry(key_of(written), written, DEPARTEMENT, number, name, None, (number,), 0, point))
        for row in rows:
            if row[0] not in ("now", "then"):
                number, own_region = row[4], now[row[1]]
                self.territories[number] = Territory(
                    number, row[2], (float(row[6]), float(row[7])), own_region, own_region
                )
        self.now, self.then = now, then
        for line in _read("lands.tsv").splitlines():
            row = line.split("\t")
            key, name, kind, where = [*row, ""][:4]
            cost = float(row[4] or 0) if len(row) > 4 else 0.0
            if kind in (COUNTRY, ABROAD):
                self._add(Entry(key, name, kind, where or None, name, cost=cost if kind == ABROAD else 0.0))
                continue
            lying = tuple(where.split())
            point = _point(row[5]) if len(row) > 5 else self.middle(lying)
            self._add(Entry(key, name, kind, None, name, None, lying, 0, point, cost=cost))

    def middle(self, departements: tuple[str, ...]) -> tuple[float, float] | None:
        """A point for what lies in a few départements; none for what crosses more of them than a point can tell."""
        known = [self.territories[one].point for one in departements if one in self.territories]
        if not known or len(known) > 3:
            return None
        return round(sum(a for a, _ in known) / len(known), 2), round(sum(b for _, b in known) / len(known), 2)

    def _add(self, entry: Entry, *, articles: bool = False) -> None:
        self._entries[entry.key] = (*self._entries.get(entry.key, ()), entry)
        first, size = entry.key.partition(" ")[0], entry.key.count(" ") + 1
        self.longest[first] = max(self.longest.get(first, 1), size)


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer()


def folded_names() -> str:
    """Every folded name, a line each: some 500 kB, where a gazetteer takes thirty times as much."""
    return "\n".join((_read("communes.keys.txt"), *Gazetteer(communes=False).names()))


def departement_of(code: str) -> str:
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def _point(written: str) -> tuple[float, float]:
    latitude, longitude = written.split(" ")
    return float(latitude), float(longitude)


def _commune(key: str, line: str) -> Entry:
    name, code, present, label, population, latitude, longitude, marks, cost = (line.split("\t") + [""] * 8)[:9]
    point = (float(latitude), float(longitude)) if latitude else None
    return Entry(
        key,
        name,
        COMMUNE,
        present or code,
        label or name,
        code if present else None,
        (departement_of(present or code),),
        int(population or 0),
        point,
        "~" in marks,
        float(cost or 0),
        "!" in marks,
    )


def _read(name: str) -> str:
    return files("transform.places").joinpath("data", name).read_text("utf-8")
