"""Pages that say there is no page with the status of a success: no record is made of them, whatever their theme."""

import re

from transform.extract.headline import heading_words
from transform.extract.page import Page
from transform.markup import line_of

#: Longer paragraphs, in characters, and longer titles are not those of an error page.
_LONGEST, _LONGEST_TITLE = 400, 90
_WHAT = (
    r"(?:(?:oups|oops|d[ée]sol[ée]|erreur|error)\W{1,4})?(?:la |cette |this |the |le )?"
    r"(?:page|document|fichier|ressource|article|rubrique|contenu|adresse|file|url)s?(?: web)?"
    r"(?: (?:que vous (?:demandez|recherchez|cherchez)|demandée?|recherchée?|requested|you requested))?"
)
_MISSING = (
    r"(?:est |is )?(?:introuvable|non trouvée?|inexistante?|not found|missing"
    r"|n[’' ](?:existe|est) (?:pas|plus)\b.{0,40}|n[’' ]a (?:pas|pu)\b.{0,20}trouvée?\b.{0,20}"
    r"|(?:could not|cannot|can[’']t) be found|(?:does not|doesn[’']t|no longer) exists?)"
)
_TITLE = re.compile(
    rf"\W*(?:(?:(?:erreur|error|http)\W{{0,4}})?404(?:\W{{0,4}}(?:erreur|error|not found|{_WHAT}\W{{0,4}}{_MISSING}))?"
    rf"|(?:(?:erreur|error)\W{{1,4}})?(?:404\W{{1,4}})?{_WHAT}\W{{0,4}}{_MISSING}|not found)\W*(?:404)?\W*",
    re.IGNORECASE,
)
#: What `_TITLE` cannot do without, in folded letters.
_SIGNS = ("404", "introuvable", "trouv", "inexistant", "found", "missing", "exist", " pas", " plus")
_PARTS = re.compile(r"\s+[|–—»›·-]\s+|\s*[|»]\s*")


def is_error_page(page: Page) -> bool:
    """A title that says nothing else, and no paragraph long enough to be a text."""
    titles = [*_PARTS.split(page.window_title), *heading_words(page)]
    if not any(
        len(title) <= _LONGEST_TITLE
        and any(map(title.casefold().__contains__, _SIGNS))
        and _TITLE.fullmatch(title.strip())
        for title in titles
    ):
        return False
    return all(len(line_of(block)) <= _LONGEST for block in page.body.iter("p", "li", "dd", "blockquote"))
