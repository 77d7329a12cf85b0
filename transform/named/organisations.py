"""Organisations that a text names: by what they are (« syndicat mixte de … »), by an acronym, or by a known name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from transform.named.acronyms import LongForm, long_forms, renamings
from transform.named.known import Known, known_by_long_names, known_organisations
from transform.named.roles import role_around

_HEADS = (
    r"associations?(?: (?:syndicale|locale|communale))?"
    r"|syndicat(?: mixte| intercommunal| de (?:rivière|bassin|communes))?"
    r"|communauté (?:de communes|d[’']agglomération|urbaine)|conseil (?:général|départemental|régional)"
    r"|chambre (?:d[’']agriculture|de commerce|des métiers)|fédération|confédération|conservatoire|collectif|fondation"
    r"|agence de l[’']eau|office (?:de tourisme|national|français|public)"
    r"|parc (?:naturel régional|national|naturel marin)"
    r"|réseau|coopérative|institut|université|comité (?:régional|départemental|local|interprofessionnel)"
    r"|centre (?:permanent|régional|social|culturel)|union|groupement|société|maison de|observatoire|ligue|mouvement"
    r"|prud[’']homie|bureau d[’']études|cabinet|groupe ornithologique|direction (?:régionale|départementale)"
)
_CAPITAL = r"[A-ZÀ-ÝŒ][\w’'-]*"
_SMALL = r"(?:de|du|des|d[’']|la|le|les|l[’']|et|en|à|au|aux|pour|sur|sous|lès)"
_PLAIN = r"[a-zà-ÿœ][\w’'-]{2,}"
#: A head, what kind of one in small letters, then a name of its own or a name in quotes.
_NAMED = re.compile(
    rf"(?<![\w-])(?P<head>(?i:{_HEADS}))(?P<kind>(?:\s{_PLAIN}|\s{_SMALL}(?=[\s\w])){{0,7}}?)"
    rf"(?P<own>\s?{_CAPITAL}(?:[\s/–-](?:{_SMALL}\s?){{0,2}}{_CAPITAL}){{0,6}}|\s?«\s?[^«»\n]{{3,70}}?\s?»)"
)
#: How heads begin, in small letters: where none of these stands, `_NAMED` has nothing to find.
_BEGINNINGS = (
    *("agence", "association", "bureau", "cabinet", "centre", "chambre", "collectif", "comité", "communauté"),
    *("confédération", "conseil", "conservatoire", "coopérative", "direction", "fédération", "fondation", "groupe"),
    *("institut", "ligue", "maison", "mouvement", "observatoire", "office", "parc", "prud", "réseau", "société"),
    *("syndicat", "union", "université"),
)
#: Heads that bear names as their founders liked, not those of a place.
_FREE_NAMES = re.compile(r"association|collectif|fondation|réseau|coopérative|mouvement|cabinet", re.IGNORECASE)
#: The end of « Nuits tranquilles », « Perche à tous vents »: a small word or two, then a verb or a stop.
_TAIL = re.compile(
    rf"(?:\s(?:à|en|pour|d[eu]s?)\s{_PLAIN})?(?:\s(?!les\b|leur|lui\b){_PLAIN})?(?=\s?(?:[,.;:!?()»\n]|$)|\s(?:a|ont|est|sont|était|avait|fut|qui"
    r"|dont|s[’']|n[’']|y)\s?)"
)
#: « une association de Jausiers, Estive parlée, »: the place says where, the name comes after it.
_SOME = re.compile(r"(?:^|[\s’'])(?:une?|des)\s(?:\w+\s)?$", re.IGNORECASE)
_APPOSED = re.compile(rf"^,\s(?P<name>{_CAPITAL}(?:\s(?:{_SMALL}\s?)?[\w’'-]+){{0,4}}?),")
_ACRONYM_ALONE = re.compile(r"[A-Z](?<![\w(’'-].)[A-Za-zÉÈ]{1,9}(?![\w’'-])")
_AROUND = 90
MOST = 40


@dataclass(frozen=True, slots=True)
class NamedOrganisation:
    """`exact` is what stands at [`start`, `end`) of the passage; `name` how it is called at its longest."""

    name: str
    acronym: str | None
    role: str | None
    passage: int
    start: int
    end: int


def organisations(texts: list[str]) -> list[NamedOrganisation]:
    """Each organisation once, its first role kept, in the order of its first naming; at most `MOST`."""
    longs = [[pair for pair in long_forms(text) if _is_one(pair.long)] for text in texts]
    pairs = {pair.acronym.upper(): pair for here in longs for pair in here}
    whole = "\n".join(texts)
    newer = dict(renaming for text in texts for renaming in renamings(text))
    known = [one for one in known_by_long_names() if one[0] in whole]
    small = whole.lower()
    beginnings = [beginning for beginning in _BEGINNINGS if beginning in small]
    found: dict[str, NamedOrganisation] = {}
    for number, text in enumerate(texts):
        here = [
            *(_one(text, number, one.start, one.end, _capitalised(one.long), one.acronym) for one in longs[number]),
            *(_by_head(text, number, pairs, beginnings) if beginnings else ()),
            *_by_acronym(text, number, pairs),
            *_by_known_name(text, number, known),
        ]
        for one in sorted(here, key=lambda one: (one.start, -one.end)):
            key = _key(newer.get(one.name, one.name), one.acronym)
            before = found.get(key)
            if before is None:
                if len(found) < MOST and not _inside(one, found.values()):
                    found[key] = one
            elif before.role is None and one.role is not None:
                found[key] = replace(before, role=one.role)
    return list(found.values())


def _by_head(text: str, number: int, pairs: dict[str, LongForm], beginnings: list[str]) -> Iterator[NamedOrganisation]:
    for match in _headed(text, beginnings):
        start, end = _extent(text, match)
        if end <= start:
            continue
        name = text[start:end]
        acronym = next((a for a, pair in pairs.items() if pair.long.lower() == name.lower()), None)
        yield _one(text, number, start, end, _capitalised(name), acronym)


def _headed(text: str, beginnings: list[str]) -> Iterator[re.Match[str]]:
    """What `_NAMED` finds, looked for where a head may begin."""
    small = text.lower()
    if len(small) != len(text):
        yield from _NAMED.finditer(text)
        return
    reached = 0
    for place in sorted({place for beginning in beginnings for place in _places(small, beginning)}):
        if place >= reached and (match := _NAMED.match(text, place)) is not None:
            yield match
            reached = match.end()


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _by_acronym(text: str, number: int, pairs: dict[str, LongForm]) -> Iterator[NamedOrganisation]:
    known = known_organisations()
    for match in _ACRONYM_ALONE.finditer(text):
        word = match.group()
        if word.upper() in pairs and sum(letter.isupper() for letter in word) > 1:
            pair = pairs[word.upper()]
            yield _one(text, number, match.start(), match.end(), _capitalised(pair.long), pair.acronym)
        elif (organisation := known.get(word)) is not None:
            yield _known(text, number, match.start(), match.end(), organisation)


def _by_known_name(text: str, number: int, known: list[tuple[str, Known]]) -> Iterator[NamedOrganisation]:
    for name, organisation in known:
        if (place := text.find(name)) >= 0:
            yield _known(text, number, place, place + len(name), organisation)


def _extent(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Where the name stands; nowhere for some organisation of which only the place is said."""
    start, end = match.start(), match.end()
    if _SOME.search(text[max(0, start - 30) : start]):
        apposed = _APPOSED.match(text[end : end + _AROUND])
        return (end + apposed.start("name"), end + apposed.end("name")) if apposed else (0, 0)
    if not match["own"].strip().startswith("«") and _FREE_NAMES.match(match["head"]):
        tail = _TAIL.match(text[end : end + _AROUND])
        end += tail.end() if tail else 0
    return start, end


def _one(text: str, number: int, start: int, end: int, name: str, acronym: str | None) -> NamedOrganisation:
    role = role_around(text[max(0, start - _AROUND) : start], text[end : end + _AROUND])
    return NamedOrganisation(re.sub(r"\s+", " ", name), acronym, role, number, start, end)


def _known(text: str, number: int, start: int, end: int, known: Known) -> NamedOrganisation:
    return _one(text, number, start, end, known.name, known.acronym)


def _is_one(long: str) -> bool:
    """A long form that begins with what an organisation is, not with a tool or a plan."""
    return re.match(rf"(?:{_HEADS}|commission|centre|comité|service|établissement)\b", long, re.IGNORECASE) is not None


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]


def _key(name: str, acronym: str | None) -> str:
    return (acronym or name).casefold()


def _inside(one: NamedOrganisation, others: Iterable[NamedOrganisation]) -> bool:
    return any(
        other.passage == one.passage and other.start <= one.start and one.end <= other.end and other is not one
        for other in others
    )
