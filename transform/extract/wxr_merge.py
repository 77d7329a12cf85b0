"""One item seen twice, as a page and in an export: the page is what readers saw, the export fills what it lacks.

Where they say otherwise beyond what the display changes, a person is asked.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from transform.extract.found import Draft
from transform.schema import Step

#: Words quoted of either side, and the longest part of the text that is shown.
_MOST_WORDS = 12
_WORD = re.compile(r"\w+")
_QUESTIONS = {
    "/title": "La page et l’export ne donnent pas le même titre : lequel garder ?",
    "/published": "La page et l’export ne donnent pas la même date de publication : laquelle garder ?",
    "/sections": "Le texte de la page n’est pas celui de l’export : lequel garder ?",
}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`page` and `export`: what either says; of texts, the words that only it has."""

    field: str
    page: str
    export: str

    @property
    def question(self) -> str:
        return _QUESTIONS[self.field]


def fill(page: Draft, export: Draft) -> list[str]:
    """Gives the page's draft what it lacks, with the export's evidence; returns the names of the fields.

    An account that typed a text is no author where the page names none, and files that it does not offer stay out.
    """
    filled: list[str] = []
    for name in ("subtitle", "published", "modified", "language", "terms", "related"):
        if not getattr(page, name) and getattr(export, name):
            setattr(page, name, getattr(export, name))
            filled.append(name)
    if export.step is not None and page.verdict.kind is export.verdict.kind:
        ours = page.step or Step()
        merged = Step(
            parcours=ours.parcours or export.step.parcours,
            chapter=ours.chapter or export.step.chapter,
            position=ours.position if ours.position is not None else export.step.position,
        )
        if merged != ours:
            page.step = merged
            filled.append("step")
    for pointer, found in export.evidence.items():
        if pointer.split("/")[1] in filled:
            page.evidence.setdefault(pointer, found)
    return filled


def disagreements(page: Draft, export: Draft) -> list[Disagreement]:
    """Titles and texts are compared by their words: quotes, dashes and spaces are the display's.

    Texts disagree where the export has words that the page lacks.
    """
    found: list[Disagreement] = []
    if page.title and export.title and words_in(page.title) != words_in(export.title):
        found.append(Disagreement("/title", page.title, export.title))
    if page.published and export.published and not export.published.startswith(page.published):
        found.append(Disagreement("/published", page.published, export.published))
    ours, theirs = Counter(words_in(_text(page))), Counter(words_in(_text(export)))
    # A page that says more, by its theme or by a later edit, contradicts nothing: it is the base.
    if theirs - ours:
        found.append(Disagreement("/sections", only(ours, theirs), only(theirs, ours)))
    return found


def _text(draft: Draft) -> str:
    content = draft.content
    pieces = [content.lead or ""]
    for section in content.sections:
        pieces += [section.heading or "", section.text]
    return "\n".join([*pieces, *(note.text for note in content.notes)])


def words_in(text: str) -> list[str]:
    """In one case and one spelling of their characters."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def only(ours: Counter[str], theirs: Counter[str]) -> str:
    """What the first has and the second has not: `300 (× 2), digue …`, in the order of the text."""
    rest = ours - theirs
    shown = [word if count == 1 else f"{word} (× {count})" for word, count in list(rest.items())[:_MOST_WORDS]]
    return ", ".join(shown) + (" …" if len(rest) > _MOST_WORDS else "")
