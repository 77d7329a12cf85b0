"""What a word processor leaves in a page: its settings and styles shown as text, its own bullets."""

import re
from collections.abc import Iterator

from transform.repair.edit import Edit

_SELECTOR = r"[\w.@#,:* \t\r\n-]{1,200}"
_CODE = r"[A-Z]{2}(?:-[A-Z]{2})?\s+"
#: « FR X-NONE X-NONE »: never the capitals with which the text itself begins.
_LANGUAGES = rf"(?:{_CODE}(?=(?:{_CODE})?X-NONE)){{0,2}}(?:X-NONE(?!\w)\s*){{0,2}}"
LEFTOVER = re.compile(
    r"(?:<!--)?\[if\s[^\]]{0,10}\b(?:gte|lte|gt|lt)?\s?(?:mso|vml|supportFields)[^\]]{0,40}\](?:>|--&gt;|&gt;)?"
    r"|(?:<!)?\[endif\](?:--)?>?"
    rf"|Normal\s+0\s+(?:\d{{1,2}}\s+)?(?:false\s+){{2,3}}{_LANGUAGES}(?:MicrosoftInternetExplorer\d)?"
    rf"|/\*\s*(?:Style|Font|List|Page) Definitions\s*\*/(?:{_SELECTOR}\{{[^{{}}]{{0,4000}}\}})*"
    r"|\b(?:mso|panose)-[a-z0-9-]{1,60}\s*:\s*[^;{}<>\n]{1,80};"
    r"|</?xml>|</?(?:o|w|v|st1|m):[A-Za-z]{1,30}(?:\s[^<>]{0,200})?/?>"
)
#: Symbol and Wingdings characters that Word writes as bullets, in the private use area of Unicode.
BULLET = re.compile("(?m)(?:(?<=^)|(?<=\\s))[\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc\uf02d\uf076\uf071\uf0e0\uf06e](?=\\s|\\w)")
LOOKS_PASTED = re.compile("mso|\\[endif|\\[if|Definitions|Normal\\s+0\\s|</?[a-z0-9]+:")


def leftover_edits(text: str) -> Iterator[Edit]:
    for found in LEFTOVER.finditer(text):
        yield Edit(found.start(), found.end(), "")


def bullet_edits(text: str) -> Iterator[Edit]:
    for found in BULLET.finditer(text):
        follows = text[found.end() : found.end() + 1]
        yield Edit(found.start(), found.end(), "•" if follows.isspace() else "• ")
