"""The places of a page: names found, weighed, told apart, and the one where it happens."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from transform.places import cues
from transform.places.context import Context, context_of
from transform.places.found import Found, Mention, Passage
from transform.places.gazetteer import (
    ABROAD,
    COMMUNE,
    DEPARTEMENT,
    ISLAND,
    LANDS,
    REGION,
    RIVER,
    Entry,
    Gazetteer,
    departement_of,
)
from transform.places.matching import Match, Names, matches, openers
from transform.places.naming import NOUNS, ROUND_ISLANDS, SOFT, Announced, announced, bare_key
from transform.places.principal import (
    FRAMES,
    HEAD,
    TITLED,
    choose_principal,
    close_race,
    count_bare_names,
    count_nouns,
    located,
    rank,
    there,
)
from transform.places.scoring import Score, score_of
from transform.places.words import Words, key_of

#: Confidence in a code under which it is left open, and the gap between two kinds.
OPEN, KIND_GAP = 0.6, 0.8
#: A commune of a département that the page means at least so often, and what that is worth.
_NAMED, _NEAR = 2, 1.7
#: A département with more than its name and its article to speak for it is that département.
_SAID_SO = 2.3
_NUMBER = re.compile(r"\s?\(\s?(?:[^()]{0,30}[,\s])?(\d{2,3}|2[AB])\s?\)")
_JOINED = re.compile(
    r"(?:\s\([^()]{1,30}\))?\s*(?:,|et|ou|,\s*et)\s+(?:(?:à|de|d[’']|en|des?|du|la|le|les|l[’'])\s*){0,2}$"
)


_LONGEST_JOINT = 45


def places_of(
    passages: Iterable[Passage], known: Gazetteer, learned: Mapping[str, tuple[Entry, ...]] | None = None
) -> list[Found]:
    names = Names(known, learned or {})
    told = list(passages)
    mentions = [mention for passage in told for mention in _mentions(passage, names)]
    groups = _grouped(_accepted(mentions))
    seen = _departements_seen(groups)
    found = [_resolved(those, seen) for those in groups.values()]
    found = _merged(found)
    count_bare_names(found, told)
    count_nouns(found, told)
    choose_principal(found)
    return found


_TERRITORY = re.compile(
    r"\s?(?:\(|,\s(?:en |dans (?:le |la |les |l[’'])|à |au |aux )?)((?:La )?[A-ZÉÎ][\w’'-]+(?:[ -][\w’'-]+){0,4})"
)


def _by_territory(score: Score, entries: tuple[Entry, ...], text: str, end: int, names: Names) -> None:
    """« Ornans (Doubs) », « Hienghène, en Nouvelle-Calédonie »."""
    found = _TERRITORY.match(text, end, end + 80)
    if found is None:
        return
    words = found[1].split(" ")
    for length in range(len(words), 0, -1):
        inside = {
            one
            for entry in names.find(key_of(" ".join(words[:length])))
            if entry.kind in (DEPARTEMENT, REGION)
            for one in entry.departements
        }
        if inside:
            if any(entry.departements[0] in inside for entry in entries):
                score.add(2.5, "suivi de son département ou de sa région")
            return


def _mentions(passage: Passage, names: Names) -> list[Mention]:
    text = passage.text
    words = Words(text)
    found: list[Mention] = []
    taken = 0
    places = openers(words)
    by_place = {match.first: match for match in matches(text, words, places, names)}
    nouns = {place for place in places if words.forms[place].folded in NOUNS}
    after = 0
    for place in sorted(by_place.keys() | nouns):
        if place < after:
            continue
        match = by_place.get(place)
        named = announced(words, place) if place in nouns else None
        if named is not None and (match is None or match.last < named.last or match.last <= named.bare):
            inner = by_place.get(named.bare)
            if inner is not None and inner.last > named.last and inner.entries[0].kind in LANDS:
                named = replace(named, last=inner.last)
            mention = _announced(passage, words, named, names)
            if mention is not None:
                found.append(mention)
                after = taken = named.last
                continue
        if match is not None and match.first >= taken:
            mention = _weighed(passage, words, match, names)
            if mention is not None:
                found.append(mention)
            after = taken = match.last
    return found


def _announced(passage: Passage, words: Words, named: Announced, names: Names) -> Mention | None:
    bare_key = " ".join(word.folded for word in words.forms[named.bare : named.last])
    if named.noun in SOFT and any(entry.kind != RIVER for entry in names.find(bare_key)):
        return None
    start, end = words.starts[named.first], words.ends[named.last - 1]
    text = passage.text
    if end < len(text) and text[end] in "-‐‑":
        return None
    name = text[start:end]
    inside = tuple(
        entry
        for key in (key_of(name), bare_key)
        for entry in names.find(key)
        if entry.kind == named.kind or (entry.kind in LANDS and named.kind in LANDS and key == key_of(name))
    )
    island = next((entry for entry in names.find(bare_key) if entry.kind == ISLAND), None)
    if named.noun in ROUND_ISLANDS and island is not None:
        start, name, inside = words.starts[named.bare], text[words.starts[named.bare] : end], (island,)
    entry = inside[0] if inside else Entry(key_of(name), name, named.kind, None, name[:1].upper() + name[1:])
    score = Score()
    noun = words.forms[named.first].folded if named.first != named.bare else named.noun
    score.add(2.6 if inside else 2.0, f"annoncé par « {noun} »")
    context = context_of(words, named.first, named.last)
    mention = Mention(passage, start, end, (entry,), entry.kind, score, cued=True)
    mention.compared = context.led_by(cues.COMPARISON)
    mention.frame = entry.kind in FRAMES and context.preposition in ("en", "dans")
    mention.located = passage.weight >= HEAD and there(context) and located(text, end, (entry,), names)
    return mention


def _weighed(passage: Passage, words: Words, match: Match, names: Names) -> Mention | None:
    around = context_of(words, match.first, match.last)
    written = tuple(words.forms[match.first : match.last])
    by_kind: dict[str, tuple[Entry, ...]] = defaultdict(tuple)
    for entry in match.entries:
        by_kind[entry.kind] += (entry,)
    scores = {
        kind: score_of(kind, entries, written, around, shared=DEPARTEMENT in by_kind)
        for kind, entries in by_kind.items()
    }
    number = _NUMBER.match(passage.text, match.end)
    if number and any(entry.code == number[1] for entry in by_kind.get(DEPARTEMENT, ())):
        scores[DEPARTEMENT].add(3, "son numéro entre parenthèses")
    elif number and COMMUNE in scores:
        scores[COMMUNE].add(2.5, "numéro de département entre parenthèses")
    _by_neighbour(scores, around)
    if COMMUNE in scores:
        _by_territory(scores[COMMUNE], by_kind[COMMUNE], passage.text, match.end, names)
    kind = max(scores, key=lambda one: scores[one].value)
    second = sorted((score.value for score in scores.values()), reverse=True)[1:2]
    return Mention(
        passage,
        match.start,
        match.end,
        by_kind[kind],
        kind,
        scores[kind],
        compared=around.led_by(cues.COMPARISON),
        article=bool(around.article),
        nearby=around.led_by(cues.NEARBY),
        doubtful=bool(second) and scores[kind].value - second[0] < KIND_GAP and second[0] > 0,
        cued=any("commune de" in reason for reason in scores[kind].reasons),
        number=number[1] if number else "",
        frame=kind in FRAMES and (around.preposition in ("en", "dans") or around.led_by(cues.PART)),
        located=passage.weight >= HEAD
        and there(around)
        and (bool(number) or located(passage.text, match.end, by_kind[kind], names)),
        others=tuple(entry for entry in match.entries if entry.kind != kind),
        rivals={other: (by_kind[other], scores[other]) for other in scores if other != kind},
    )


def _by_neighbour(scores: dict[str, Score], around: Context) -> None:
    """« Vienne, en Autriche » is not in France."""
    if ABROAD in scores and re.match(
        r"(?:\||\()? ?(?:en|au|aux)? ?(?:autriche|suisse|belgique|italie|espagne|allemagne|canada)", around.after
    ):
        scores[ABROAD].add(2.5, "pays nommé derrière")
    if COMMUNE in scores and re.match(r"\(? ?(?:ile|riviere|fleuve|lac|montagne|massif|volcan)\b", around.after):
        scores[COMMUNE].add(-3, "autre chose que la commune, dit-on derrière")


def _accepted(mentions: list[Mention]) -> list[Mention]:
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
    seen = _departements_seen(_grouped(_above(mentions)))
    _as_rivers(mentions, seen)
    for mention in mentions:
        near = any(seen.get(entry.departements[0], 0) >= _NAMED for entry in mention.entries if entry.kind == COMMUNE)
        if mention.kind == COMMUNE and near and not mention.score.barred and mention.score.value > -_NEAR:
            mention.score.add(_NEAR, "dans un département de la page")
    return _above(mentions)


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


#: Between a commune and its département: « À Fourmies, dans le Nord ».
_IN_ITS = re.compile(r",?\s(?:dans\s)?(?:le|l[’'])\s?$|\s?\($")


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
    for mention in mentions:
        rival = mention.rivals.get(RIVER)
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


def _above(mentions: Iterable[Mention]) -> list[Mention]:
    return [mention for mention in mentions if mention.score.value > 0 and not mention.score.barred]


def _grouped(mentions: Iterable[Mention]) -> dict[tuple[str, str], list[Mention]]:
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.key].append(mention)
    return groups


def _departements_seen(groups: Mapping[tuple[str, str], list[Mention]]) -> Counter[str]:
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


def _resolved(mentions: list[Mention], seen: Mapping[str, int]) -> Found:
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
        if ranked[0].code and ranked[0].code == ranked[1].code:
            gap = 9.0
        sure = 1 / (1 + math.exp(-1.6 * (gap - 0.8)))
        chosen = ranked[0] if sure >= OPEN else None
        alternatives = () if chosen and sure > 0.9 else tuple(ranked[:6])
        if chosen is not None and alternatives:
            alternatives = tuple(entry for entry in alternatives if entry is not chosen)
    if best.doubtful:
        alternatives = (*alternatives, *best.others[:3])
    confidence = 1 / (1 + math.exp(-0.9 * best.score.value)) * math.sqrt(max(sure, 0.3))
    weight_there = rank(mentions)
    reasons = list(best.score.reasons)
    return Found(best.name, best.kind, chosen, alternatives, round(confidence, 2), best, weight_there, reasons=reasons)


def _merged(found: list[Found]) -> list[Found]:
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


__all__ = ["Found", "Passage", "close_race", "departement_of", "places_of"]
