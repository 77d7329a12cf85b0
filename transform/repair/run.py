"""Repair as a run sees it: every page teaches the lexicon, then each record is mended."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from transform.extract.found import Draft
from transform.repair.dropped import Dropped
from transform.repair.lexicon import PageWords, words_of
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


def mend(
    record: Record, dropped: Dropped, words: Sequence[PageWords | None]
) -> tuple[list[dict[str, Any]], list[Review]]:
    """Mends the record in place and counts its repairs. Returns the lines of `repairs.jsonl`, and questions.

    `words`: of the pages it is made from, none where they were not counted.
    """
    suspects = list(_suspects(words))
    mended = mend_record(record, dropped, glued=None in words or dropped.may_stand_in(suspects))
    record.quality.repairs += len(mended.repairs)
    return [repair.as_line() for repair in mended.repairs], mended.reviews


def _suspects(words: Iterable[PageWords | None]) -> Iterator[str]:
    for page in words:
        if page is not None:
            yield from page.suspects
