"""What a heading announces, where it says so in words that many authors use; otherwise `autre`."""

import re
import unicodedata

from transform.remembered import Remembered
from transform.schema import SectionRole

#: Role → a heading's folded words, whole. The order counts: the first role that fits is taken.
_TABLE: dict[SectionRole, tuple[str, ...]] = {
    SectionRole.PORTEUR: (
        r"porteurs?( d| de l)? ?(experience|projet|initiative|action)?",
        r"qui sommes nous",
        r"structure porteuse",
        r"maitre d ouvrage",
    ),
    SectionRole.CONTACT: (
        r"contacts?",
        r"pour (nous |les )?contacter",
        r"coordonnees",
    ),
    SectionRole.SOURCES: (
        r"sources?",
        r"bibliographie",
        r"references?( bibliographiques)?",
        r"documents? (de reference|sources?)",
        r"notes?",
    ),
    SectionRole.LIENS: (
        r"liens?( utiles?| internet)?",
        r"(pour )?en savoir plus",
        r"(pour )?aller plus loin",
        r"a lire aussi",
        r"voir aussi",
        r"sites? (internet|web)",
        r"documents?( a telecharger)?",
        r"ressources",
    ),
    SectionRole.ENSEIGNEMENTS: (
        r"(les )?(principaux )?enseignements?",
        r"(les )?lecons",
        r"(les )?limites",
        r"(les )?difficultes",
        r"(les )?conditions de (la )?reussite",
        r"(les )?facteurs de (reussite|succes)",
        r"ce (que|qu) (nous|on|l on) en (retenons|retient)",
        r"ce (que|qu) (nous|on) (avons|a) appris",
        r"(les )?points? (de vigilance|forts?|faibles?)",
        r"analyse critique",
        r"commentaires?",
    ),
    SectionRole.RESULTATS: (
        r"(les )?(premiers )?resultats?",
        r"(les )?accords?( obtenus?)?",
        r"(les )?effets?",
        r"(les )?suites?( donnees)?",
        r"(le |un )?bilan",
        r"ou en est on",
        r"(les )?realisations?",
        r"(les )?impacts?",
        r"(l )?evaluation",
    ),
    SectionRole.ORIGINE: (
        r"(l )?origines?( du projet| de l (initiative|action|experience)| de la demarche)?",
        r"genese",
        r"(l )?histoire( du projet)?",
        r"historique",
    ),
    SectionRole.CONTEXTE: (
        r"(le )?contexte( .{0,40})?",
        r"le territoire",
        r"la situation( initiale)?",
        r"presentation du (territoire|contexte|site)",
        r"(l )?etat des lieux",
        r"le cadre",
    ),
    SectionRole.PROBLEME: (
        r"(le |les )?conflits?",
        r"(les )?enjeux",
        r"(les )?tensions",
        r"(le |les )?problemes?",
        r"(la )?problematique",
        r"(l )?objet du conflit",
        r"(le )?constat",
    ),
    SectionRole.OBJECTIFS: (
        r"(le )?projet",
        r"(l )?initiative",
        r"(les )?objectifs?( .{0,40})?",
        r"(l )?idee",
        r"(les )?finalites?",
        r"(les )?buts?",
        r"(l )?ambition",
    ),
    SectionRole.DESCRIPTION: (
        r"descriptions?( de l (experience|action|initiative)| du projet)?",
        r"(l )?experience",
        r"(l )?action",
        r"presentation( .{0,40})?",
        r"resume",
    ),
    SectionRole.DEMARCHE: (
        r"(la )?demarche( .{0,40})?",
        r"(la )?concertation( avec .{0,40})?",
        r"(les )?etapes?( .{0,60})?",
        r"(le )?deroulement",
        r"(la )?methodes?",
        r"(la )?methodologie",
        r"(le )?dispositif( de concertation)?",
        r"(la )?mise en (oeuvre|place)",
        r"(le )?processus( de concertation)?",
        r"(les )?outils?( .{0,30})?",
        r"(les )?moyens( mis en oeuvre)?",
    ),
}
#: Characters whose decomposition would glue or lose letters.
_PLAIN = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": " ", "ʼ": " ", "–": " ", "—": " ", "…": " "})
_COMPILED = tuple((role, re.compile("|".join(patterns))) for role, patterns in _TABLE.items())


def role_of(heading: str | None) -> SectionRole:
    if not heading:
        return SectionRole.AUTRE
    words = folded(heading)
    return next((role for role, pattern in _COMPILED if pattern.fullmatch(words)), SectionRole.AUTRE)


def folded(text: str) -> str:
    """Lower case, no accent, no ligature, no figure before the words, only letters, digits and single spaces."""
    return _FOLDED[text]  # the headings of a frame come back on each page


def _fold(text: str) -> str:
    plain = text.translate(_PLAIN)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
    return re.sub(r"^\d+(?: \d+)* ", "", " ".join(re.findall(r"[a-z0-9]+", ascii_only)))


_FOLDED = Remembered(_fold)
