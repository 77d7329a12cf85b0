"""The part that somebody takes, read in the words just before the name, or just after it."""

import re

_BY = r"(?:d[eu’']s?)"
#: Role → words after which the name follows, in the same clause. The order counts.
_BEFORE = {
    "animateur": [
        r"(?:anim|facilit|accompagn)[ée]e?s? par",
        r"animation (?:est |a été |fut )?(?:confiée? )?[àa]",
        rf"médiat(?:eur|rice)s? {_BY}",
        r"(?:confi|sous-trait)[ée]e?s? [àa]",
        r"fait appel [àa]",
    ],
    "financeur": [
        r"(?:co)?financ[ée]e?s? par",
        rf"financement {_BY}",
        rf"(?:soutien|aide|appui|concours) financi[eè]re?s? {_BY}",
        r"soutenue?s? (?:financièrement )?par",
        rf"subvention(?:née?s? par| {_BY})",
        rf"(?:appel à projets?|bourse|mécénat) {_BY}",
    ],
    "porteur": [
        r"(?:port|initi|lanc|men|pilot|engag|organis|impuls)[ée]e?s? par",
        rf"[àa] l[’']initiative {_BY}",
        r"conduite?s? par",
        r"maître d[’']ouvrage,? ",
        rf"sous l[’']égide {_BY}",
    ],
    "partenaire": [
        r"en partenariat avec",
        r"partenaires?(?: sont)?",
        rf"avec (?:l[’']appui|le soutien|l[’']aide|le concours|la participation) {_BY}",
        rf"aux côtés {_BY}",
        r"en lien avec",
        r"associée?s? [àa]",
        r"collaboration avec",
    ],
}
_AFTER = {
    "porteur": r"(?:a |ont )?(?:lancé|lance|porte|initié|engagé|engage|propose de|décide|pilote)",
    "animateur": r"(?:a |ont )?(?:animé|anime|facilité|conduit les réunions)",
    "financeur": r"(?:a |ont )?(?:financé|finance|cofinance|subventionne|soutient financièrement)",
}
_BEFORE_COMPILED = {
    role: re.compile(rf"(?:{'|'.join(patterns)})[^.!?;:(),]{{0,45}}$", re.IGNORECASE)
    for role, patterns in _BEFORE.items()
}
_AFTER_COMPILED = {role: re.compile(rf"^,?\s{pattern}\b") for role, pattern in _AFTER.items()}
_CLAUSE = re.compile(r"(?<=[.!?])\s|\n")


def role_around(before: str, after: str) -> str | None:
    """`before` and `after` are the text around the name, cut at will; None where nothing is said."""
    clause = _CLAUSE.split(before)[-1]
    for role, pattern in _BEFORE_COMPILED.items():
        if pattern.search(clause):
            return role
    return next((role for role, pattern in _AFTER_COMPILED.items() if pattern.search(after)), None)
