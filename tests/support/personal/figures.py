"""How much of a table of personal data is masked, and how much of what is masked is personal."""

import re
from collections.abc import Iterable
from html import unescape

from tests.support.marked_spans import parts
from transform.personal import MASKS, find, mask_text
from transform.personal.masking_html import mask_html


def blocks(table: str) -> list[str]:
    return table.strip("\n").split("\n")


def figures(
    spellings: str, pages: str, hidden: Iterable[tuple[str, str]], decoys: str
) -> tuple[float, float, list[str]]:
    """Recall and precision over values, and the lines that are not as they should be.

    `spellings` and `decoys` are texts, a block a line, and `pages` markup, with the values between ⟦ and ⟧;
    `hidden` pairs markup with what must not be left of it.
    """
    right = given = asked = 0
    wrong: list[str] = []
    for marked in blocks(spellings) + blocks(decoys):
        text, wanted = parts(marked)
        spans = {(span.start, span.end) for span in find(text)}
        right, given, asked = right + len(spans & wanted), given + len(spans), asked + len(wanted)
        if spans != wanted:
            wrong.append(f"{marked} → {mask_text(text)}")
    masks = "|".join(re.escape(mask) for mask in MASKS.values())
    for marked in re.findall(r"<(?:pre>.*?</pre>|[^\n]*)", pages.strip("\n"), re.DOTALL):
        wanted_words = _words(re.sub(r"⟦.*?⟧", "▇", marked, flags=re.DOTALL))
        found = _words(re.sub(masks, "▇", mask_html(re.sub("[⟦⟧]", "", marked))))
        count = marked.count("⟦")
        # Tags that stood inside a value stay, with nothing between them.
        is_right = found == wanted_words
        right, given, asked = right + is_right * count, given + found.count("▇"), asked + count
        if not is_right:
            wrong.append(f"{marked} → {found}")
    for markup, secret in hidden:
        is_right = secret not in mask_html(markup)
        right, given, asked = right + is_right, given + is_right, asked + 1
        if not is_right:
            wrong.append(f"{markup} → {mask_html(markup)}")
    return right / asked, right / given, wrong


def _words(markup: str) -> str:
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", " ", markup)))
