"""Postal addresses of natural persons: « 12 bis, rue des Lilas, 29410 Pleyber-Christ » after a name."""

import re
from collections.abc import Iterator

from transform.personal.emails import emails
from transform.personal.holders import Holder, holder_of
from transform.personal.naming import last_organisation, last_person
from transform.personal.telephones import telephones

_B = r"[^\S\n]"
#: Few numbers stand before a letter: that is asked before its many words.
_WAY = (
    r"(?=[A-Za-z])(?i:rue|avenue|av\.?|ave\.?|boulevard|bd\.?|bld\.?|blvd\.?|place|pl\.?|chemin|ch\.|che\.?|chem\.|impasse"
    r"|imp\.|all[ée]es?"
    r"|grand[e’']?[ -]?rue|route|rte\.?|quai|cours|square|sq\.|sentier|sente|passage|lotissement|lot\.|hameau"
    r"|r[ée]sidence"
    r"|r[ée]s\.|faubourg|fbg\.?|fg\.?|mont[ée]e|c[ôo]te|esplanade|ruelle|venelle|traverse|promenade|villa|voie"
    r"|cit[ée]|clos"
    r"|rond-point|mail|parvis|rampe|mas|domaine|lieu[- ]dit|r\.|r(?= )|cour|ham\.|r\.?[dn]\.?|z\.?[ai]\.?c?\.?"
    r"|hent|straed"
    r"|section|chauss[ée]e|dr[èe]ve|corniche|descente|carrefour|galerie|pk)"
)
_REPEATED = rf"(?:{_B}?(?i:bis|ter|quater|[A-D]))?(?![\w’'])(?:{_B}?[-/]{_B}?\d{{1,4}})?"
_NUMBER = rf"\d{{1,4}}{_REPEATED}"
_NAME = r"[^\n,;:()\[\]|<>]{2,60}?"
_NO_TOWN = r"(?!(?i:cedex|t[ée]l|fax|port|mob|e-?mail|m[ée]l|courriel|contact|france)\b)"
_SMALL = r"(?:sur|en|de|du|des|d['’]|la|le|les|sous|lès|aux?)"
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w’'-]{1,30}"
_CEDEX = rf"(?:{_B}(?i:cedex)\b(?:{_B}\d{{1,2}}\b)?)?"
_TOWN = (
    rf"{_NO_TOWN}(?:[LDld]['’])?{_CAPITALISED}(?:{_B}{_NO_TOWN}(?:[ld]['’])?{_CAPITALISED}"
    rf"|{_B}{_SMALL}(?={_B}[A-ZÀ-ÖØ-Þ])){{0,5}}{_CEDEX}"
)
_POSTCODE = rf"(?:(?:F{_B}?-?{_B}?)?(?<!\d)\d{{2}}{_B}?\d{{3}}|(?:B|CH|L){_B}?-{_B}?\d{{4}})(?!\d)"
#: Of Belgium, Switzerland and Luxembourg: four figures, which are no year.
_SHORT_POSTCODE = r"(?<!\d)(?!19\d\d|20[0-3]\d)[1-9]\d{3}(?!\d)"
_LABELLED = rf"(?:(?i:code{_B}postal|c\.?p\.?|npa){_B}?:?{_B}?)?"
_TOWN_LABELLED = rf"(?:(?i:ville|commune|localit[ée]){_B}?:?{_B}?)?"
_COUNTRY = rf"(?:{_B}?[,\n–-]{_B}{{0,2}}(?:F(?:rance|RANCE)|B(?:elgique|ELGIQUE)|S(?:uisse|UISSE))(?!\w))?"
_END = (
    rf"(?:[,;|/•·.\s–—-]{{1,6}}(?:[^\n,;()]{{2,40}}[,\n]{_B}{{0,3}})?{_LABELLED}(?:{_POSTCODE}(?:{_B}{{1,3}}|{_B}?[,\n]{_B}{{0,3}})"
    rf"|{_SHORT_POSTCODE}{_B}{{1,3}}){_TOWN_LABELLED}{_TOWN}{_COUNTRY}"
    rf"|{_B}?(?:,{_B}?(?:à{_B})?|à{_B})(?:{_TOWN}{_B}?,?{_B}?\((?:\d{{5}}|\d{{2}}|2[AB])\)|{_TOWN}(?=\)))"
    rf"|{_B}?à{_B}{_TOWN}(?={_B}[a-zà-öø-ÿ]))"
)
#: It begins with a figure, and looks behind it afterwards: most of a text is passed over by the quickest way.
_STREET = re.compile(
    rf"\d(?<![\w/.-]\d)\d{{0,3}}{_REPEATED}{_B}?,?{_B}{{0,3}}\b{_WAY}(?:{_B}{{1,3}}|(?<=\.)|(?<=rue)(?=,)){_NAME}"
    rf"(?:{_END}|(?=[\n,;:()\[\]|<>]|\.\s|\.?$|{_B}[–—-]{_B}))"
)
_PLACE = re.compile(
    rf"(?<![\w’'])(?:{_NUMBER}{_B}?,?{_B}{{0,2}})?"
    rf"(?:(?:(?i:lieu[- ]dit|hameau|le bourg|ferme|quartier|bp|pk)|{_WAY})\b{_B}?[^\n;:()\[\]"
    rf"|<>]{{0,60}}?[,\n–—-]?{_B}{{0,3}}"
    rf"|(?P<named>(?:(?:les?|la|au|aux){_B}|l['’])?{_CAPITALISED}(?:{_B}(?:(?:[ld]['’])?{_CAPITALISED}|{_SMALL})){{0,4}})"
    rf"(?P<mark>{_B}?[,\n–—-]{_B}{{0,3}}|{_B}{{1,3}})){_POSTCODE}{_B}{{1,3}}{_TOWN}"
)
#: « demeurant à Chambois, commune de Mazaye »: without number nor postcode, at the home of somebody who is named.
_HAMLET = re.compile(
    rf"(?:demeurant|domicili[ée]e?s?|habitant|r[ée]sidant){_B}(?:à|au|aux|en){_B}"
    rf"(?P<home>(?:(?:les?|la){_B}|l['’])?{_CAPITALISED}(?:{_B}(?:(?:[ld]['’])?{_CAPITALISED}|{_SMALL})){{0,4}}"
    rf",{_B}(?:commune{_B}d(?:e{_B}|['’])){_TOWN})"
)
#: A piece of a line that ends before a street: « Le Moulin, 12 rue… », « Résidence Les Tilleuls, bât. C, 8 av. … ».
_HOUSE = re.compile(
    rf"(?<![^\n,;:–—-])(?P<lead>{_B}{{0,3}})(?P<house>(?:(?i:villa|r[ée]sidence|r[ée]s\.|ferme|mas|domaine|ch[âa]teau"
    rf"|moulin|immeuble|imm\.|b[âa]timent|b[âa]t\.?|appartement|app\.|appt\.?|apt\.?|escalier|esc\.|porte|[ée]tage|hameau"
    rf"|lieu[- ]dit|lotissement|clos|quartier|bastide|borie|maison|manoir|gu[êe]te)(?!\w)|Les?{_B}|La{_B}"
    rf"|L['’]|Ker|Pen[ -]|Toul[ -]|c/o\b|\d(?:er|[èe]me|e){_B}[ée]tage\b)"
    rf"[^\n,;:()\[\]|<>@]{{0,40}}?){_B}?[,\n–—-]{_B}{{0,3}}$"
)
_MOST_HOUSES = 3
_ARTICLE = re.compile(rf"(?<![\w’'])(?:Les?{_B}|La{_B}|L['’]|n[°º]{_B}?)$")
#: « rue de la Station 12, 5000 Namur »: where the number follows the street, and the town has four figures.
_ABROAD = re.compile(
    rf"(?<![\w’'/.-]){_WAY}{_B}{{1,3}}[^\n,;:()\[\]|<>\d]{{2,40}}?,?{_B}\d{{1,4}}[a-zA-D]?(?:{_B}?/{_B}?\d{{1,3}})?"
    rf"(?:,?{_B}(?:b(?:oî?i?te|te)?\.?){_B}?\d{{1,4}})?{_B}?(?:[,\n–—-]|à){_B}{{0,3}}"
    rf"(?:(?:B|CH|L){_B}?-{_B}?)?[1-9]\d{{3}}{_B}{{1,3}}{_TOWN}"
)
#: « 54600 Villers-lès-Nancy, 7 allée des Charmes ».
_TOWN_BEFORE = re.compile(rf"(?<!\d)\d{{5}}{_B}{{1,3}}{_TOWN}{_B}?[,\n–—-]{_B}{{0,3}}$")
#: A postcode and the first letter of its town.
_ANY_TOWN = re.compile(r"\d(?<!\d\d)(?:\d[^\S\n]?\d{3}|\d{3})[^\S\n]{1,3}[A-ZÀ-ÖØ-Þ]")
_AT_HOME = re.compile(
    r"(?:\bdomicili[ée]e?s?|\bdemeurant|\bdemeure|\bhabite(?:nt)?|\br[ée]side|\br[ée]sidant|\bdomicile"
    r"|\badresse personnelle"
    r"|\bchez)\b[^\n.;]{0,25}$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:contacts?|coordonn[ée]es|renseignements?|adresse|[ée]crire [àa]|courrier|correspondance|envoyer"
    r"|joindre)\b",
    re.IGNORECASE,
)
#: Places where things happen or are kept, whoever is named beside.
_PREMISES = re.compile(
    r"\b(?:si[èe]ge|locaux|salle|gymnase|amphith[ée][âa]tre|r[ée]unions?|rendez-vous|permanence|exposition"
    r"|chantier|travaux"
    r"|lieu de l|quartier|place forte|am[ée]nagement|requalification)\b[^\n.;]{0,40}$",
    re.IGNORECASE,
)


