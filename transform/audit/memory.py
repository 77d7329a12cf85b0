"""`audit.json`: the figures of the run in place, with which the next one is compared."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transform.assertions import Figures, fell
from transform.reviews import Act, Review, review
from transform.schema import KIND_LABELS, Kind, Nature, Record

#: A selector that found on this share of a template's pages and finds nowhere now has lost its block.
_USUAL = 0.9
_LEAST_PAGES = 5
_NAMES = ("subtitle", "lead", "published", "people", "terms", "media", "documents", "language")


@dataclass(slots=True)
class Memory:
    """`filled`: kind → field → records; `matched`: template → `field: selector` → pages; `pages`: of each template."""

    kinds: Counter[str] = field(default_factory=Counter)
    filled: dict[str, Counter[str]] = field(default_factory=dict)
    pages: Counter[str] = field(default_factory=Counter)
    matched: dict[str, dict[str, float]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Memory | None":
        """Nothing before the first run, or where the file is not ours."""
        try:
            values: Any = json.loads(path.read_text(encoding="utf-8"))
            return cls(
                Counter({str(kind): int(count) for kind, count in values["kinds"].items()}),
                {str(kind): Counter(fields) for kind, fields in values["filled"].items()},
                Counter(values["pages"]),
                {str(name): dict(found) for name, found in values["selectors"].items()},
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def see_page(self, template: str, matched: Mapping[str, str]) -> None:
        self.pages[template] += 1
        found = self.matched.setdefault(template, {})
        for name, selector in matched.items():
            key = f"{name}: {selector}"
            found[key] = found.get(key, 0) + 1

    def see_record(self, kind: str, filled: Iterable[str]) -> None:
        self.kinds[kind] += 1
        self.filled.setdefault(kind, Counter()).update(filled)

    def figures(self) -> Figures:
        return Figures(kinds=dict(self.kinds), filled=self.filled)

    def drift(self, before: "Memory", accepted: Iterable[str] = ()) -> list[Review]:
        """Reviews (law 7): selectors that find nothing any more, optional fields that have gone."""
        names = set(accepted)
        reviews = []
        for template, usual in sorted(before.matched.items()):
            if self.pages[template] < _LEAST_PAGES:
                continue
            now = self.matched.get(template, {})
            for key, share in sorted(usual.items()):
                if share >= _USUAL and not now.get(key) and f"selector.{key}" not in names:
                    reviews.append(_lost_selector(template, key, share, self.pages[template]))
        for kind, fields in sorted(before.filled.items()):
            total, was = self.kinds[kind], before.kinds[kind]
            if min(total, was) < _LEAST_PAGES:
                continue
            rates = {name: (fields[name] / was, self.filled[kind][name] / total) for name in _NAMES}
            reviews += [
                _emptied_field(kind, name, before_rate, rate, total)
                for name, (before_rate, rate) in rates.items()
                if fell(before_rate, rate) and f"filled.{kind}.{name}" not in names
            ]
        return reviews

    def to_json(self, before: "Memory | None", accepted: Iterable[str] = ()) -> str:
        """What was usual stays so until it is usual again or accepted: a change is told at each run, not once."""
        names = set(accepted)
        shares = {
            template: {key: round(count / self.pages[template], 4) for key, count in sorted(found.items())}
            for template, found in sorted(self.matched.items())
        }
        filled = {kind: dict(sorted(fields.items())) for kind, fields in sorted(self.filled.items())}
        if before is not None:
            for template, usual in before.matched.items():
                if template not in shares:
                    continue
                for key, share in usual.items():
                    if share >= _USUAL and key not in shares[template] and f"selector.{key}" not in names:
                        shares[template][key] = share
                shares[template] = dict(sorted(shares[template].items()))
            for kind, fields in before.filled.items():
                was, total = before.kinds[kind], self.kinds[kind]
                for name in _NAMES if was and total else ():
                    rate = fields[name] / was
                    if fell(rate, self.filled[kind][name] / total) and f"filled.{kind}.{name}" not in names:
                        filled[kind][name] = round(rate * total)
        values = {
            "kinds": dict(sorted(self.kinds.items())),
            "filled": filled,
            "pages": dict(sorted(self.pages.items())),
            "selectors": shares,
        }
        return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def filled_fields(record: Record) -> list[str]:
    """The fields that are compared from run to run, of those that hold something."""
    title = record.provenance.get("/title")
    names = ["title"] if title is None or title.nature is not Nature.INFERRED else []
    if record.lead or record.sections:
        names.append("body")
    return names + [name for name in _NAMES if getattr(record, name)]


def _lost_selector(template: str, key: str, share: float, pages: int) -> Review:
    name, _, selector = key.partition(": ")
    return review(
        "audit.selector",
        f"Le sélecteur « {selector} » ({name}) du profil « {template} » ne trouve plus rien : le site a-t-il changé ?",
        "la question se ferme ; le profil se corrige dans son fichier",
        field=name,
        proposed=f"corriger « {name} » dans le profil, ou accepter « selector.{key} »",
        act=Act.NOTE,
        reasons=f"il trouvait sur {share * 100:.0f} % des pages au dernier passage",
        touches=share * pages,
    )


def _emptied_field(kind: str, name: str, was: float, now: float, records: int) -> Review:
    return review(
        "audit.field",
        f"Le champ « {name} » des {KIND_LABELS[Kind(kind)][1]} n’est presque plus rempli : le site a-t-il changé ?",
        "la question se ferme ; le profil se corrige dans son fichier",
        field=name,
        proposed=f"corriger « {name} » dans le profil, ou accepter « filled.{kind}.{name} »",
        act=Act.NOTE,
        reasons=f"rempli dans {was * 100:.0f} % des cas au dernier passage, {now * 100:.0f} % maintenant",
        touches=(was - now) * records,
    )
