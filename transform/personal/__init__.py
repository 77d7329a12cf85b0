"""Personal data of natural persons: found, masked, kept apart (law 15). Pure functions; nothing is read or written.

What masks pages and records (`masking_html`, `payloads`, `records`) needs a parser, which a search worker does not.
"""

from transform.personal.finding import find
from transform.personal.lines import mask_strings
from transform.personal.masking import mask_text, mask_url
from transform.personal.spans import MASKS, PersonalKind, Span

__all__ = [
    "MASKS",
    "PersonalKind",
    "Span",
    "find",
    "mask_strings",
    "mask_text",
    "mask_url",
]
