"""The kinds of record, in the order in which they are listed to a reader."""

from enum import StrEnum


class Kind(StrEnum):
    EXPERIENCE = "experience"
    ETUDE_DE_CAS = "etude-de-cas"
    VIDEO = "video"
    BIBLIOGRAPHIE = "bibliographie"
    NOTE_DE_LECTURE = "note-de-lecture"
    ENTRETIEN = "entretien"
    FICHE_METHODE = "fiche-methode"
    COMPTE_RENDU = "compte-rendu"
    ETAPE = "etape"
    OBJECTION = "objection"
    PAGE = "page"


#: What a reader is shown: singular and plural, lower case.
KIND_LABELS: dict[Kind, tuple[str, str]] = {
    Kind.EXPERIENCE: ("fiche d’expérience", "fiches d’expériences"),
    Kind.ETUDE_DE_CAS: ("étude de cas", "études de cas"),
    Kind.VIDEO: ("vidéo", "vidéos"),
    Kind.BIBLIOGRAPHIE: ("bibliographie", "bibliographies"),
    Kind.NOTE_DE_LECTURE: ("note de lecture", "notes de lecture"),
    Kind.ENTRETIEN: ("entretien", "entretiens"),
    Kind.FICHE_METHODE: ("fiche méthode", "fiches méthodes"),
    Kind.COMPTE_RENDU: ("compte rendu", "comptes rendus"),
    Kind.ETAPE: ("étape de parcours", "étapes de parcours"),
    Kind.OBJECTION: ("objection", "objections"),
    Kind.PAGE: ("page", "pages"),
}
