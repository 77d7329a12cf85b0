"""What is told of a set of judged fiches, beside their writer: `python benchmarks/fiches.py SET… [--misses]`.

Sets are files of `fixtures/truth/meaning/fiches`. Figures of first sight are those of the first run on a set that no
rule has read; README.md beside the sets keeps them.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

# Its own folder holds a `transform.py`.
sys.path = [one for one in sys.path if Path(one).resolve() != Path(__file__).resolve().parent]

from fixtures.truth.fiches import Fiche, Named, fiches  # noqa: E402
from fixtures.truth.fitting import f1  # noqa: E402
from transform.places.enriching import enriched  # noqa: E402
from transform.places.gazetteer import gazetteer  # noqa: E402
from transform.places.learned import Learned, lessons  # noqa: E402
from transform.places.words import key_of  # noqa: E402
from transform.schema import Place  # noqa: E402
from transform.vocabulary import load_vocabularies  # noqa: E402
from transform.vocabulary.concepts import SCHEMES  # noqa: E402
from transform.vocabulary.enriching import concepts_of  # noqa: E402
from transform.vocabulary.matching import Matcher  # noqa: E402

ADMINISTRATIVE = {"commune", "departement", "region", "pays", "etranger"}


def is_the_same(place: Place | None, named: Named | None) -> bool:
    """Same name, of the same family of kinds, with the same code where one is given."""
    if place is None or named is None:
        return place is None and named is None
    code = {"commune": place.insee, "departement": place.departement}.get(named.kind, named.code)
    return (
        (place.kind if place.kind in ADMINISTRATIVE else "") == (named.kind if named.kind in ADMINISTRATIVE else "")
        and key_of(named.name) in {key_of(place.name), key_of(place.label or "")}
        and (not named.code or code == named.code)
    )


def read(name: str) -> Iterator[Fiche]:
    """The fiches of a set, their records with places, period and concepts."""
    told, learned = fiches(name), Learned()
    vocabularies = load_vocabularies()
    matcher = Matcher.of(vocabularies)
    for one in told:
        record = one.record
        texts = (record.title, record.subtitle, record.lead, *(section.text for section in record.sections))
        learned.learn(lessons([text for text in texts if text], gazetteer()))
    entries = learned.entries()
    for one in told:
        enriched(one.record, entries, "capture")
        for scheme, ids in concepts_of(one.record, vocabularies, matcher).values.items():
            setattr(one.record, SCHEMES[scheme], ids[0] if scheme == "participation" else ids)
        yield one


def main() -> None:
    misses = "--misses" in sys.argv
    for name in sys.argv[1:]:
        if not name.startswith("--"):
            _say(name, list(read(name)), misses=misses)


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
