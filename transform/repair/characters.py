"""Single characters that stand for another: controls, ISO-8859-15 letters, ligatures, what nobody sees."""

import re
from collections.abc import Iterator

from transform.repair.edit import Edit

CONTROLS = re.compile("[\x80-\x9f]")
#: `½` where `œ` was meant (ISO-8859-15 read as ISO-8859-1): inside a word, or at its beginning before what follows œ.
LATIN_9 = re.compile(
    r"(?<=[^\W\d_])[½¼](?=[^\W\d_])|(?<![\d\w])[½¼](?=u[^\W\d_]|ill?|dè|de|dip|cum|no|so|st[re])"
    r"|(?<=\d)(?P<gap>[ \u00a0\u202f]?)¤(?!\w)"
)
LIGATURES = re.compile("[\ufb00-\ufb06]")
#: A joiner stays outside Latin words: other scripts and pictures are written with it.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]|(?<=[A-Za-zÀ-ÿ])[\u200c\u200d](?=[A-Za-zÀ-ÿ])")

_WINDOWS_1252 = {
    chr(byte): character for byte in range(0x80, 0xA0) if (character := bytes([byte]).decode("cp1252", "ignore"))
}
_LETTERS = dict(
    zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
_LATIN_9 = {"½": "œ", "¼": "Œ"}


def control_edits(text: str) -> Iterator[Edit]:
    """Five bytes mean nothing in Windows-1252: they stay."""
    for found in CONTROLS.finditer(text):
        yield Edit(found.start(), found.end(), _WINDOWS_1252.get(found[0], found[0]))


def latin_9_edits(text: str) -> Iterator[Edit]:
    for found in LATIN_9.finditer(text):
        yield Edit(found.start(), found.end(), _LATIN_9.get(found[0]) or f"{found['gap']}€")


def ligature_edits(text: str) -> Iterator[Edit]:
    for found in LIGATURES.finditer(text):
        yield Edit(found.start(), found.end(), _LETTERS[found[0]])


def invisible_edits(text: str) -> Iterator[Edit]:
    for found in INVISIBLE.finditer(text):
        yield Edit(found.start(), found.end(), "")
