"""A record's own terms lead to a search for their words, where that finds something."""

from indexer.query import Mots, SearchRequest
from search_app.site import Site

#: Of each list of terms, so many are shown.
MAX_TERMS = 20
#: Terms remembered for an index version; more than any site's vocabulary.
_MAX_KNOWN = 20_000


def term_paths(site: Site, terms: list[str]) -> dict[str, str]:
    """The search for each term: its words in their order, else all its words; none for one that would find nothing."""
    known = site.once_for_a_version("terms", dict[str, str])
    for term in dict.fromkeys(terms):
        if term not in known and len(known) < _MAX_KNOWN:
            known[term] = _path(site, term)
    return {term: path for term in terms if (path := known.get(term))}


def _path(site: Site, term: str) -> str:
    words = " ".join(term.replace('"', " ").split())
    if not words:
        return ""
    for asked in (SearchRequest(text=f'"{words}"'), SearchRequest(text=words, mots=Mots.TOUS, tel_quel=True)):
        if site.search.run(asked).total:
            return asked.permalink
    return ""
