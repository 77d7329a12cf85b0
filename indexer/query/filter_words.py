"""The filters in force, as the end of the sentence above the results."""

from indexer.fields import EMPTY_VALUE, FIELDS
from indexer.query.meanings import Meanings
from indexer.query.request import SearchRequest


def filtered(request: SearchRequest, meanings: Meanings) -> str:
    """Types are said elsewhere in the sentence, unless they are excluded."""
    said = ""
    for name, rule in FIELDS.items():
        values = request.filters.get(name, ())
        wanted = [] if name == "type" else [v for v in values if not v.startswith("-") and v != EMPTY_VALUE]
        if wanted:
            link = " ou " if request.any_is_enough(name) else " et "
            said += f", {rule.label.lower()}\u00a0: {link.join(meanings.written(name, v) for v in wanted)}"
        if EMPTY_VALUE in values:
            said += f", {rule.label.lower()}\u00a0: non renseigné"
        for value in values:
            if value.startswith("-"):
                said += f", sans {rule.label.lower()} «\u00a0{meanings.written(name, value[1:])}\u00a0»"
    first, last = request.first_year, request.last_year
    if first is not None and last is not None:
        said += f", entre {min(first, last)} et {max(first, last)}"
    elif first is not None:
        said += f", depuis {first}"
    elif last is not None:
        said += f", jusqu’en {last}"
    if request.replaced:
        said += ", versions remplacées comprises"
    return said + (", de période inconnue" if request.undated and first is None and last is None else "")
