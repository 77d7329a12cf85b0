"""What reading meaning costs: `python benchmarks/meaning.py`.

Bars: places and period 5 ms a fiche; loading the gazetteer 100 ms and 60 MB.
"""

import resource
import statistics
import sys
import time
from pathlib import Path

# Its own folder holds a `transform.py`.
sys.path = [one for one in sys.path if Path(one).resolve() != Path(__file__).resolve().parent]

from fixtures.truth.told import told  # noqa: E402
from transform.periods.finding import period_of  # noqa: E402
from transform.places.enriching import accounts, passages  # noqa: E402
from transform.places.finding import places_of  # noqa: E402
from transform.places.gazetteer import gazetteer  # noqa: E402
from transform.vocabulary import load_vocabularies  # noqa: E402
from transform.vocabulary.enriching import concepts_of  # noqa: E402
from transform.vocabulary.matching import Matcher  # noqa: E402

ROUNDS = 5


def main() -> None:
    records = [one.record for one in told()]
    placed, dated = [list(passages(one)) for one in records], [list(accounts(one)) for one in records]
    vocabularies = load_vocabularies()
    matcher = Matcher.of(vocabularies)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    loads = []
    for _ in range(ROUNDS):
        gazetteer.cache_clear()
        start = time.process_time()
        known = gazetteer()
        loads.append(1000 * (time.process_time() - start))
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"loading the gazetteer: {statistics.median(loads):.0f} ms, at most {memory:.0f} MB for {ROUNDS} of them")
    for name, read, given in (
        ("places", lambda texts: places_of(texts, known), placed),
        ("period", period_of, dated),
        ("concepts", lambda record: concepts_of(record, vocabularies, matcher), records),
    ):
        costs = []
        for _ in range(ROUNDS):
            start = time.process_time()
            for one in given:
                read(one)
            costs.append(1000 * (time.process_time() - start) / len(given))
        print(f"{name}: {statistics.median(costs):.2f} ms a fiche ({len(given)} fiches)")


if __name__ == "__main__":
    main()
