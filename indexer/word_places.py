"""Where each word of a record's text stands, worked out once when it is indexed: no page of results reads it again.

One line for each stem: the stem, then for each of its words where it begins and how long it is, in characters.
Between two line ends, so that looking a stem up is one search in a string, however long the text.
"""

from collections.abc import Iterable

from indexer.language import WordForms

Span = tuple[int, int]


def written_places(found: Iterable[tuple[WordForms, int, int]]) -> str:
    """Of words and the characters [start, end) where they stand, in order; stop words, having no stem, are left out."""
    lines: dict[str, list[int]] = {}
    for forms, start, end in found:
        if forms.stem is not None:
            lines.setdefault(forms.stem, []).extend((start, end - start))
    return "".join(f"\n{stem}\t{' '.join(map(str, numbers))}" for stem, numbers in lines.items()) + "\n"


def places_of(stem: str, written: str) -> list[Span]:
    """The characters [start, end) of each of its words, in order."""
    key = f"\n{stem}\t"
    line = written.find(key)
    if line < 0:
        return []
    begins = line + len(key)
    numbers = [*map(int, written[begins : written.index("\n", begins)].split(" "))]
    return [(start, start + length) for start, length in zip(numbers[::2], numbers[1::2], strict=True)]
