"""Which kind a record is: a table of signals with points, summed; the reasons are kept, the doubtful ones are asked.

Post types and headings as seen on the archive's own site and its neighbours (the domain notes, sections 2 and 8.4).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from transform.extract.found import Verdict
from transform.extract.roles import folded
from transform.schema import Kind

#: Below this confidence a person is asked.
DOUBTFUL = 0.6

#: Words of post types, address segments and terms → kind, singular, folded, with hyphens. French, and usual English.
_NAMES: dict[Kind, str] = {
    Kind.EXPERIENCE: (
        "fiche experience fiche-experience fiche-d-experience fiche-dexperience retour-experience retour-d- "
        "experience retour-dexperience recit recit-d-experience recit-dexperience temoignage initiative rex "
        "project projet exemple success-story experiment"
    ),
    Kind.ETUDE_DE_CAS: ("etude etude-de-cas etude-cas etudecas cas case-study case casestudy"),
    Kind.VIDEO: ("video film clip videotheque"),
    Kind.BIBLIOGRAPHIE: (
        "biblio bibliographie reference reference-bibliographique livre ouvrage book bibliography publication"
    ),
    Kind.NOTE_DE_LECTURE: (
        "note note-de-lecture note-lecture lecture fiche-de-lecture fiche-lecture reading-note book-review review"
    ),
    Kind.ENTRETIEN: ("entretien interview itw portrait conversation"),
    Kind.FICHE_METHODE: (
        "methode fiche-methode fiche-methodologique methodologie memo outil fiche-outil fiche-pratique guide "
        "method tool toolbox how-to howto"
    ),
    Kind.COMPTE_RENDU: (
        "compte-rendu compterendu compte-rendu-de-reunion cr acte rencontre atelier report minute meeting- "
        "report proceeding"
    ),
    Kind.ETAPE: ("etape etape-de-parcours parcours step lesson lecon module course tutorial cours"),
    Kind.OBJECTION: ("popup objection idee-recue faq question prejuge popin"),
    Kind.PAGE: ("page"),
}
#: Names that hold other kinds too: the archive's own `/fiche/` has memos and digests.
_LOOSE = frozenset(
    ("fiche", "note", "question", "guide", "projet", "project", "publication", "cas", "case", "atelier", "report", "cr")
)
_BY_NAME = {name: kind for kind, names in _NAMES.items() for name in names.split()}

_SLUGS: tuple[tuple[str, Kind, int], ...] = (
    (r"memo-", Kind.FICHE_METHODE, 7),
    (r"(?:fiche-)?(?:methode|outil)-", Kind.FICHE_METHODE, 3),
    (r"entretien-avec-|interview-", Kind.ENTRETIEN, 4),
    (r"note-de-lecture-", Kind.NOTE_DE_LECTURE, 5),
    (r"compte-rendu-|actes-d", Kind.COMPTE_RENDU, 4),
    (r"etude-de-cas-", Kind.ETUDE_DE_CAS, 4),
    (r"video-", Kind.VIDEO, 3),
)
_TITLES: tuple[tuple[str, Kind, int], ...] = (
    (r"\bentretien avec\b|\binterview d", Kind.ENTRETIEN, 4),
    (r"\bnote de lecture\b", Kind.NOTE_DE_LECTURE, 5),
    (r"^compte rendu\b|^actes d", Kind.COMPTE_RENDU, 4),
    (r"^etude de cas\b", Kind.ETUDE_DE_CAS, 4),
    (r"^memo\b|^fiche methode\b|^fiche outil\b", Kind.FICHE_METHODE, 4),
    (r"^bibliographie\b", Kind.BIBLIOGRAPHIE, 4),
)
_NUMBERED = re.compile(r"^\s*\d{1,2}\s*[.)]\s*\S")
_CITED = re.compile(
    r"\bet\s+al\b|\béd(?:s|itions?)?\.|\bÉditions\b|\bin\s+[A-ZÉ]|\bISBN\b|\b(?:auteurs?|ouvrage|livre|article)\s+(?:de|d’|par)\b|\b\d{1,4}\s+p(?:ages|\.)",
)


@dataclass(frozen=True, slots=True)
class Signals:
    """What of a page speaks for a kind. `declared` is the profile's own table of post types, the strongest."""

    post_type: str | None = None
    segments: tuple[str, ...] = ()
    title: str = ""
    headings: tuple[str, ...] = ()
    lead: str = ""
    terms: tuple[str, ...] = ()
    chapter: bool = False
    declared: Mapping[str, Kind] = field(default_factory=dict)


