"""Damage that cannot be undone: left as it stands, and shown to a person."""

import re
from itertools import product

from transform.repair.lexicon import Lexicon

LOST = re.compile(
    r"(?<![^\s«(\[\"'’])[^\s/=&@]{0,40}?(?:\ufffd|(?<=[^\W\d_])\?\?+(?=[^\W\d_]))[^\s/=&@]{0,40}(?![/=&@])"
)
#: A cheap first look.
LOOKS_LOST = re.compile(r"\ufffd|\?\?")
_HOLE = re.compile(r"\ufffd+|\?+")
_CANDIDATES = ("é", "è", "ê", "à", "ç", "ô", "î", "û", "œ", "’", "ï", "â")
_MOST_HOLES = 3
_MOST_WORDS = 20


def lost_words(text: str) -> list[str]:
    """Words with characters that nobody can read any more, each once, twenty at most."""
    words = dict.fromkeys(
        found[0].strip(".,;:!()«»\u00a0 ") for found in LOST.finditer(text) if "." not in found[0][:-1]
    )
    return [word for word in words if word][:_MOST_WORDS]


def guess(word: str, lexicon: Lexicon) -> str | None:
    """The only word of the crawl that fits the holes, if there is one."""
    parts = _HOLE.split(word)
    holes = len(parts) - 1
    if not 0 < holes <= _MOST_HOLES:
        return None
    fitting = []
    for letters in product(_CANDIDATES, repeat=holes):
        candidate = parts[0] + "".join(letter + part for letter, part in zip(letters, parts[1:], strict=True))
        folded = candidate.lower().replace("’", "'")
        if folded in lexicon.vouched or folded in lexicon.elided:
            fitting.append(candidate)
    return fitting[0] if len(fitting) == 1 else None
