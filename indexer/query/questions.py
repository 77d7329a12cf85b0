"""Telling a question in words from a list of words."""

import regex

from indexer.language.folding import without_accents

_QUESTION_WORDS = (
    "quel|quelle|quels|quelles|comment|pourquoi|combien|quand|qui|que|quoi|qu|lequel|laquelle|lesquels|lesquelles|"
    "est-ce|peut-on|doit-on|faut-il|y a-t-il|existe-t-il|ou est|ou se|ou sont|ou trouver"
)
_PREPOSITIONS = "a|de|dans|en|par|pour|sur|avec|depuis|jusqu'a|vers|chez|sous"
_BEGINS = regex.compile(rf"\W*(?:(?:{_PREPOSITIONS}|et|mais|d')\s*)?(?:{_QUESTION_WORDS})(?![\p{{L}}\p{{N}}])")
_INVERSION = regex.compile(r"\p{L}(?<!\brendez)-(?:t-)?(?:ils?|elles?|on|ce|je|tu|nous|vous)\b")
_ENDS = regex.compile(r"\p{L}\W*\?\s*\Z")
_MIN_WORDS = 3


def is_question(text: str) -> bool:
    """« Quelles… », « Comment… », « …-t-il », or a sentence that ends with a question mark.

    A few words are a list even then: « qui loup » is not a question.
    """
    plain = without_marks(text)
    if len(regex.findall(r"[\p{L}\p{N}]+", plain)) < _MIN_WORDS:
        return False
    return bool(_BEGINS.match(plain) or _INVERSION.search(plain) or _ENDS.search(plain))


def without_marks(text: str) -> str:
    """Lower case, without accents, apostrophes kept straight."""
    lowered = text.replace("’", "'").lower()
    return regex.sub(r"\p{L}+", lambda match: without_accents(match.group()), lowered)
