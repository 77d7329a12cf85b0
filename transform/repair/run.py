"""Repair as a run sees it: every page teaches the lexicon, then each record is mended."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from transform.extract.found import Draft
from transform.repair.dropped import Dropped
from transform.repair.lexicon import Lexicon, PageWords, words_of
from transform.repair.record import mend_record
from transform.reviews import Review
from transform.schema import Record


def words_of_draft(draft: Draft) -> PageWords:
    """Of a page's own words, before any repair."""
    content = draft.content
    texts = [draft.title or draft.window_title, draft.subtitle, content.lead]
    texts += [text for section in content.sections for text in (section.heading, section.text)]
    texts += [note.text for note in content.notes]
    return words_of(text for text in texts if text)


@dataclass(slots=True)
class Repairs:
    """`lines` are those of `repairs.jsonl`."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    lines: list[dict[str, Any]] = field(default_factory=list)
    _dropped: Dropped | None = None

    def learn(self, words: PageWords | None) -> PageWords | None:
        """What is still needed of a page's words when its record is mended."""
        if words is None:
            return None
        self.lexicon.learn(words)
        return PageWords(suspects=words.suspects)

    def mend(self, record: Record, words: Sequence[PageWords | None]) -> list[Review]:
        """Mends the record in place, counts its repairs, and returns its reviews."""
        if self._dropped is None:
            self._dropped = Dropped(self.lexicon)
        suspects = list(_suspects(words))
        mended = mend_record(record, self._dropped, glued=None in words or self._dropped.may_stand_in(suspects))
        self.lines += [repair.as_line() for repair in mended.repairs]
        record.quality.repairs += len(mended.repairs)
        return mended.reviews


def _suspects(words: Iterable[PageWords | None]) -> Iterator[str]:
    for page in words:
        if page is not None:
            yield from page.suspects
