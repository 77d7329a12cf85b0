"""Which events are of the story: not what set it off, nor what goes on once all is agreed."""

from collections.abc import Sequence
from dataclasses import replace

from transform.periods import cues
from transform.periods.account import BACKGROUND, HEADING, OPENING, ORIGIN, TOLD
from transform.periods.events import PAST, WORK, Event, Tells

#: Years apart from which dates belong to different stories.
GAP = 7
#: A date of the account from here on; less is kept only where there is no other.
SURE, LEAST = 0.4, -1.0
#: What a date must weigh to open a story that goes on only `_NEXT` years later or more.
OPENS, _NEXT = 1.5, 6
#: How far from a span what lengthens it can be.
NEAR = 3
#: Years between what set things off and the first act of those who then come together.
SET_OFF = 3


def in_the_story(kept: Sequence[Event]) -> list[Event]:
    """What came of acts or prepared them, though told in the pluperfect, is of the story; what only goes on is not.

    « En 2016, les poissons avaient doublé », where acts of 2014 are told; « l’étude avait été livrée en 2006 »,
    before the workshops of 2007; but not « la commission de suivi existe toujours ; elle s’est réunie en 2007 », once
    the accord of 2006 is signed.
    """
    starts = [one.first for one in kept if one.score > SURE and one.where in (TOLD, HEADING)]
    sure = [one.first for one in kept if one.score > SURE]
    ends = [one.last for one in kept if one.together and Tells.END in one.tells and one.score > SURE]
    found = []
    for one in kept:
        told = one.past and one.where == TOLD
        result = told and any(one.first - NEAR <= year < one.first for year in starts)
        study = told and any(one.first < year <= one.first + NEAR for year in starts) and _is_study(one)
        late = Tells.END not in one.tells and any(year < one.first for year in ends)
        if not (late and cues.WATCHED.search(one.before + one.after)):
            found.append(replace(one, score=one.score + PAST) if result or study else _carried_out(one, sure))
    return found


def _carried_out(one: Event, sure: Sequence[int]) -> Event:
    """« Depuis 2007, une navette passe », once people have met in 2006; « la décharge a fermé en novembre 2012 »."""
    since = one.date.shape == "ouvert" and one.where not in (HEADING, BACKGROUND) and not one.before.strip()
    if not (since or one.closed) or one.score > SURE or not any(one.first - NEAR <= year < one.first for year in sure):
        return one
    return replace(one, score=SURE + 0.5, tells=one.tells | {Tells.EXECUTION})


def _is_study(one: Event) -> bool:
    return cues.STUDY.search(one.before) is not None


def without_triggers(strong: Sequence[Event]) -> list[Event]:
    """What an opening says first is often why people came together (« en 2002, l’exploitant annonce… »), not yet that.

    It stands for the start where all that is dated after it is an end, or carries one out.
    """
    work = [
        one
        for one in strong
        if one.where in (TOLD, HEADING) and not one.is_end and (WORK & one.tells or _somebody_acted(one))
    ]

    def set_off(one: Event) -> bool:
        if one.where not in (OPENING, ORIGIN) or "/" in one.date.edtf or one.date.last is None or one.together:
            return False
        later = [other.first for other in work if other.first >= one.first]
        return bool(later) and one.first < min(later) <= one.first + SET_OFF and not _is_launched(one)

    def before(one: Event) -> bool:
        return one.past and one.where == OPENING and any(one.first < other.first and not other.past for other in strong)

    def befell(one: Event) -> bool:
        if "/" in one.date.edtf or Tells.END in one.tells:
            return False
        # Whatever follows it is an act, told as one or only dated.
        later = any(one.first < other.first <= one.first + SET_OFF and not other.is_end for other in strong)
        return later and any(map(cues.TRIGGER.search, (one.before, one.after))) and not _is_launched(one)

    return [one for one in strong if not (set_off(one) or befell(one) or before(one))]


def _is_launched(one: Event) -> bool:
    """Undertaken, in the opening, by those whose story it is."""
    return one.where == OPENING and any(map(cues.LAUNCHED.search, (one.before, one.after)))


def _somebody_acted(one: Event) -> bool:
    """As in « En 2010 et 2011, quatorze équipages ont embarqué un technicien »."""
    return Tells.LED in one.tells and cues.ACTED.search(one.after) is not None


def precise(strong: Sequence[Event]) -> Sequence[Event]:
    """A decade tells nothing beside years, unless the opening gives it and no year is of an act."""
    decades = [one for one in strong if one.date.shape == "décennie"]
    years = [one for one in strong if one.date.shape != "décennie"]
    if any(one.where == OPENING for one in decades) and not any(Tells.ACT in one.tells for one in years):
        return decades
    return years or decades


def heaviest(dated: Sequence[Event]) -> list[Event]:
    """Years cut where nothing happens for long; of equal groups the later. What barely opens one is left aside."""
    ordered = sorted(dated, key=lambda one: (one.first, one.place, one.date.start))
    groups: list[list[Event]] = []
    for one in ordered:
        if groups and one.first - max(other.last for other in groups[-1]) <= GAP:
            groups[-1].append(one)
        else:
            groups.append([one])
    group = max(reversed(groups), key=lambda group: sum(one.score for one in group), default=[])
    while len(group) > 1 and group[0].score < OPENS and group[1].first - group[0].last >= _NEXT:
        group = group[1:]
    return group
