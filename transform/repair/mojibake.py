"""UTF-8 that someone read as another encoding: once, twice, throughout or on one character only.

ftfy mends whole lines, and declines where it is not sure; what it leaves is mended sequence by sequence, from tables
of what French characters become in each wrong encoding.
"""

import re
from collections.abc import Iterator

import ftfy
import ftfy.bad_codecs  # registers the sloppy codecs
from ftfy.badness import is_bad

from transform.repair.edit import Edit, narrowed

#: Neither quotes, nor ligatures, nor widths, nor line ends, nor entities, nor a normal form: encodings alone.
_SAFE = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    replace_lossy_sequences=False,
    fix_c1_controls=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)
#: Characters that stand in French texts beyond ASCII; the byte order mark becomes nothing.
_FRENCH = (
    "àâäæçéèêëîïôöœùûüÿñáíóúãõåßøÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸÑÁÍÓÚÅ"
    "\u00a0\u00ab\u00bb°²³·«»§©®±×½¼¾¿¡€–—‘’‚“”„•…‰‹›™−→≤≥œ\u202f\u2009\u2011\u00ad\ufeff"
)
_CODECS = ("sloppy-windows-1252", "latin-1", "sloppy-windows-1250", "macroman")
#: Readings that a clean text may hold: mended only inside a word.
_PLAUSIBLE = frozenset(("√π", "√≤", "√ß", "Ã»", "Ã«", "Â«", "Â»", "Â·", "Â…", "¬±", "¬∞"))
_DEEPEST = 3

LEADS = "ÂÃÄÅÎâĂĹĺĆΓΞВГРС├┬√¬≈‚ï‰∂œ"


def mojibake_edits(text: str) -> Iterator[Edit]:
    """Line by line: one edit each, from the first character that changes to the last."""
    start = 0
    for line in text.split("\n"):
        mended = _mended(line) if not line.isascii() else line
        if mended != line:
            yield narrowed(line, mended, start)
        start += len(line) + 1


def _mended(line: str) -> str:
    mended = ftfy.fix_encoding(line, config=_SAFE) if is_bad(line) else line
    for _ in range(_DEEPEST):
        further = _SEQUENCES.sub(_character, mended)
        if further == mended:
            break
        mended = further
    return mended


def _character(found: re.Match[str]) -> str:
    sequence, text = found[0], found.string
    if sequence in _PLAUSIBLE:
        before = text[found.start() - 1 : found.start()]
        after = text[found.end() : found.end() + 1]
        in_word = before.isalpha() or after.islower()
        if sequence[0] in "√¬":
            return _READINGS[sequence] if in_word else sequence
        at_edge = sequence[0] == "Â" and (not before or before.isspace())
        return _READINGS[sequence] if (in_word or at_edge) and not before.isupper() else sequence
    return _READINGS[sequence]


def _readings() -> dict[str, str]:
    """What stands in the page → what was meant. A character's reading may itself be misread: double mojibake."""
    readings: dict[str, str] = {}
    for codec in _CODECS:
        meant = dict.fromkeys(_FRENCH)
        for _ in range(2):
            for character in list(meant):
                misread = character.encode("utf-8").decode(codec, "ignore")
                if len(misread) == len(character.encode("utf-8")):
                    readings.setdefault(misread, "" if character == "\ufeff" else character)
                    meant |= dict.fromkeys(one for one in misread if one > "\x7f")
    return readings


_READINGS = _readings()
_SEQUENCES = re.compile("|".join(map(re.escape, sorted(_READINGS, key=lambda reading: (-len(reading), reading)))))
