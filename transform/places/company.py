"""What the other mentions of a page say for one, or against it: neighbours, rivers, départements that it means."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from transform.places import cues
from transform.places.found import Mention
from transform.places.gazetteer import ABROAD, COMMUNE, COUNTRY, DEPARTEMENT, LANDS, REGION, RIVER
from transform.places.principal import TITLED

#: A commune of a département that the page means at least so often, and what that is worth.
_NAMED, _NEAR = 2, 1.7
#: A département with more than its name and its article to speak for it is that département.
_SAID_SO = 2.3
#: A commune with less than this has nothing beside its name to speak for it.
_SAID = 1.3
_JOINED = re.compile(
    r"(?:\s\([^()]{1,30}\))?\s*(?:,|et|ou|,\s*et)\s+(?:(?:à|de|d[’']|en|des?|du|la|le|les|l[’'])\s*){0,2}$"
)
_LONGEST_JOINT = 45
#: Between a commune and its département: « À Fourmies, dans le Nord ».
_IN_ITS = re.compile(r",?\s(?:dans\s)?(?:le|l[’'])\s?$|\s?\($")


def accepted(mentions: list[Mention]) -> list[Mention]:
    """Of all mentions of a page, those that are places; their kinds and scores change in place."""
    _as_neighbours(mentions)
    _of_communes(mentions)
    latest: dict[str, Mention] = {}
    for mention in mentions:
        last = latest.get(mention.kind)
        if last is not None and last.passage is mention.passage and not mention.score.barred:
            between = mention.passage.text[last.end : mention.start]
            if len(between) < _LONGEST_JOINT and _JOINED.match(between):
                mention.score.add(1.2, "cité avec un autre lieu")
        if mention.score.value > 0 and not mention.score.barred:
            latest[mention.kind] = mention
    best: dict[tuple[str, str], float] = {}
    for mention in mentions:
        if not mention.score.barred:
            best[mention.key] = max(best.get(mention.key, -9.0), mention.score.value)
    for mention in mentions:
        lifted = best.get(mention.key, -9.0) - 1
        if not mention.score.barred and mention.score.value > -2.5 and lifted > max(0.0, mention.score.value):
            mention.score.add(round(lifted - mention.score.value, 2), "nommé ailleurs sur la page")
    seen = departements_seen(grouped(_above(mentions)))
    _as_rivers(mentions, seen)
    _as_abroad(mentions, seen)
    for mention in mentions:
        near = any(seen.get(entry.departements[0], 0) >= _NAMED for entry in mention.entries if entry.kind == COMMUNE)
        if mention.kind == COMMUNE and near and not mention.score.barred and mention.score.value > -_NEAR:
            mention.score.add(_NEAR, "dans un département de la page")
    return _above(mentions)


def grouped(mentions: Iterable[Mention]) -> dict[tuple[str, str], list[Mention]]:
    """By what they name, in the order of the page."""
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.key].append(mention)
    return groups


def departements_seen(groups: Mapping[tuple[str, str], list[Mention]]) -> Counter[str]:
    """How often each département is meant on the page, by its own name or by what lies in it without doubt."""
    seen: Counter[str] = Counter()
    for (kind, _), mentions in groups.items():
        entries = mentions[0].entries
        if kind == DEPARTEMENT and entries[0].code:
            seen[entries[0].code] += 2 * len(mentions)
        elif kind == COMMUNE and len(entries) == 1:
            seen[entries[0].departements[0]] += len(mentions)
        elif kind in LANDS and 0 < len(entries[0].departements) <= 3:
            for one in entries[0].departements:
                seen[one] += 1
        elif kind == REGION and len(entries[0].departements) == 1:
            seen[entries[0].departements[0]] += 2 * len(mentions)
        elif kind == REGION and len(entries[0].departements) <= 9:
            for one in entries[0].departements:
                seen[f"region:{one}"] += 1
        for mention in mentions:
            if mention.number:
                seen[mention.number] += 1
    return seen


def _as_neighbours(mentions: Iterable[Mention]) -> None:
    """« la Dordogne, le Lot-et-Garonne et la Gironde » are three départements, « le Drac et l’Isère » two rivers."""
    chain: list[Mention] = []
    able = [one for one in mentions if one.kind in (RIVER, DEPARTEMENT) and (not one.score.barred or _is_cardinal(one))]
    for mention in (*able, None):
        last = chain[-1] if chain else None
        if mention is not None and last is not None and last.passage is mention.passage:
            between = mention.passage.text[last.end : mention.start]
            if len(between) < _LONGEST_JOINT and _JOINED.match(between):
                chain.append(mention)
                continue
        sure = {one.kind for one in chain if not {RIVER, DEPARTEMENT} <= {one.kind, *one.rivals}}
        if len(sure) == 1:
            for one in chain:
                if one.kind in sure and _is_cardinal(one) and not all(map(_is_cardinal, chain)):
                    one.score.barred = False
                    one.score.add(round(1.0 - one.score.value, 2), "cité avec d’autres départements")
                elif one.kind not in sure:
                    _become(one, next(iter(sure)), "cité avec d’autres de cette sorte")
        chain = [mention] if mention is not None else []


def _of_communes(mentions: Sequence[Mention]) -> None:
    """« Le Nord » just after a commune that lies in it is the département, and no cardinal point."""
    for last, mention in pairwise(mentions):
        if not _is_cardinal(mention) or last.kind != COMMUNE or last.passage is not mention.passage:
            continue
        inside = any(mention.entries[0].code in entry.departements for entry in last.entries)
        if inside and _IN_ITS.fullmatch(mention.passage.text[last.end : mention.start]):
            mention.score.barred = False
            mention.score.add(round(1.5 - mention.score.value, 2), "derrière une commune de ce département")


def _is_cardinal(mention: Mention) -> bool:
    return mention.kind == DEPARTEMENT and mention.entries[0].key in cues.CARDINAL


def _become(mention: Mention, kind: str, reason: str) -> None:
    entries, score = mention.rivals[kind]
    mention.rivals = {mention.kind: (mention.entries, mention.score)}
    mention.entries, mention.kind, mention.score = entries, kind, score
    score.add(round(max(0.5, 0.5 - score.value), 2), reason)


def _as_rivers(mentions: Iterable[Mention], seen: Mapping[str, int]) -> None:
    """A name that a département and its river share, where nothing beside it says the département.

    It is the river where the page names it so elsewhere, or where the page lies along the river in other départements.
    """
    rivers = {mention.entries[0].key for mention in mentions if mention.kind == RIVER and mention.cued}
    named = {mention.entries[0].key for mention in mentions if mention.kind == RIVER and mention.score.value > 0}
    for mention in mentions:
        rival = mention.rivals.get(RIVER)
        if mention.kind == COMMUNE and rival is not None and rival[0][0].key in named and _is_bare(mention, seen):
            _become(mention, RIVER, "la rivière, dont la page parle")
            continue
        if mention.kind != DEPARTEMENT or rival is None or mention.cued or mention.score.value > _SAID_SO:
            continue
        entries, _ = rival
        number = mention.entries[0].code or ""
        alone = seen.get(number, 0) <= 2 * sum(other.key == mention.key for other in mentions)
        along = any(seen.get(one, 0) >= _NAMED for one in entries[0].departements if one != number)
        if entries[0].key in rivers or (alone and along and (not mention.article or mention.passage.weight >= TITLED)):
            _become(
                mention,
                RIVER,
                "la rivière, dont la page parle"
                if entries[0].key in rivers
                else "la rivière, qui passe dans les départements de la page",
            )


def _is_bare(mention: Mention, seen: Mapping[str, int]) -> bool:
    """A commune that nothing beside its name says to be one, in a département that the page does not mean."""
    lying = [one for entry in mention.entries for one in entry.departements]
    return mention.score.value < _SAID and all(seen.get(one, 0) <= _own(mention, one) for one in lying)


def _as_abroad(mentions: Sequence[Mention], seen: Mapping[str, int]) -> None:
    """« Bouillon », where the page names Belgium and nothing of the département of the French one, or the contrary."""
    countries = {mention.entries[0].code for mention in mentions if mention.kind == COUNTRY and mention.score.value > 0}
    for mention in mentions:
        other = {COMMUNE: ABROAD, ABROAD: COMMUNE}.get(mention.kind, "")
        if other not in mention.rivals or mention.number:
            continue
        entries = (*mention.entries, *mention.rivals[other][0])
        abroad = any(entry.kind == ABROAD and entry.code in countries for entry in entries)
        lying = [one for entry in entries if entry.kind == COMMUNE for one in entry.departements]
        here = any(seen.get(one, 0) > (_own(mention, one) if mention.kind == COMMUNE else 0) for one in lying)
        if mention.kind == COMMUNE and abroad and not here:
            _become(mention, ABROAD, "dans un pays que la page nomme")
        elif mention.kind == ABROAD and here and not abroad and mention.score.value > 0:
            _become(mention, COMMUNE, "dans un département de la page")


def _own(mention: Mention, departement: str) -> int:
    """What one mention of a commune without homonyms counts for its own département."""
    return int(len(mention.entries) == 1 and departement in mention.entries[0].departements)


def _above(mentions: Iterable[Mention]) -> list[Mention]:
    return [mention for mention in mentions if mention.score.value > 0 and not mention.score.barred]
