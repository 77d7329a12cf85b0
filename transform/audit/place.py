"""Where something stands in a page, written so that the same place has the same name on all pages of a template."""

import re
from functools import lru_cache

#: Components kept of a path: deeper places have the name of the place above them.
MAX_DEPTH = 40

_CLASS_ABOVE = re.compile(r"\.[^/]*(?=/)")
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=4096)
def component(tag: str, identifier: str | None, classes: str | None) -> str:
    """`div#colonne`, `li.menu-item`: the id, else the first class, without digits: numbers name one page's own."""
    if identifier and not _DIGIT.search(identifier):
        return f"{tag}#{identifier.strip()}"
    if classes:
        for name in classes.split():
            if not _DIGIT.search(name):
                return f"{tag}.{name}"
    return tag


@lru_cache(maxsize=16_384)
def spine(place: str) -> str:
    """`main#main/article.fiche/p.note` → `main#main/article/p.note`: classes above may name one item's own kind."""
    return _CLASS_ABOVE.sub("", place)
