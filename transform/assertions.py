"""What a run must show before it replaces the last one: data beside the profile, checked on the run's figures."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, Field

from transform.errors import TransformError
from transform.schema import KIND_LABELS, Kind

#: For every site: a kind may lose this share of the last run's records, and no kind of this size disappears.
_MOST_LOST, _ESTABLISHED = 0.5, 5
#: Fewer records than this are too few to speak of a share.
_COUNTABLE = 3
#: A field that was filled this often and is now filled less than that has changed place.
_WAS_FILLED, _NOW_EMPTY = 0.9, 0.5
#: Fields without which a record is none.
REQUIRED = ("title", "body")
_FIELDS = {
    "title": "titre",
    "body": "texte",
    "subtitle": "sous-titre",
    "lead": "chapeau",
    "published": "date de publication",
    "people": "auteurs",
    "terms": "mots-clés",
    "media": "images et vidéos",
    "documents": "documents",
    "language": "langue",
}


class Assertions(BaseModel):
    """`assert:` of a profile. Shares are from 0 to 1; `change`: of the last run's records of a kind that may go."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    records: dict[Kind, int] = Field(default_factory=dict)
    filled: dict[str, float] = Field(default_factory=dict)
    change: float | None = Field(default=None, ge=0, le=1)
    lost_words: float | None = Field(default=None, ge=0, le=1)
    images: float | None = Field(default=None, ge=0, le=1)


_Fail = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run shows: records by kind; for each kind, records in which a field is filled; words; images."""

    kinds: Mapping[str, int] = field(default_factory=dict)
    filled: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    words_kept: int = 0
    words_lost: int = 0
    invented: tuple[str, ...] = ()
    images: int = 0
    images_lost: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """`name` is what a person accepts it by; the sentence says what was expected and what was found."""

    name: str
    sentence: str


class AssertionsFailed(TransformError):
    """Nothing was published. Remedy: mend the profile, or accept each failure by its name."""

    exit_code = 4

    def __init__(self, failures: Iterable[Failure]) -> None:
        self.failures = tuple(failures)
        lines = "".join(f"\n  - {failure.name} : {failure.sentence}" for failure in self.failures)
        first = self.failures[0].name if self.failures else "…"
        super().__init__(
            f"Les notices en place sont gardées : ce passage ne montre pas ce qu’on en attend.{lines}\n"
            "Vérifiez la source et le profil. Si c’est voulu, acceptez chaque point par son nom dans "
            f"profiles/accepted.yaml : assertions: - {{name: {first}, reason: …, by: …}}"
        )


def failures(
    now: Figures, before: Figures | None, declared: Iterable[Assertions], accepted: Iterable[str] = ()
) -> list[Failure]:
    """In the order of their names, without those accepted."""
    found: dict[str, Failure] = {}

    def fail(name: str, sentence: str) -> None:
        found.setdefault(name, Failure(name, sentence))

    for one in declared:
        _check_declared(one, now, before, fail)
    if before is not None:
        _check_change(now, before, fail)
    if now.invented:
        shown = ", ".join(f"« {word} »" for word in now.invented[:5])
        fail(
            "words.invented", f"aucun mot ne doit être ajouté ; {len(now.invented)} ne sont pas dans la page ({shown})"
        )
    names = set(accepted)
    return [found[name] for name in sorted(found) if name not in names]


def _check_declared(one: Assertions, now: Figures, before: Figures | None, fail: _Fail) -> None:
    for kind, least in one.records.items():
        if now.kinds.get(kind, 0) < least:
            fail(f"records.{kind}", f"au moins {least} {_plural(kind)} attendues, {now.kinds.get(kind, 0)} trouvées")
    total = sum(now.kinds.values())
    for name, share in one.filled.items():
        filled = sum(fields.get(name, 0) for fields in now.filled.values())
        if total and filled < share * total:
            fail(
                f"filled.{name}",
                f"{_field(name)} attendu dans {_percent(share)} des notices, {_percent(filled / total)} trouvé",
            )
    if one.change is not None and before is not None:
        for known, count in before.kinds.items():
            left = now.kinds.get(known, 0)
            if left < (1 - one.change) * count:
                fail(f"change.{known}", f"{count} {_plural(known)} au dernier passage, {left} maintenant")
    words = now.words_kept + now.words_lost
    if one.lost_words is not None and words and now.words_lost > one.lost_words * words:
        fail(
            "words.lost",
            f"au plus {_percent(one.lost_words)} des mots non repris, {_percent(now.words_lost / words)} trouvés "
            f"({now.words_lost} mots, listés dans losses.jsonl)",
        )
    if one.images is not None and now.images and now.images_lost > (1 - one.images) * now.images:
        fail("images.kept", f"{_percent(one.images)} des images attendues, {now.images_lost} manquent sur {now.images}")


def _check_change(now: Figures, before: Figures, fail: _Fail) -> None:
    for kind, count in before.kinds.items():
        left = now.kinds.get(kind, 0)
        if count >= _ESTABLISHED and not left:
            fail(f"vanished.{kind}", f"{count} {_plural(kind)} au dernier passage, plus aucune maintenant")
        elif count >= _COUNTABLE and left < _MOST_LOST * count:
            fail(
                f"change.{kind}", f"{count} {_plural(kind)} au dernier passage, {left} maintenant : moins de la moitié"
            )
    for name in REQUIRED:
        for kind in before.filled:
            was, is_now = _rate(before, kind, name), _rate(now, kind, name)
            if before.kinds.get(kind, 0) >= _ESTABLISHED and fell(was, is_now):
                fail(
                    f"filled.{kind}.{name}",
                    f"{_field(name)} présent dans {_percent(was or 0)} des {_plural(kind)} au dernier passage, "
                    f"{_percent(is_now or 0)} maintenant",
                )


def fell(was: float | None, now: float | None) -> bool:
    """True for a rate that was high and is now low; nothing is said of what is no longer there at all."""
    return was is not None and now is not None and was >= _WAS_FILLED and now < _NOW_EMPTY


def _rate(figures: Figures, kind: str, name: str) -> float | None:
    total = figures.kinds.get(kind, 0)
    return figures.filled.get(kind, {}).get(name, 0) / total if total else None


def _plural(kind: str) -> str:
    return KIND_LABELS[Kind(kind)][1] if kind in set(Kind) else kind


def _field(name: str) -> str:
    return _FIELDS.get(name, name)


def _percent(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".").replace(".", ",") + " %"
