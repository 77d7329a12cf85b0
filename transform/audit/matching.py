"""Sequences of words taken one after the other out of a text, so that each stands for one place of a page only."""

from transform.audit.words import needle_of

#: Of a sequence that is not found whole, pieces count from this many words on,
_SHORTEST_PIECE = 3
#: and only if together they are this share of it: chance finds are no proof.
_FOUND_SHARE = 0.5


class Matcher:
    """`lines`: normalised words of each value, joined by single spaces."""

    def __init__(self, lines: list[str]) -> None:
        self._whole = " " + " \n ".join(lines) + " "
        self._left = self._whole
        self._cursor = 0

    def rewind(self) -> None:
        self._cursor = 0

    def take(self, words: list[str]) -> bool:
        """True where the words stand in what is left, after what was taken last if possible; they are then taken."""
        return self.take_needle(needle_of(words))

    def take_needle(self, needle: str) -> bool:
        """The same, of words as `needle_of` writes them."""
        place = self._left.find(needle, self._cursor)
        if place < 0:
            place = self._left.find(needle)
        if place < 0:
            return False
        self._left = f"{self._left[:place]} \0{self._left[place + len(needle) - 1 :]}"
        self._cursor = place + 2
        return True

    def holds(self, words: list[str]) -> bool:
        """True where the words stand in the text, taken or not."""
        return needle_of(words) in self._whole

    def holds_needle(self, needle: str) -> bool:
        return needle in self._whole

    def take_pieces(self, words: list[str]) -> list[str]:
        """The words that are left over once the longest pieces that still stand were taken; all, where few do."""
        pieces: list[tuple[int, int]] = []
        start = 0
        while start + _SHORTEST_PIECE <= len(words):
            end = start + _SHORTEST_PIECE
            if needle_of(words[start:end]) not in self._left:
                start += 1
                continue
            step = 1
            while end < len(words):  # gallop, then come back
                further = min(end + step, len(words))
                if needle_of(words[start:further]) in self._left:
                    end, step = further, step * 2
                elif step == 1:
                    break
                else:
                    step = 1
            pieces.append((start, end))
            start = end
        if sum(end - start for start, end in pieces) < _FOUND_SHARE * len(words):
            return words
        missing: list[str] = []
        place = 0
        for start, end in pieces:
            missing += words[place:start]
            if not self.take(words[start:end]):
                missing += words[start:end]
            place = end
        return missing + words[place:]
