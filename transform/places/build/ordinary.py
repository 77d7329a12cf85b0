"""Which names are also ordinary words, and how common: counted in lower case in general French."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from transform.places.words import folded_word

_LOWER = re.compile(r"[^\W\d_]+")
_LONGEST = 4


def count(folder: Path, keys: Iterable[str]) -> dict[str, int]:
    """Occurrences of each key in the texts of a folder of JSON lines (`title`, `text`), written in lower case."""
    wanted, counts = set(keys), Counter[str]()
    for text in _texts(folder):
        for sentence in re.split(r"[.,;:!?()«»\"\n]", text):
            words = [(word.islower(), folded_word(word)) for word in _LOWER.findall(sentence)]
            for start in range(len(words)):
                for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                    key = " ".join(folded for _, folded in words[start:end])
                    if key in wanted and all(lower for lower, _ in words[start:end]):
                        counts[key] += 1
    return dict(sorted(counts.items()))


def weight(count_in_text: int, *, in_dictionary: bool) -> float:
    """What being an ordinary word costs a name, before its context is looked at."""
    seen = max(count_in_text, 1 if in_dictionary else 0)
    return round(0.5 + min(1.7, 0.8 * math.log10(1 + seen)), 2) if seen else 0.0


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("corpus.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                values = json.loads(line)
                yield values.get("title", "")
                yield values.get("text", "")
