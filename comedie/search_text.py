"""A result in the terminal: what the page says, in its order, wrapped to the width that there is."""

import textwrap
from collections.abc import Iterable, Iterator

import click

from comedie.output import count, printable
from indexer.in_force import in_force
from indexer.query.sentence import rewrite_sentence
from indexer.rescue import Remedy
from indexer.results import Hit, Marked, Results, Snippet
from indexer.suggestions import Suggestion
from transform.schema import KIND_LABELS, Kind

_INDENT = "     "
#: A passage is shown on so many columns at the most: longer lines are hard to read.
WIDEST = 100
_NARROWEST = 30


def heading_lines(results: Results) -> Iterator[str]:
    """What was understood, and what was done to the words."""
    yield results.understood
    yield from (rewrite_sentence(rewrite) for rewrite in results.rewrites)
    if results.question:
        yield "Une question se lit mot à mot ; --mots tous ne garde que les fiches qui ont tous les mots."
    if results.absent:
        absent = "absent" if len(results.absent) == 1 else "absents"
        yield f"{', '.join(results.absent)} : {absent} de l’archive"
    for synonym in results.synonyms:
        yield f"Pour « {synonym.typed} », aussi : {', '.join(synonym.others)}"
    filters = [f"{one.label} : {one.value}" for one in in_force(results.request, results.facets)]
    if filters:
        yield f"Filtres : {' ; '.join(filters)}"


def rescue_lines(rescue: Iterable[Remedy], suggestions: Iterable[Suggestion]) -> Iterator[str]:
    """For an empty result: what would find something."""
    for remedy in rescue:
        yield f"  – {remedy.sentence} : {count(remedy.total, 'fiche')}"
    found = [f"« {one.text} » ({one.kind})" for one in suggestions]
    if found:
        yield f"Peut-être cherchez-vous : {', '.join(found)}"


def hit_lines(rank: int, hit: Hit, reasons: Iterable[str], width: int) -> Iterator[str]:
    """Title, kind, address, why it was found; where `reasons` are asked for, these say why it stands there."""
    reasons = list(reasons)
    kind = KIND_LABELS[Kind(hit.kind)][0] if hit.kind in set(Kind) else hit.kind
    yield f"{rank:>3}. {emphasised(hit.title)}  [{kind}]"
    yield f"{_INDENT}{hit.path}"
    if hit.promoted is not None and not reasons:
        yield f"{_INDENT}Choix de la rédaction {hit.promoted}".rstrip()
    for snippet in hit.snippets:
        yield from _passage_lines(snippet, width)
    yield from (f"{_INDENT}– {line}" for line in reasons)


def more_line(results: Results) -> str:
    """How to see the following page, or that this one is beyond the last; nothing where there is one page."""
    request = results.request
    last = max(1, -(-results.total // request.size))
    if results.total and not results.hits:
        return f"Il n’y a plus de fiche à cette page : la dernière est la page {last}."
    if request.page < last and results.hits:
        return f"Page {request.page} sur {last} ; la suite : --page {request.page + 1}"
    return f"Page {request.page} sur {last}" if last > 1 else ""


def _passage_lines(snippet: Snippet, width: int) -> Iterator[str]:
    before, after = snippet.points
    where = f"  ({snippet.where})" if snippet.where else ""
    whole = printable(before + snippet.passage.text + after + where)
    shift = len(before)
    marks = [(start + shift, end + shift) for start, end in snippet.passage.marks]
    place = 0
    columns = max(_NARROWEST, min(width, WIDEST) - len(_INDENT))
    for line in textwrap.wrap(whole, columns, break_long_words=False, break_on_hyphens=False):
        start = whole.index(line, place)
        place = start + len(line)
        inside = tuple((a - start, b - start) for a, b in marks if start <= a and b <= place)
        yield _INDENT + emphasised(Marked(line, inside))


def emphasised(marked: Marked) -> str:
    """Bold on a terminal; click strips it where the output is no terminal."""
    text, shown, last = printable(marked.text), "", 0
    for start, end in marked.marks:
        shown += text[last:start] + click.style(text[start:end], bold=True)
        last = end
    return shown + text[last:]
