"""Texts that say nearly the same as a newer one: found by their rarest shingles, never decided without a person.

A sketch keeps the smallest hashes of a text's runs of three words (bottom-k MinHash): the share that two sketches have
in common estimates the share that the texts have (Jaccard), within about .06 for 128 of them.
"""

import difflib
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from transform.audit.words import words_of, words_of_paragraphs
from transform.extract.found import Draft
from transform.reviews import Review, Witness, review

#: Words of a shingle; hashes of a sketch; a shorter text is like too many others.
_RUN, _SKETCH, _LEAST = 3, 128, 40
#: The likeness from which a person is asked, where the titles are alike too, and where they are not: texts of one
#: form (two treaties, two budgets) share half of their words and are not one another's versions.
_ALIKE, _ALIKE_ALONE = 0.5, 0.8
#: The share of their words that two titles have in common, from which they are alike.
_TITLES_ALIKE, _SHORTEST_WORD = 0.75, 4
#: What this many texts say alike is the site's own way of speaking.
_COMMON = 60
_WORDS, _LINES, _LINE = 3_000, 40, 160


@dataclass(frozen=True, slots=True)
class Sketched:
    """One record: `age` orders records, the newest last; `title` is folded."""

    identifier: str
    sketch: tuple[int, ...]
    age: tuple[str, int, str]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Newer:
    """The record that seems to replace another; `likeness` from 0 to 1."""

    identifier: str
    likeness: float


def words_of_draft(draft: Draft) -> str:
    """All words of its text, in order, one space between two."""
    paragraphs = (paragraph for piece in _pieces(draft) for paragraph in words_of_paragraphs(piece))
    return " ".join(chain.from_iterable(paragraphs))


def sketch_of_text(text: str) -> tuple[int, ...]:
    return sketch_of_words(" ".join(words_of(text)))


def sketch_of_words(words: str) -> tuple[int, ...]:
    """Sorted; empty for a text too short to be compared. `words` with one space between two."""
    each = words.encode("utf-8", "surrogatepass").split(b" ")
    if len(each) < _LEAST:
        return ()
    runs = zip(*(each[at:] for at in range(_RUN)), strict=False)
    hashes = set(map(zlib.crc32, map(b" ".join, runs)))
    return tuple(sorted(hashes)[:_SKETCH])


def superseded(records: Iterable[Sketched]) -> dict[str, Newer]:
    """Id → the newest of the records that say nearly the same, and are newer."""
    known = [record for record in records if record.sketch]
    times = Counter(chain.from_iterable(record.sketch for record in known))
    telling = {number for number, count in times.items() if 1 < count <= _COMMON}
    # Most hashes stand in one text: a text with too few of the others is like none.
    shared = [telling.intersection(record.sketch) for record in known]
    holders: dict[int, list[int]] = defaultdict(list)
    for place, numbers in enumerate(shared):
        for number in numbers:
            holders[number].append(place)
    found: dict[str, Newer] = {}
    for place, (record, numbers) in enumerate(zip(known, shared, strict=True)):
        if 2 * len(numbers) < _ALIKE * len(record.sketch):
            continue
        common = Counter(other for number in numbers for other in holders[number] if known[other].age > record.age)
        alike = [
            (known[other], likeness)
            for other, count in common.items()
            if 2 * count >= _ALIKE * len(record.sketch)
            and other != place
            and (likeness := likeness_of(record.sketch, known[other].sketch))
            >= (_ALIKE if titles_alike(record.title, known[other].title) else _ALIKE_ALONE)
        ]
        if alike:
            newest, likeness = max(alike, key=lambda pair: (pair[0].age, pair[0].identifier))
            found[record.identifier] = Newer(newest.identifier, round(likeness, 2))
    return found


def titles_alike(one: str, other: str) -> bool:
    """Whether the shorter title's words stand, most of them, in the other."""
    ours, theirs = ({word for word in title.split() if len(word) >= _SHORTEST_WORD} for title in (one, other))
    fewest = min(len(ours), len(theirs))
    return fewest > 0 and len(ours & theirs) / fewest >= _TITLES_ALIKE


def likeness_of(one: Sequence[int], other: Sequence[int]) -> float:
    """The estimated share of shingles that two texts have in common, of all that they have."""
    union = sorted(set(one) | set(other))[:_SKETCH]
    both = set(one) & set(other)
    return sum(1 for number in union if number in both) / len(union) if union else 0.0


def question(record: str, newer: Newer, ours: Draft, theirs: Draft, captures: tuple[str, str]) -> Review:
    """With what differs, passage by passage: `-` is the older text's, `+` the newer's."""
    diff = difference(text_of_draft(ours), text_of_draft(theirs))
    return review(
        "duplicate.superseded",
        "Cette notice dit presque la même chose qu’une autre, plus récente : celle-ci la remplace-t-elle ?",
        "la notice renvoie à la plus récente ; elle reste dans l’archive",
        record=record,
        field="/superseded_by",
        proposed=newer.identifier,
        alternatives=[None],
        confidence=newer.likeness,
        reasons=f"{newer.likeness * 100:.0f} % de suites de mots communes\n{diff}",
        evidence=[
            Witness(words=(ours.title or ours.window_title)[:_LINE], capture=captures[0]),
            Witness(words=(theirs.title or theirs.window_title)[:_LINE], capture=captures[1]),
        ],
    )


def difference(older: str, newer: str) -> str:
    """Passages that only one has, within bounds: `-` before the older's, `+` before the newer's."""
    ours, theirs = older.split()[:_WORDS], newer.split()[:_WORDS]
    lines: list[str] = []
    for what, start, end, from_, to in difflib.SequenceMatcher(None, ours, theirs).get_opcodes():
        if what == "equal":
            continue
        for sign, passage in (("-", ours[start:end]), ("+", theirs[from_:to])):
            if passage:
                lines.append(f"{sign} {' '.join(passage)}"[:_LINE])
    return "\n".join(lines[:_LINES])


def text_of_draft(draft: Draft) -> str:
    return "\n".join(_pieces(draft))


def _pieces(draft: Draft) -> Iterator[str]:
    content = draft.content
    pieces = [content.lead, *(piece for section in content.sections for piece in (section.heading, section.text))]
    return filter(None, pieces)
