"""What reading places and periods costs: `python benchmarks/meaning.py`. Bars: 5 ms a fiche; loading 100 ms, 60 MB."""

import resource
import statistics
import sys
import time
from pathlib import Path

# Its own folder holds a `transform.py`.
sys.path = [one for one in sys.path if Path(one).resolve() != Path(__file__).resolve().parent]

from fixtures.legacy_site.catalogue import Catalogue  # noqa: E402
from fixtures.legacy_site.pages import Pages  # noqa: E402
from fixtures.truth import expected_records  # noqa: E402
from transform.periods.finding import period_of  # noqa: E402
from transform.places.finding import Passage, places_of  # noqa: E402
from transform.places.gazetteer import gazetteer  # noqa: E402

ROUNDS = 5
TELLING = ("experience", "etude-de-cas")


def main() -> None:
    records = [one for one in expected_records(Pages(Catalogue())) if one["kind"] in TELLING]
    fiches = [[one["title"], one["subtitle"] or "", one["lead"] or "", one["text"]] for one in records]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    loads = []
    for _ in range(ROUNDS):
        gazetteer.cache_clear()
        start = time.process_time()
        known = gazetteer()
        loads.append(1000 * (time.process_time() - start))
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"loading the gazetteer: {statistics.median(loads):.0f} ms, at most {memory:.0f} MB for {ROUNDS} of them")
    for name, read in (
        ("places", lambda texts: places_of([Passage("", text) for text in texts], known)),
        ("period", period_of),
    ):
        costs = []
        for _ in range(ROUNDS):
            start = time.process_time()
            for texts in fiches:
                read(texts)
            costs.append(1000 * (time.process_time() - start) / len(fiches))
        print(f"{name}: {statistics.median(costs):.2f} ms a fiche ({len(fiches)} fiches)")


if __name__ == "__main__":
    main()