def may_hold_postal_addresses(text: str) -> bool:
    """False where `postal_addresses` gives nothing, of the text or of any of its lines."""
    return any(sign.search(text) for sign in (_ANY_TOWN, _STREET, _HAMLET))


def postal_addresses(text: str) -> Iterator[tuple[int, int]]:
    """In order. One that belongs to nobody who is named counts only in a contact block."""
    taken = 0
    candidates = [
        (found.start(), found.end(), pattern is _STREET)
        for pattern in ((_STREET, _PLACE, _ABROAD) if _ANY_TOWN.search(text) else (_STREET,))
        for found in pattern.finditer(text)
        if pattern is not _PLACE or _is_place(found, text)
    ]
    at_home = {found.span("home") for found in _HAMLET.finditer(text)}
    for start, end, has_number in sorted(candidates + [(*home, False) for home in at_home], key=_first_and_longest):
        if start >= taken and ((start, end) in at_home or _is_persons(text, start, end, has_number)):
            begins = max(_with_its_house(text, start), taken)
            taken = end
            yield begins, end


def _first_and_longest(candidate: tuple[int, int, bool]) -> tuple[int, int]:
    return candidate[0], -candidate[1]


def _is_place(found: re.Match[str], text: str) -> bool:
    """« Jean Dupont, 29410 Pleyber-Christ » gives a name and a town; « Kerven 29410 … » is a place at a line's head."""
    named = found["named"]
    if not named:
        return True
    if not found["mark"].strip(" \t\u00a0\u202f") and text[: found.start()].rstrip(" \t\u00a0")[-1:] not in "\n,;–—-":
        return False
    return last_person(named) < 0 and last_organisation(named) < 0


def _with_its_house(text: str, start: int) -> int:
    """Where the address begins with the house's own name, which stands before the street's."""
    for _ in range(_MOST_HOUSES):
        house = _HOUSE.search(text, max(0, start - 60), start)
        if house is None:
            break
        words = house["house"]
        if not words.startswith("c/o") and (last_person(words) >= 0 or last_organisation(words) >= 0):
            break
        start = house.start("house")
    town = _TOWN_BEFORE.search(text, max(0, start - 60), start)
    if town is not None:
        return town.start()
    article = _ARTICLE.search(text, max(0, start - 4), start)
    return article.start() if article else start


def _is_persons(text: str, start: int, end: int, has_number: bool) -> bool:
    before = text[max(text.rfind("\n", 0, start) + 1, start - 120) : start]
    if _AT_HOME.search(before):
        return True
    if _PREMISES.search(before):
        return False
    holder = holder_of(text, start, end)
    if holder is not Holder.NOBODY:
        return holder is Holder.PERSON and (has_number or len(before) < 80)
    around = text[max(0, start - 160) : end + 120]
    return _CONTACT.search(text[max(0, start - 160) : start]) is not None or (
        any(emails(around)) or any(telephones(around))
    )
