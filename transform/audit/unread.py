"""Pages that no reading finishes: how many words stand in them, so that a summary does not call them kept."""

import re

from transform.audit.words import words_of

#: Characters looked at: of a longer page the count is a lower bound.
_MOST = 8_000_000
_SILENT = re.compile(r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_ENTITY = re.compile(r"&#?\w{1,10};")


def words_unread(html: str) -> int:
    """Words outside tags, counted without a parser: it is a parser that failed."""
    text = _TAG.sub(" ", _SILENT.sub(" ", html[:_MOST]))
    return len(words_of(_ENTITY.sub("x", text)))
