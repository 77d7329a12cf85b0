"""Which of a page's places is the one where it happens: each counts where it is named, and how."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from transform.places import cues
from transform.places.context import Context
from transform.places.found import Found, Mention, Passage
from transform.places.gazetteer import ABROAD, COMMUNE, COUNTRY, DEPARTEMENT, HAMLET, LANDS, REGION, RIVER, Entry
from transform.places.matching import Names
from transform.places.naming import NOUNS, bare_key
from transform.places.words import key_of

#: Worth, for being where it happens, of being named with the département around, in a passage of at least this weight.
_LOCATED, HEAD = 3.0, 2.0
#: Worth of a commune's having done something: rivers are named in titles all the same.
_ACTS_THERE = 6.0
#: Of a place that a record keeps.
LEAST_CONFIDENCE = 0.5
#: Titles and subtitles, which name another département than the page's less often than its river.
TITLED = 4.0
#: « en Lauragais », « dans les Corbières » says what is around, and what is left of its weight.
FRAMES, _FRAME = frozenset(("terroir", "massif")), 0.5
#: What being named first of all is worth for being where it happens.
_FIRST_NAMED = 1.5


#: « (Doubs, 25) », « , dans le nord du Finistère », « , en Lozère ».
_INSIDE = re.compile(
    r"\s?(?:\(|,\s(?:en |dans |à |au |aux |du |de )?)(?:(?:le|la|les|l[’']) ?)?"
    r"(?:(?:nord|sud|est|ouest|centre|cœur)(?:-(?:est|ouest))? (?:de |du |des )?(?:la |l[’']|les )?)?"
    r"((?:La )?[A-ZÉÎ][\w’'-]+(?:[ -](?:[A-ZÉÎ]|(?:et|de|du|la|sur|d[’'])\b)[\w’'-]*){0,4})"
)


def located(text: str, end: int, entries: tuple[Entry, ...], names: Names) -> bool:
    """Whether the text says at once in which département or région it lies, and it may."""
    found = _INSIDE.match(text, end, end + 90)
    if found is None:
        return False
    words = re.split("[ ]", found[1])
    for length in range(len(words), 0, -1):
        around = [
            entry for entry in names.find(key_of(" ".join(words[:length]))) if entry.kind in (DEPARTEMENT, REGION)
        ]
        if around:
            inside = {one for entry in around for one in entry.departements}
            return not inside.isdisjoint(one for entry in entries for one in entry.departements)
    return False


def there(around: Context) -> bool:
    """In it, and not near it nor between it and another."""
    return around.opens or around.preposition in ("a", "en", "dans", "sur") or around.led_by(cues.AROUND)


#: « Angers a demandé à ses habitants »; « Mulhouse retrouve une rivière », in a title.
_ACTED = re.compile(r"\s(?:\([^()]{1,40}\)\s)?(?:a|avait|aura)\s(?:\w+ment\s)?\w+(?:é|i|u|is|it|ert)\b")
_ACTS = re.compile(r"\s[a-zéèêç]{2,}[et]\s(?:un|une|le|la|les|des|ses|son|sa|aux?|à|du|avec)\b")
#: « Gruissan, 5 000 habitants au bord de l’étang », « Gruissan, village de pêcheurs ».
_INTRODUCED = re.compile(
    r"\s?(?:\([^()]{1,40}\)\s?)?,\s(?:(?:\d[\d\s]{0,8}|(?:\w+ )?(?:cents|mille) )(?:habitants|âmes)\b"
    r"|(?:(?:une|un|petite?|gros|grosse|ancienn?e?) ){0,2}(?:commune|village|bourg|ville|cité|chef-lieu|bourgade)\b)"
)


def introduced(text: str, end: int) -> bool:
    """Whether the text says at once how many live there, or that it is a commune."""
    return text[end : end + 2].startswith((", ", " (", ",\u00a0")) and _INTRODUCED.match(text, end) is not None


def acted(text: str, end: int) -> bool:
    """Whether what stands before `end` is said to have done something."""
    return _ACTED.match(text, end) is not None


def acts(around: Context, text: str, end: int, *, titled: bool) -> bool:
    """Whether the commune is who did something: what the page tells happened there, though a river is named more."""
    if around.preposition and not around.led_by(cues.TOWN_OF):
        return False
    if acted(text, end) or (not around.preposition and introduced(text, end)):
        return True
    return titled and around.opens and _ACTS.match(text, end) is not None


def stands_there(around: Context) -> bool:
    """« L’usine, située sur la commune d’Ahun »: what the text is about stands nowhere else."""
    return around.led_by(cues.SITUATED)


def rank(mentions: Sequence[Mention]) -> float:
    """A name counts where it stands, less and less each time that the same passage repeats it."""
    times: Counter[int] = Counter()
    rank = 0.0
    for mention in mentions:
        times[id(mention.passage)] += 1
        value = mention.passage.weight + (1 if mention.cued else 0)
        if mention.compared or mention.nearby:
            value *= 0.3
        elif mention.acts or mention.located:
            value += _ACTS_THERE if mention.acts else _LOCATED
        elif mention.frame:
            value *= _FRAME
        rank += value / times[id(mention.passage)] ** 2
    return rank


def count_bare_names(found: Sequence[Found], passages: Iterable[Passage]) -> None:
    """« Iraty », in a title, is the forest that the text calls « forêt d’Iraty »."""
    names = {key_of(one.name) for one in found}
    heads = [passage for passage in passages if passage.weight > 1]
    for one in found:
        if one.kind not in LANDS or bare_key(key_of(one.name)) == key_of(one.name):
            continue
        own = _BARE.search(one.name)
        if own is None or key_of(own[1]) in names:
            continue
        for passage in heads:
            if one.name not in passage.text and re.search(rf"(?<![\w-]){re.escape(own[1])}(?![\w-])", passage.text):
                one.rank += passage.weight


#: What follows the noun of a named land.
_BARE = re.compile(r"^\w[\w’'-]* (?:\w+ )?(?:d[’']|de l[’']|de la |du |des |de )?([A-ZÀ-Ý][\w’' -]+)$")
_SIZE = {COMMUNE: 0, HAMLET: 0, "lac": 1, "marais": 1, "ile": 1, "foret": 1, RIVER: 2, "littoral": 2, "massif": 2}
_SIZE |= {"terroir": 2, "parc": 2, DEPARTEMENT: 4, REGION: 5, ABROAD: 6, COUNTRY: 7}


#: Nouns of a commune, in a title that does not name it.
_COMMUNES = frozenset(("village", "commune", "ville", "bourg", "quartier", "municipalite"))
#: Some name or other: a capital that opens nothing.
_NAME = re.compile(r"[\w,)»][\s’'-][A-ZÀ-Ý]")
_PART = re.compile(r"(?<=village|commune) (?:du|de la|des|de l[’'])\s?[A-ZÀ-Ý][\w’'-]+")
_SINGULAR = frozenset(("marais", "bois", "pays"))
#: What a place is worth of the weight of a title that only says what it is.
_CALLED = 0.5


def count_nouns(found: Sequence[Found], passages: Iterable[Passage]) -> None:
    """« Un étang qui se remplit », in a title, is the pond that the page names; « le village choisit », its commune."""
    titles = [passage for passage in passages if passage.weight >= TITLED]
    able = [one for one in found if not one.mention.compared and not one.mention.nearby]
    written = [key_of(passage.text) for passage in titles]
    bare = not any(_NAME.search(_PART.sub("", passage.text)) for passage in titles)
    for passage, text in zip(titles, written, strict=True):
        for noun in dict.fromkeys(text.split(" ")):
            if noun in _COMMUNES and bare:
                called = [one for one in able if one.kind == COMMUNE]
            elif noun in NOUNS and (noun[-1] not in "sx" or noun in _SINGULAR):
                called = [one for one in able if noun in key_of(one.name).split(" ") and key_of(one.name) not in text]
            else:
                continue
            if called:
                max(called, key=lambda one: one.rank).rank += _CALLED * passage.weight


def choose_principal(found: list[Found]) -> None:
    """The greatest of what is small enough to be where it happens; a larger one only where there is no other."""
    for one in found:
        if one.mention.compared:
            one.role = "comparaison"
    told = [one for one in found if one.role != "comparaison" and _SIZE.get(one.kind, 3) <= 2]
    if told and not told[0].mention.nearby:
        told[0].rank += _FIRST_NAMED
    able = [one for one in found if one.rank >= 1 and one.role != "comparaison" and one.confidence >= LEAST_CONFIDENCE]
    if not able:
        return
    small = [one for one in able if _SIZE.get(one.kind, 3) <= 2]
    best = max(
        small or able,
        key=lambda one: (one.rank if small else -_SIZE.get(one.kind, 3), one.rank, one.confidence),
    )
    best.role = "principal"


def close_race(found: Sequence[Found]) -> tuple[Found, Found] | None:
    """The principal place and the one that could as well be it."""
    principal = next((one for one in found if one.role == "principal"), None)
    if principal is None:
        return None
    others = [
        one for one in found if one is not principal and _SIZE.get(one.kind, 3) <= 2 and one.role != "comparaison"
    ]
    second = max(others, key=lambda one: one.rank, default=None)
    return (principal, second) if second is not None and principal.rank < 1.5 * second.rank else None
