"""Pages of a query as long as a paragraph: each link holds all of it, and is written as short as it can be."""

import re
from urllib.parse import quote_plus

#: In characters of text: beyond, a page leaves out links that others say too.
LONG = 300
#: In bytes of an address: no prose of 1,000 characters is so long, signs are; a page keeps what leads on, and no more.
HEAVY = 2_000

_LINK = re.compile(r'href="[^"?]*/(?:recherche|api/v1/identity)\?[^"]*"')
_ENCODED = re.compile(r"(?:%[89A-F][0-9A-F])+")


def is_heavy(text: str) -> bool:
    """Whether a dozen links that hold this query would weigh more than the page they are on."""
    return len(text) > LONG and len(shortened(f'href="/recherche?q={quote_plus(text)}"').encode()) > HEAVY


def shortened(html: str) -> str:
    """What can be printed stands for itself in the addresses of searches: a browser encodes « é » as it was, %C3%A9."""
    return _LINK.sub(lambda link: _ENCODED.sub(_letters, link[0]), html)


def _letters(encoded: re.Match[str]) -> str:
    try:
        text = bytes.fromhex(encoded[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return encoded[0]
    return text if all(sign.isprintable() for sign in text) else encoded[0]
