"""What stands between extraction and record: other captures of one item, and the joining of its pages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transform.audit.holding import Holding
from transform.audit.matching import Matcher
from transform.audit.words import words_of
from transform.extract.found import Draft
from transform.schema import Document, Image, Note, Record, Section, Video


def only_in_copy(copy: Draft, kept: Sequence[Draft]) -> list[str]:
    """Paragraphs of a capture that is not the record's, which stand nowhere in those that are."""
    matcher = Matcher([" ".join(words) for draft in kept for words in Holding.of(draft).texts])
    content = copy.content
    texts = [content.lead or "", *(section.text for section in content.sections)]
    texts += [section.heading or "" for section in content.sections] + [note.text for note in content.notes]
    paragraphs = (paragraph for text in texts for paragraph in text.split("\n"))
    return [paragraph for paragraph in paragraphs if (words := words_of(paragraph)) and not matcher.holds(words)]


@dataclass(frozen=True, slots=True)
class Extent:
    """All that the pages of one item give, value by value, as (field, value); taken before they are joined."""

    values: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, drafts: Sequence[Draft]) -> "Extent":
        first = drafts[0]
        values = [("title", first.title), ("subtitle", first.subtitle)]
        values += [("people", person.name) for person in first.people]
        values += [("terms", label) for labels in first.terms.values() for label in labels]
        if first.step is not None:
            values += [("step", first.step.parcours), ("step", first.step.chapter)]
        for draft in drafts:
            content = draft.content
            values.append(("lead", content.lead))
            values += _parts(content.sections, content.notes, content.media, content.documents)
        return cls(tuple((name, value) for name, value in values if value))

    def missing_in(self, record: Record) -> list[tuple[str, str]]:
        """Those that the record holds less often than the pages gave them, in their order."""
        held = Counter(_held(record))
        missing = []
        for name, value in self.values:
            held[value] -= 1
            if held[value] < 0:
                missing.append((name, value))
        return missing


def _held(record: Record) -> Iterator[str]:
    values = [record.title, record.subtitle, record.lead, *(person.name for person in record.people)]
    values += [label for labels in record.terms.values() for label in labels]
    if record.step is not None:
        values += [record.step.parcours, record.step.chapter]
    values += [value for _, value in _parts(record.sections, record.notes, record.media, record.documents)]
    return (value for value in values if value)


def _parts(
    sections: Iterable[Section],
    notes: Iterable[Note],
    media: Iterable[Image | Video],
    documents: Iterable[Document],
) -> Iterator[tuple[str, str | None]]:
    for section in sections:
        yield "sections", section.heading
        yield "sections", section.text
    for note in notes:
        yield "notes", note.text
    for medium in media:
        yield "media", medium.url
        if isinstance(medium, Image):
            yield "media", medium.caption
            yield "media", medium.credit
            yield "media", medium.alt
        else:
            yield "media", medium.title
    for document in documents:
        yield "documents", document.url
        yield "documents", document.title
