"""Where a passage names places: names found, each weighed for every kind of thing that bears it."""

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from transform.places import cues
from transform.places.context import Context, context_of
from transform.places.found import Mention, Passage
from transform.places.gazetteer import ABROAD, COMMUNE, DEPARTEMENT, ISLAND, LANDS, REGION, RIVER, Entry
from transform.places.matching import Match, Names, matches, openers
from transform.places.naming import NOUNS, ROUND_ISLANDS, SOFT, Announced, announced
from transform.places.principal import FRAMES, HEAD, acted, acts, introduced, located, stands_there, there
from transform.places.scoring import Score, score_of
from transform.places.words import Words, key_of

#: The gap between two kinds under which the better one is doubtful.
_KIND_GAP = 0.8
_VILLAGE = 2_000
_TOWNS = frozenset((COMMUNE, ABROAD))
_FROM = re.compile(r"\b[Dd](?:e |[’'])$")
_NUMBER = re.compile(r"\s?\(\s?(?:[^()]{0,30}[,\s])?(\d{2,3}|2[AB])\s?\)")
_TERRITORY = re.compile(
    r"\s?(?:\(|,\s(?:en |dans (?:le |la |les |l[’'])|à |au |aux )?)((?:La )?[A-ZÉÎ][\w’'-]+(?:[ -][\w’'-]+){0,4})"
)


def mentions_of(passage: Passage, names: Names) -> list[Mention]:
    """In the order of the text, none over another; also those that are unlikely to be places."""
    text = passage.text
    words = Words.of(text)
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
    for one, other in pairwise(found):
        if _from_to(one, other, text):
            one.nearby = other.nearby = True
            if other.score.value > 0:
                one.score.add(1.0, "d’un lieu à un autre")
    return found


def _from_to(one: Mention, other: Mention, text: str) -> bool:
    """« De Brantôme à Aubeterre, la Dronne franchit trente seuils »: they are its ends."""
    return (
        one.kind in _TOWNS
        and other.kind in _TOWNS
        and text[one.end : other.start] == " à "
        and _FROM.search(text, max(0, one.start - 4), one.start) is not None
    )


def _announced(passage: Passage, words: Words, named: Announced, names: Names) -> Mention | None:
    bare_key = " ".join(word.folded for word in words.forms[named.bare : named.last])
    called = [entry for entry in names.find(bare_key) if entry.kind != RIVER]
    # A pays is not called after a village.
    small = named.noun == "pays" and all(one.kind == COMMUNE and one.population < _VILLAGE for one in called)
    if named.noun in SOFT and called and not small:
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
    mention.nearby = context.led_by(cues.NEARBY)
    mention.frame = entry.kind in FRAMES and context.preposition in ("en", "dans")
    mention.located = passage.weight >= HEAD and there(context) and located(text, end, (entry,), names)
    return mention


def _weighed(passage: Passage, words: Words, match: Match, names: Names) -> Mention | None:
    around = context_of(words, match.first, match.last)
    written = tuple(words.forms[match.first : match.last])
    by_kind: dict[str, tuple[Entry, ...]] = defaultdict(tuple)
    for entry in match.entries:
        by_kind[entry.kind] += (entry,)
    subject = around.opens and not around.article and acted(passage.text, match.end)
    scores = {
        kind: score_of(kind, entries, written, around, shared=DEPARTEMENT in by_kind, subject=subject)
        for kind, entries in by_kind.items()
    }
    number = _NUMBER.match(passage.text, match.end)
    if number and any(entry.code == number[1] for entry in by_kind.get(DEPARTEMENT, ())):
        scores[DEPARTEMENT].add(3, "son numéro entre parenthèses")
    elif number and COMMUNE in scores:
        scores[COMMUNE].add(2.5, "numéro de département entre parenthèses")
    _by_neighbour(scores, around)
    if COMMUNE in scores and not around.preposition and introduced(passage.text, match.end):
        scores[COMMUNE].add(2.5, "ce qu’elle est ou sa population, dit-on derrière")
    if COMMUNE in scores:
        _by_territory(scores[COMMUNE], by_kind[COMMUNE], passage.text, match.end, names)
    kind = max(scores, key=lambda one: scores[one].value)
    grouped = kind == COMMUNE and around.led_by(cues.GROUPED)
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
        nearby=around.led_by(cues.NEARBY) or (kind == COMMUNE and around.led_by(cues.VENUE)),
        doubtful=bool(second) and scores[kind].value - second[0] < _KIND_GAP and second[0] > 0,
        cued=not grouped and any("commune de" in reason for reason in scores[kind].reasons),
        number=number[1] if number else "",
        frame=grouped or (kind in FRAMES and (around.preposition in ("en", "dans") or around.led_by(cues.PART))),
        located=passage.weight >= HEAD
        and (
            (there(around) and (bool(number) or located(passage.text, match.end, by_kind[kind], names)))
            or (kind == COMMUNE and stands_there(around))
        ),
        acts=kind == COMMUNE
        and not grouped
        and passage.weight >= HEAD
        and acts(around, passage.text, match.end, titled=passage.weight > HEAD + 0.5),
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
