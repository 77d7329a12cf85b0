"""How ordinary a word is: of texts about anything, how many have it."""

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files


def rarity(key: Sequence[str]) -> float:
    """Of a term as compared (`key_of`), that of its rarest word: 0 where every text has it, 1 where none has."""
    texts, counts = _counted()
    most = math.log1p(texts)
    return round(max(1 - math.log1p(counts.get(word, 0)) / most for word in key), 3)


@cache
def _counted() -> tuple[int, dict[str, int]]:
    """How many texts were read, and how many of them have each word that is not rare."""
    lines = files("transform.vocabulary").joinpath("data", "common_words.tsv").read_text("utf-8").splitlines()
    counts = {word: int(times) for word, _, times in (line.partition("\t") for line in lines if line)}
    return counts.pop("#texts"), counts
