"""Records that may be but a message of the server, of a broken script or of a site in the making: a person says."""

import re

from transform.reviews import Act, Review, Witness, review
from transform.schema import Record

#: Words of a server, of a broken script, of a site in the making: whether such a page is an item, a person says.
_DOUBTED = re.compile(
    r"\b(?:introuvable|n[’' ](?:existe|est) (?:pas|plus)"
    r"|a été (?:supprimée?|déplacée?|retirée?)"
    r"|acc[èe]s (?:refusé|interdit|réservé|non autorisé)|forbidden|unauthori[sz]ed|not found|unavailable|bad gateway"
    r"|indisponible|en (?:maintenance|(?:cours de )?construction|travaux)|under construction|coming soon"
    r"|erreur (?:interne|serveur|fatale|de connexion|sql|\d{3})|(?:fatal|parse|database|internal server) error"
    r"|warning ?: \S{2,40}\(|mysqli?_\w+|pdoexception|stack trace|session (?:a )?expirée?|authentification requise)",
    re.IGNORECASE,
)
#: A record whose own words are fewer characters may be but a message.
_MESSAGE = 400
#: The answers to the question whether a page is an item at all, and why one is in no record.
KEEP, DISMISS = "garder", "écarter"
DISMISSED = "la rédaction l’a écartée : ce n’est pas une notice"


def message_question(record: Record) -> Review | None:
    """Where all that a record says may be a server's message: asked, never decided by us."""
    said = " ".join([record.title, record.lead or "", *(f"{one.heading or ''} {one.text}" for one in record.sections)])
    if len(said) > _MESSAGE or record.media or record.documents:
        return None
    found = _DOUBTED.search(said)
    if found is None:
        return None
    moment = "".join(filter(str.isdecimal, record.source.captured))[:14]
    return review(
        "page.message",
        "Cette page ne dit-elle qu’un message du serveur, ou est-ce une notice ?",
        "écartée, elle ne fait plus de notice ; son ancienne adresse mène à la page archivée",
        record=record.id,
        proposed=KEEP,
        alternatives=[DISMISS],
        act=Act.DROP,
        confidence=0.5,
        reasons=f"elle est courte, et dit « {found[0]} »",
        evidence=[Witness(words=said.strip()[:_MESSAGE], capture=f"{moment}/{record.source.url}")],
    )
