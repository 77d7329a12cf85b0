"""What a heading announces, where it says so in words that many authors use; otherwise `autre`."""

import re
import unicodedata

from transform.schema import SectionRole

#: A heading's folded words, whole or at its beginning → role. The order counts: the first that fits is taken.
_TABLE: tuple[tuple[SectionRole, str], ...] = (
    (
        SectionRole.PORTEUR,
        r"porteurs?( d| de l)? ?(experience|projet|initiative|action)?|qui sommes nous|structure porteuse|maitre d ouvrage",
    ),
    (SectionRole.CONTACT, r"contacts?|pour (nous |les )?contacter|coordonnees"),
    (
        SectionRole.SOURCES,
        r"sources?|bibliographie|references?( bibliographiques)?|documents? (de reference|sources?)|notes?",
    ),
    (
        SectionRole.LIENS,
        r"liens?( utiles?| internet)?|(pour )?en savoir plus|(pour )?aller plus loin|a lire aussi|voir aussi|sites? (internet|web)"
        r"|documents?( a telecharger)?|ressources",
    ),
    (
        SectionRole.ENSEIGNEMENTS,
        r"(les )?(principaux )?enseignements?|(les )?lecons|(les )?limites|(les )?difficultes|(les )?conditions de (la )?reussite"
        r"|(les )?facteurs de (reussite|succes)|ce (que|qu) (nous|on|l on) en (retenons|retient)|ce (que|qu) (nous|on) (avons|a) appris"
        r"|(les )?points? (de vigilance|forts?|faibles?)|analyse critique|commentaires?",
    ),
    (
        SectionRole.RESULTATS,
        r"(les )?(premiers )?resultats?|(les )?accords?( obtenus?)?|(les )?effets?|(les )?suites?( donnees)?|(le |un )?bilan|ou en est on"
        r"|(les )?realisations?|(les )?impacts?|(l )?evaluation",
    ),
    (
        SectionRole.ORIGINE,
        r"(l )?origines?( du projet| de l (initiative|action|experience)| de la demarche)?|genese|(l )?histoire( du projet)?|historique",
    ),
    (
        SectionRole.CONTEXTE,
        r"(le )?contexte( .{0,40})?|le territoire|la situation( initiale)?|presentation du (territoire|contexte|site)|(l )?etat des lieux|le cadre",
    ),
    (
        SectionRole.PROBLEME,
        r"(le |les )?conflits?|(les )?enjeux|(les )?tensions|(le |les )?problemes?|(la )?problematique|(l )?objet du conflit|(le )?constat",
    ),
    (
        SectionRole.OBJECTIFS,
        r"(le )?projet|(l )?initiative|(les )?objectifs?( .{0,40})?|(l )?idee|(les )?finalites?|(les )?buts?|(l )?ambition",
    ),
    (
        SectionRole.DESCRIPTION,
        r"descriptions?( de l (experience|action|initiative)| du projet)?|(l )?experience|(l )?action|presentation( .{0,40})?|resume",
    ),
    (
        SectionRole.DEMARCHE,
        r"(la )?demarche( .{0,40})?|(la )?concertation( avec .{0,40})?|(les )?etapes?( .{0,60})?|(le )?deroulement|(la )?methodes?"
        r"|(la )?methodologie|(le )?dispositif( de concertation)?|(la )?mise en (oeuvre|place)|(le )?processus( de concertation)?"
        r"|(les )?outils?( .{0,30})?|(les )?moyens( mis en oeuvre)?",
    ),
)
#: Characters whose decomposition would glue or lose letters.
_PLAIN = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": " ", "ʼ": " ", "–": " ", "—": " ", "…": " "})
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _TABLE)


def role_of(heading: str | None) -> SectionRole:
    if not heading:
        return SectionRole.AUTRE
    words = folded(heading)
    return next((role for role, pattern in _COMPILED if pattern.fullmatch(words)), SectionRole.AUTRE)


def folded(text: str) -> str:
    """Lower case, no accent, no ligature, no figure before the words, only letters, digits and single spaces."""
    plain = text.translate(_PLAIN)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
    return re.sub(r"^\d+(?: \d+)* ", "", " ".join(re.findall(r"[a-z0-9]+", ascii_only)))
