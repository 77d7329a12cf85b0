"""WordPress shortcodes that nobody ran: the tag goes, the words between and the caption inside stay."""

import re
from collections.abc import Iterator

from transform.repair.edit import Edit

_QUOTES = "\"'”“″‘’«»"
#: What WordPress makes of double quotes, so that a value between them may hold an apostrophe.
_DOUBLE = '"”“″'
_VALUE = (
    rf"(?:[{_DOUBLE}][^{_DOUBLE}\[\]]{{0,500}}[{_DOUBLE}]"
    rf"|[{_QUOTES}][^{_QUOTES}\[\]]{{0,500}}[{_QUOTES}]|[^\s\[\]{_QUOTES}]{{1,200}})"
)
_ATTRIBUTE = rf"\s+[a-zA-Z_][\w-]{{0,40}}\s*=\s*{_VALUE}"
SHORTCODE = re.compile(
    rf"\[(?P<close>/)?(?P<name>[a-z][a-z0-9_-]{{1,40}})(?P<attributes>(?:{_ATTRIBUTE}){{0,30}})\s*/?\]"
)
_CAPTION = re.compile(rf"\scaption\s*=\s*[{_QUOTES}](?P<words>[^{_QUOTES}\[\]]{{1,500}})[{_QUOTES}]")
#: Where page builders keep words that readers saw: a heading's, the title of what unfolds, a button's.
_BUILDER = re.compile(r"(?:vc|et_pb|fusion|av|su)_[a-z0-9_]+")
_SHOWN = re.compile(
    rf"\s(?:text|title|heading|button_text)\s*=\s*[{_DOUBLE}](?P<words>[^{_DOUBLE}\[\]]{{1,500}})[{_DOUBLE}]"
)
#: Those of WordPress itself and of the page builders most used with it, known by their names alone.
_KNOWN = re.compile(
    r"wp_caption|caption|gallery|embed|video|audio|playlist|(?:vc|et_pb|fusion|av|su|cs|mk)_[a-z0-9_]+"
    r"|contact-form(?:-7)?|gravityform|googlemaps?|youtube|vimeo|dailymotion|soundcloud|slideshow|nggallery"
    r"|column|one_half(?:_last)?|one_third(?:_last)?|two_third(?:_last)?"
)
_EMPTY = frozenset(("gallery", "nggallery", "playlist"))


def shortcode_edits(text: str) -> Iterator[Edit]:
    """A name in brackets is a word like another: it needs attributes, or its closing half in the same text."""
    found = list(SHORTCODE.finditer(text))
    closed = {tag["name"] for tag in found if tag["close"]}
    opened = {tag["name"] for tag in found if not tag["close"]}
    attributed = {tag["name"] for tag in found if tag["attributes"]}
    for tag in found:
        name = tag["name"]
        pair = name in closed and name in opened
        known = _KNOWN.fullmatch(name) is not None
        quoted = bool(tag["attributes"]) and any(quote in tag["attributes"] for quote in _QUOTES)
        if (
            (known and (tag["attributes"] or pair or name in _EMPTY))
            or quoted
            or (pair and name in attributed and _quoted(found, name))
        ):
            words = _CAPTION.search(tag["attributes"])
            if words is None and _BUILDER.fullmatch(name):
                words = _SHOWN.search(tag["attributes"])
            yield Edit(tag.start(), tag.end(), words["words"] if words else "")
        elif known and tag["close"]:
            yield Edit(tag.start(), tag.end(), "")


def _quoted(tags: list[re.Match[str]], name: str) -> bool:
    return any(tag["name"] == name and any(quote in tag["attributes"] for quote in _QUOTES) for tag in tags)
