"""The places of a page: names found, weighed, told apart, and the one where it happens."""

from collections.abc import Iterable, Mapping

from transform.places.company import accepted, departements_seen, grouped
from transform.places.found import Found, Passage
from transform.places.gazetteer import Entry, Gazetteer, departement_of
from transform.places.matching import Names
from transform.places.mentions import mentions_of
from transform.places.principal import choose_principal, close_race, count_bare_names, count_nouns
from transform.places.resolving import merged, resolved


def places_of(
    passages: Iterable[Passage], known: Gazetteer, learned: Mapping[str, tuple[Entry, ...]] | None = None
) -> list[Found]:
    """`learned`: names that the archive itself taught."""
    names = Names(known, learned or {})
    told = list(passages)
    mentions = [mention for passage in told for mention in mentions_of(passage, names)]
    groups = grouped(accepted(mentions))
    seen = departements_seen(groups)
    found = [resolved(those, seen) for those in groups.values()]
    found = merged(found)
    count_bare_names(found, told)
    count_nouns(found, told)
    choose_principal(found)
    return found


__all__ = ["Found", "Passage", "close_race", "departement_of", "places_of"]