@dataclass(slots=True)
class _Score:
    points: dict[Kind, int] = field(default_factory=dict)
    reasons: list[tuple[Kind, str]] = field(default_factory=list)

    def add(self, kind: Kind, points: int, reason: str) -> None:
        self.points[kind] = self.points.get(kind, 0) + points
        self.reasons.append((kind, f"{reason} (+{points})"))


def classify(signals: Signals) -> Verdict:
    """The kind with most points; equal points go to the kind listed first. No signal at all: `page`."""
    score = _Score()
    clear = _by_names(signals, score)
    _by_words(signals, score)
    if not score.points:
        return Verdict(Kind.PAGE, 0.5, ("aucun indice",), written=False)
    ranked = sorted(Kind, key=lambda kind: -score.points.get(kind, 0))
    best, second = (score.points.get(kind, 0) for kind in ranked[:2])
    confidence = round(min(1.0, (best - second) / best * min(1.0, best / 4)), 2)
    reasons = tuple(reason for kind, reason in score.reasons if kind is ranked[0])
    return Verdict(ranked[0], confidence, reasons, written=clear is ranked[0])


def kind_named(name: str) -> Kind | None:
    """The kind that a post type, an address segment or a term names, in singular or plural."""
    return next((_BY_NAME[form] for form in _forms(name) if form in _BY_NAME), None)


def _is_loose(name: str) -> bool:
    """« Cas », « Fiches »: of itself no proof of a kind."""
    return not _LOOSE.isdisjoint(_forms(name))


def _forms(name: str) -> tuple[str, str]:
    words = folded(name).replace(" ", "-")
    return words, "-".join(_singular(part) for part in words.split("-"))


def _by_names(signals: Signals, score: _Score) -> Kind | None:
    """Points for what the source itself calls the page; returns the kind that a clear post type names."""
    clear = None
    if signals.post_type and signals.post_type in signals.declared:
        clear = signals.declared[signals.post_type]
        score.add(clear, 12, f"type « {signals.post_type} » déclaré dans le profil")
    elif signals.post_type and (kind := kind_named(signals.post_type)):
        loose = _is_loose(signals.post_type)
        score.add(kind, 3 if loose else 8, f"type « {signals.post_type} »")
        clear = None if loose else kind
    for segment in signals.segments[:-1]:
        if kind := kind_named(segment):
            score.add(kind, 1 if _is_loose(segment) else 3, f"adresse /{segment}/")
    for term in signals.terms:
        if (kind := kind_named(term)) and kind is not Kind.PAGE:
            score.add(kind, 2 if _is_loose(term) else 5, f"terme « {term} »")
    if signals.chapter:
        score.add(Kind.ETAPE, 4, "intitulé de chapitre")
    return clear


def _by_words(signals: Signals, score: _Score) -> None:
    slug = signals.segments[-1] if signals.segments else ""
    for pattern, kind, points in _SLUGS:
        if re.match(pattern, slug):
            score.add(kind, points, f"adresse en « {re.match(pattern, slug).group()} »")  # type: ignore[union-attr]
    title = folded(signals.title)
    for pattern, kind, points in _TITLES:
        if re.search(pattern, title):
            score.add(kind, points, "mots du titre")
    headings = [folded(heading) for heading in signals.headings]
    if "contexte territorial" in headings and any(h.startswith(("origine", "les etapes")) for h in headings):
        score.add(Kind.ETUDE_DE_CAS, 6, "intertitres « Contexte territorial », « Origine… »")
    if {"ses missions", "sa posture"} <= set(headings):
        score.add(Kind.FICHE_METHODE, 3, "intertitres d’un mémo")
    numbered = sum(1 for heading in signals.headings if _NUMBERED.match(heading))
    if numbered >= 2 and _CITED.search(signals.lead) and not signals.chapter:
        score.add(Kind.NOTE_DE_LECTURE, 6, "parties numérotées et ouvrages cités")
    questions = sum(1 for heading in signals.headings if re.search(r"\?[\s»]*$", heading) is not None)
    if questions >= 3 and questions * 2 > len(signals.headings) and signals.post_type == "post":
        score.add(Kind.ENTRETIEN, 3, "suite de questions")


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" and not word.endswith("ss") else word


def reasons_sentence(reasons: Iterable[str]) -> str:
    return " ; ".join(reasons)
