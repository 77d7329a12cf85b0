"""The rules that look at nothing but the text itself, in their order, on plain text and between the tags of HTML."""

import re
from collections.abc import Callable, Iterable, Mapping

from transform.repair.characters import (
    CONTROLS,
    INVISIBLE,
    LATIN_9,
    LIGATURES,
    control_edits,
    invisible_edits,
    latin_9_edits,
    ligature_edits,
)
from transform.repair.edit import Change, Edit, Rule, carry_out, closed_up
from transform.repair.entities import ENTITY, entity_edits
from transform.repair.html_runs import between_tags
from transform.repair.mojibake import LEADS, mojibake_edits
from transform.repair.shortcodes import SHORTCODE, shortcode_edits
from transform.repair.word_paste import BULLET, LOOKS_PASTED, bullet_edits, leftover_edits

RULES = (
    Rule("double-entity", "entités HTML échappées deux fois", ENTITY, entity_edits),
    Rule("mojibake", "UTF-8 lu dans un autre encodage", re.compile(f"[{LEADS}]"), mojibake_edits, 0.99),
    Rule("windows-1252-control", "caractères de commande qui sont ceux de Windows-1252", CONTROLS, control_edits),
    Rule("iso-8859-15", "œ et € lus en ISO-8859-1", LATIN_9, latin_9_edits, 0.98),
    Rule(
        "word-leftover",
        "réglages de Word collés dans le texte",
        LOOKS_PASTED,
        lambda text: closed_up(text, leftover_edits(text)),
    ),
    Rule("word-bullet", "puces de Word", BULLET, bullet_edits),
    Rule("shortcode", "codes courts de WordPress", SHORTCODE, lambda text: closed_up(text, shortcode_edits(text))),
    Rule("ligature", "lettres liées", LIGATURES, ligature_edits),
    Rule("invisible", "caractères invisibles", INVISIBLE, invisible_edits),
)
#: Before invisible characters are taken out, those that stood for a blank become one.
BLANK, WHAT_BLANK, _BLANK_CONFIDENCE = "zero-width-blank", "espaces que rien ne montrait", 0.95
_ZERO_WIDTH = "\u200b"
#: Suspicious wherever they stand.
_ALONE = (
    f"\x80-\x9f\u00ad\u200b-\u200d\u2060\ufeff\ufb00-\ufb06\uf000-\uf0ff½¼¤&{LEADS.replace('â', '').replace('œ', '')}"
)
#: One look for all rules; it begins with one set of characters, which is looked for quickly.
_SUSPICIOUS = re.compile(
    rf"[{_ALONE}âœ\[<](?:(?<=[{_ALONE}])|(?<=â)[^\Wa-zà-ÿA-Z]|(?<=[âœ])[€\x80-\xbf]|(?<=\[)[/a-z]|(?<=<)/?[owv]:)"
)
_WORD_STYLE = re.compile(r"Normal\s+0\s")


def repaired(
    text: str, rules: tuple[Rule, ...] = RULES, blanks: Callable[[str], Iterable[Edit]] | None = None
) -> tuple[str, list[Change]]:
    """Each rule once, in order; the changes in the order in which they were made.

    `blanks` gives the zero-width spaces that stood for blanks, where the crawl's words are known.
    """
    changes: list[Change] = []
    if not _is_suspicious(text):
        return text, changes
    for rule in rules:
        if blanks is not None and rule is RULES[-1] and _ZERO_WIDTH in text:
            text, made = carry_out(BLANK, _BLANK_CONFIDENCE, text, blanks(text))
            changes += made
        if rule.suspicious.search(text):
            text, made = carry_out(rule.name, rule.confidence, text, rule.edits(text))
            changes += made
    return text, changes


def _is_suspicious(text: str) -> bool:
    """A text without any sign is right, as far as the rules can tell."""
    return _SUSPICIOUS.search(text) is not None or "mso-" in text or _WORD_STYLE.search(text) is not None


def replaced(html: str, words: Mapping[str, str]) -> str:
    """Sanitised HTML with whole words put for others, as a text's changes say."""
    if not words:
        return html
    found = re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))
    return between_tags(html, lambda text: found.sub(lambda match: words[match[0]], text))
