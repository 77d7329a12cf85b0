"""What stands between extraction and record: other captures of one item, and the joining of its pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from transform.audit.holding import Holding
from transform.audit.matching import Matcher
from transform.audit.words import words_of
from transform.extract.found import Draft
from transform.schema import Record

_LISTS = ("sections", "notes", "media", "documents")


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
    """How many of each part the pages of one item give; taken before they are joined."""

    parts: dict[str, int]

    @classmethod
    def of(cls, drafts: Sequence[Draft]) -> "Extent":
        parts = {name: sum(len(getattr(draft.content, name)) for draft in drafts) for name in _LISTS}
        parts["people"] = len(drafts[0].people)
        parts["terms"] = sum(map(len, drafts[0].terms.values()))
        return cls(parts)

    def missing_in(self, record: Record) -> list[str]:
        """Names of the fields that came out shorter than they went in."""
        got = {name: len(getattr(record, name)) for name in (*_LISTS, "people")}
        got["terms"] = sum(map(len, record.terms.values()))
        return [name for name, count in self.parts.items() if got[name] < count]
