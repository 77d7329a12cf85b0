"""Pages of a query as long as a paragraph: each link holds all of it, and is written as short as it can be."""

import re

#: In characters of text: beyond, a page leaves out links that others say too.
LONG = 300

_LINK = re.compile(r'href="[^"?]*/(?:recherche|api/v1/identity)\?[^"]*"')
_SIGNS = "’«»…–"
_ENCODED = re.compile(r"(?:%[89A-F][0-9A-F])+")


def shortened(html: str) -> str:
    """Letters stand for themselves in the addresses of searches: a browser encodes « é » as it was, %C3%A9."""
    return _LINK.sub(lambda link: _ENCODED.sub(_letters, link[0]), html)


def _letters(encoded: re.Match[str]) -> str:
    try:
        text = bytes.fromhex(encoded[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return encoded[0]
    return text if all(sign.isalpha() or sign in _SIGNS for sign in text) else encoded[0]
