"""What an extractor holds of a page, in the form in which a page's words and things are looked up in it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from transform.audit.words import words_of, words_of_paragraphs
from transform.extract.found import Draft
from transform.schema import Image


@dataclass(slots=True)
class Holding:
    """`texts`: values that take their words out of the page; `labels`: short values that may also stand elsewhere.

    `values`: paragraphs and labels, whole; `names`: the labels that a link to a listing carries; `announced`: headings
    of lists that are kept apart; `marks`: of notes; `words`: all those of the texts; `edges`: the first and last
    words of names; the rest are addresses, of what is kept or already told as lost.
    """

    texts: list[list[str]]
    labels: list[str]
    values: frozenset[str]
    names: dict[str, None]
    announced: frozenset[str]
    marks: frozenset[str]
    dates: frozenset[str]
    media: frozenset[str]
    links: frozenset[str]
    related: frozenset[str]
    documents: frozenset[str]
    words: frozenset[str]
    edges: frozenset[str]

    @classmethod
    def empty(cls) -> "Holding":
        nothing: frozenset[str] = frozenset()
        return cls([], [], nothing, {}, *(nothing for _ in range(9)))

    @classmethod
    def of(cls, draft: Draft) -> "Holding":
        content = draft.content
        marks = frozenset(word for note in content.notes for word in words_of(note.mark))
        calls = re.compile("|".join(re.escape(f"[{note.mark}]") for note in content.notes) or "(?!)")
        texts = [calls.sub("", content.lead or "")]
        for section in content.sections:
            texts += [section.heading or "", calls.sub("", section.text)]
        texts += [f"{note.mark} {note.text}" for note in content.notes]
        names = [person.name for person in draft.people]
        names += [label for terms in draft.terms.values() for label in terms]
        labels = [draft.title or "", draft.subtitle or "", *names]
        if draft.step is not None:
            labels += [draft.step.parcours or "", draft.step.chapter or ""]
        whole: list[str] = []
        for medium in content.media:
            if isinstance(medium, Image):
                told = [part for part in (medium.caption, medium.credit) if part]
                texts.append(" ".join(told))  # « Le pont (photo : J. Rey) » is one block of the page
                whole += told
                labels.append(medium.alt or "")
            else:
                labels += [medium.title or "", medium.url]
        labels += [document.title or "" for document in content.documents]
        labels += [anchor.text for anchor in content.anchors]
        named = _normalised(names)
        read = [words_of_paragraphs(text) for text in texts if text]
        worded = [words for paragraphs in read if (words := list(chain.from_iterable(paragraphs)))]
        lines = {" ".join(words) for paragraphs in read for words in paragraphs if words}
        return cls(
            texts=worded,
            labels=list(_normalised(labels)),
            values=frozenset(lines.union(_normalised([*whole, *labels]))),
            names=named,
            announced=frozenset(_normalised(content.announced)),
            marks=marks,
            dates=frozenset(date for date in (draft.published, draft.modified) if date),
            media=frozenset(medium.url for medium in content.media) | {what for what, _ in content.lost},
            links=frozenset(anchor.url for anchor in content.anchors) | frozenset(draft.related),
            related=frozenset(draft.related),
            documents=frozenset(document.url for document in content.documents),
            words=frozenset(word for words in worded for word in words),
            edges=frozenset(word for name in named for word in (name.partition(" ")[0], name.rpartition(" ")[2])),
        )

    def counts(self) -> Counter[str]:
        """How often each word stands in the texts."""
        return Counter(chain.from_iterable(self.texts))


def _normalised(texts: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(" ".join(words) for text in texts if (words := words_of(text)))
