"""Which thing of its name each place is, or which it may be; one place a thing."""

import math
from collections.abc import Mapping

from transform.places.found import Found, Mention
from transform.places.gazetteer import COMMUNE, LANDS, RIVER, Entry
from transform.places.naming import bare_key
from transform.places.principal import rank
from transform.places.words import key_of

#: Confidence in a code under which it is left open.
_OPEN = 0.6


def resolved(mentions: list[Mention], seen: Mapping[str, int]) -> Found:
    """Of the mentions of one name; `seen`: how often the page means each département."""
    best = max(mentions, key=lambda one: one.score.value)
    entries, sure = best.entries, 1.0
    numbers = {mention.number for mention in mentions if mention.number}
    chosen: Entry | None = entries[0]
    alternatives: tuple[Entry, ...] = ()
    if len(entries) > 1:

        def weight(entry: Entry) -> float:
            inside = entry.departements
            near = max((min(seen.get(one, 0), 3) for one in inside), default=0)
            region = max((min(seen.get(f"region:{one}", 0), 2) for one in inside), default=0)
            size = 0.9 * math.log10(max(entry.population, 150) + 10) if entry.kind == COMMUNE else 0.0
            return 3 * near + region + size + (6 if numbers & set(inside) else 0)

        ranked = sorted(entries, key=lambda entry: (-weight(entry), entry.code or ""))
        gap = weight(ranked[0]) - weight(ranked[1])
        if _are_one(ranked[0], ranked[1]):
            gap = 9.0
        sure = 1 / (1 + math.exp(-1.6 * (gap - 0.8)))
        chosen = ranked[0] if sure >= _OPEN else None
        alternatives = () if chosen and sure > 0.9 else tuple(ranked[:6])
        if chosen is not None and alternatives:
            alternatives = tuple(entry for entry in alternatives if entry is not chosen)
    if best.doubtful:
        alternatives = (*alternatives, *best.others[:3])
    confidence = 1 / (1 + math.exp(-0.9 * best.score.value)) * math.sqrt(max(sure, 0.3))
    weight_there = rank(mentions)
    reasons = list(best.score.reasons)
    return Found(best.name, best.kind, chosen, alternatives, round(confidence, 2), best, weight_there, reasons=reasons)


def _are_one(one: Entry, other: Entry) -> bool:
    """Same code, or a land written twice: « Pays de Bray », « pays de Bray » of the same départements."""
    if one.code or other.code:
        return one.code == other.code
    return one.kind in LANDS and not set(one.departements).isdisjoint(other.departements)


def merged(found: list[Found]) -> list[Found]:
    """One place a thing: names of one commune, a river with its noun and without."""
    kept: dict[tuple[str, str], Found] = {}
    for one in found:
        entry = one.entry
        same = (one.kind, entry.code if entry and entry.code else (entry.key if entry else key_of(one.name)))
        there = kept.get(same)
        if there is None:
            kept[same] = one
            continue
        there.rank += one.rank
        if one.confidence > there.confidence:
            one.rank = there.rank
            kept[same] = one
    return _with_nouns(list(kept.values()))


def _with_nouns(found: list[Found]) -> list[Found]:
    """« massif du Beaufortain » and « Beaufortain » are one place, under the name that the page gives first."""
    bare: dict[str, Found] = {}
    kept: list[Found] = []
    for one in found:
        key = bare_key(key_of(one.name)) if one.kind in LANDS else None
        there = bare.get(key) if key else None
        if there is None or (one.kind == RIVER) != (there.kind == RIVER):
            kept.append(one)
            if key:
                bare.setdefault(key, one)
            continue
        there.rank += one.rank
        if one.confidence > there.confidence:
            there.confidence, there.mention, there.reasons = one.confidence, one.mention, one.reasons
            there.name = one.name
    return kept
