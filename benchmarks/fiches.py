"""What is told of a set of judged fiches, beside their writer: `python benchmarks/fiches.py SET… [--misses]`.

Sets are files of `fixtures/truth/meaning/fiches`. Figures of first sight are those of the first run on a set that no
rule has read; README.md beside the sets keeps them.
"""

import sys
from pathlib import Path

# Its own folder holds a `transform.py`.
sys.path = [one for one in sys.path if Path(one).resolve() != Path(__file__).resolve().parent]

from fixtures.truth.fiches import Fiche  # noqa: E402
from fixtures.truth.fitting import f1  # noqa: E402
from fixtures.truth.placed import is_the_same, read  # noqa: E402
from transform.vocabulary import load_vocabularies  # noqa: E402
from transform.vocabulary.concepts import SCHEMES  # noqa: E402
from transform.vocabulary.enriching import concepts_of  # noqa: E402
from transform.vocabulary.matching import Matcher  # noqa: E402


def with_concepts(name: str) -> list[Fiche]:
    """The fiches of a set, their records with places, period and concepts."""
    vocabularies = load_vocabularies()
    matcher = Matcher.of(vocabularies)
    told = read(name)
    for one in told:
        for scheme, ids in concepts_of(one.record, vocabularies, matcher).values.items():
            setattr(one.record, SCHEMES[scheme], ids[0] if scheme == "participation" else ids)
    return told


def main() -> None:
    misses = "--misses" in sys.argv
    for name in sys.argv[1:]:
        if not name.startswith("--"):
            _say(name, with_concepts(name), misses=misses)


def _say(name: str, told: list[Fiche], *, misses: bool) -> None:
    places = periods = years = 0
    pairs: dict[str, list[tuple[set[str], frozenset[str]]]] = {scheme: [] for scheme in SCHEMES}
    for one in told:
        record = one.record
        principal = next((place for place in record.places if place.role == "principal"), None)
        period = record.period.edtf if record.period else None
        places += is_the_same(principal, one.principal)
        periods += period == one.period
        years += _years(period) == _years(one.period)
        wrong = []
        if not is_the_same(principal, one.principal):
            wrong.append(f"place {one.principal and one.principal.name} ≠ {principal and principal.name}")
        if period != one.period:
            wrong.append(f"period {one.period} ≠ {period}")
        for scheme, truth in one.concepts.items():
            value = getattr(record, SCHEMES[scheme])
            ours = {value} if isinstance(value, str) else set(value or ())
            pairs[scheme].append((ours, truth))
            if ours != truth:
                wrong.append(f"{scheme} −{' '.join(sorted(truth - ours))} +{' '.join(sorted(ours - truth))}")
        named = [one.principal, *one.others]
        wrong += [f"not found {n.name}" for n in named if n and not any(is_the_same(p, n) for p in record.places)]
        wrong += [f"taken {p.name} ({p.kind})" for p in record.places if not any(is_the_same(p, n) for n in named if n)]
        if misses and wrong:
            print(f"  {record.source.native_id}: " + "; ".join(wrong))
    print(f"{name}: {len(told)} fiches, principal place {places}, period {periods}, its years {years}")
    for scheme, judged in pairs.items():
        if judged:
            precision, recall, both = f1(judged)
            print(f"  {scheme}: precision {precision:.2f}, recall {recall:.2f}, F1 {both:.2f}")


def _years(edtf: str | None) -> list[str]:
    return [one[:4] for one in (edtf or "").rstrip("~").split("/")]


if __name__ == "__main__":
    main()
