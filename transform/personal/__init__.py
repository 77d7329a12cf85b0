"""Personal data of natural persons: found, masked, kept apart (law 15). Pure functions; nothing is read or written."""

from transform.personal.finding import find
from transform.personal.lines import mask_strings
from transform.personal.masking import mask_text, mask_url
from transform.personal.masking_html import mask_html, mask_tree
from transform.personal.payloads import mask_payload
from transform.personal.records import Masked, mask_record
from transform.personal.spans import MASKS, PersonalKind, Span

__all__ = [
    "MASKS",
    "Masked",
    "PersonalKind",
    "Span",
    "find",
    "mask_html",
    "mask_payload",
    "mask_record",
    "mask_strings",
    "mask_text",
    "mask_tree",
    "mask_url",
]
