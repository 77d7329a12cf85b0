"""The two bars: nothing clean is changed, and what a test damages comes back."""

import codecs
import re
from collections import Counter
from collections.abc import Callable
from html.entities import codepoint2name

import ftfy.bad_codecs  # noqa: F401 (registers the sloppy codecs)
import pytest

from transform.repair.characters import INVISIBLE
from transform.repair.dropped import Dropped
from transform.repair.edit import carry_out, undone
from transform.repair.lexicon import Lexicon, words_of
from transform.repair.text import repaired

WORD = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")


def lexicon_of(texts: list[str]) -> Lexicon:
    lexicon = Lexicon()
    for start in range(0, len(texts), 20):
        lexicon.learn(words_of(texts[start : start + 20]))
    return lexicon


def test_no_string_of_the_corpora_is_changed(corpus_strings: dict[str, list[str]]) -> None:
    """One text of the corpora holds soft hyphens, which nobody sees: they may go, nothing else may."""
    texts = [text for group in corpus_strings.values() for text in group]
    assert len(texts) > 15_000
    changed = [text for text in texts if repaired(text)[0] != INVISIBLE.sub("", text)]
    assert changed == []
    assert sum(INVISIBLE.search(text) is not None for text in texts) < 5


@pytest.mark.parametrize("name", ["senat", "httpd-fr", "piaf", "service-public"])
@pytest.mark.parametrize("own", [True, False])
def test_no_word_of_the_corpora_is_taken_for_a_dropped_character(
    corpus_strings: dict[str, list[str]], name: str, own: bool
) -> None:
    """With its own words as lexicon, and with those of the other corpora: a crawl that does not know its words."""
    learnt = [text for group, texts in corpus_strings.items() if (group == name) is own for text in texts]
    dropped = Dropped(lexicon_of(learnt))
    changed = [(text, edits) for text in corpus_strings[name] if (edits := dropped.edits(text)[0])]
    assert changed == []


def misread(*codecs: str) -> Callable[[str], str]:
    def damage(text: str) -> str:
        for codec in codecs:
            text = text.encode("utf-8").decode(codec)
        return text

    return damage


def on_one_character(damage: Callable[[str], str]) -> Callable[[str], str]:
    def damage_one(text: str) -> str:
        found = re.search("[^\x00-\x7f]", text)
        return text[: found.start()] + damage(found[0]) + text[found.end() :] if found else text

    return damage_one


DAMAGES = {
    "windows-1252": misread("sloppy-windows-1252"),
    "latin-1": misread("latin-1"),
    "windows-1250": misread("sloppy-windows-1250"),
    "macroman": misread("mac-roman"),
    "twice windows-1252": misread("sloppy-windows-1252", "sloppy-windows-1252"),
    "twice latin-1": misread("latin-1", "latin-1"),
    "twice windows-1250": misread("sloppy-windows-1250", "sloppy-windows-1250"),
    "one character, windows-1252": on_one_character(misread("sloppy-windows-1252")),
    "one character, windows-1250": on_one_character(misread("sloppy-windows-1250")),
    "one character, macroman": on_one_character(misread("mac-roman")),
    "windows-1252 controls": lambda text: text.encode("cp1252").decode("latin-1"),
    "iso-8859-15": lambda text: text.encode("iso-8859-15").decode("latin-1"),
    "entities": lambda text: text.encode("ascii", "xmlcharrefreplace").decode(),
    "entities by name": lambda text: text.encode("ascii", "namereplaced").decode(),
    "ligatures": lambda text: text.replace("ffi", "\ufb03").replace("ff", "\ufb00").replace("fi", "\ufb01"),
    "soft hyphens": lambda text: re.sub(r"([^\W\d_]{3})(?=[^\W\d_]{3})", "\\1\u00ad", text),
    "zero-width spaces": lambda text: re.sub(r"(?<=[^\W\d_])(?=[^\W\d_]{4}\b)", "\u200b", text),
    "zero-width joiners": lambda text: re.sub(r"(?<=[a-z])(?=[a-z]{3}\b)", "\u200c", text),
    "Word's tags": lambda text: re.sub(
        r"\b([A-Z][a-zé]{3,})\b", r'<st1:PersonName w:st="on">\1</st1:PersonName>', f"{text}<o:p></o:p>"
    ),
    "Word's comments": lambda text: f"<!--[if gte mso 9]>{text}<![endif]-->",
    "Word's settings": lambda text: f"Normal 0 21 false false false FR X-NONE X-NONE {text}",
}


def _named(error: UnicodeError) -> tuple[str, int]:
    """`&eacute;` where HTML has a name for the character."""
    assert isinstance(error, UnicodeEncodeError)
    names = [codepoint2name.get(ord(character)) for character in error.object[error.start : error.end]]
    if not all(names):
        raise error
    return "".join(f"&{name};" for name in names), error.end


codecs.register_error("namereplaced", _named)


@pytest.mark.parametrize("kind", DAMAGES)
def test_98_strings_of_100_come_back_and_every_repair_can_be_undone(
    corpus_strings: dict[str, list[str]], kind: str
) -> None:
    tried = restored = 0
    for text in (text for texts in corpus_strings.values() for text in texts[::12]):
        if INVISIBLE.search(text):
            continue
        try:
            damaged = DAMAGES[kind](text)
        except UnicodeError:
            continue
        if damaged == text:
            continue
        tried += 1
        mended, changes = repaired(damaged)
        assert undone(mended, changes) == damaged
        restored += mended == text
    assert tried > 10
    assert restored >= 0.98 * tried, (restored, tried)


def test_dropped_characters_come_back_where_the_result_is_no_french_word(
    corpus_strings: dict[str, list[str]],
) -> None:
    """One string in ten loses its apostrophes and œ; the lexicon is the crawl's own, the damaged strings included."""
    texts = [text.replace("'", "’") for group in corpus_strings.values() for text in group if re.search("['’œ]", text)]
    damaged = {place: re.sub("[’œ]", "", text) for place, text in enumerate(texts) if place % 10 == 0}
    clean = {word.lower() for place, text in enumerate(texts) if place not in damaged for word in WORD.findall(text)}
    dropped = Dropped(lexicon_of([damaged.get(place, text) for place, text in enumerate(texts)]))
    tried = restored = invented = 0
    for place, text in damaged.items():
        mended, changes = carry_out("dropped-character", 0.9, text, dropped.edits(text)[0])
        assert undone(mended, changes) == text
        wanted, found = Counter(WORD.findall(texts[place])), Counter(WORD.findall(mended))
        for word, count in wanted.items():
            if re.search("[’œ]", word) and re.sub("[’œ]", "", word).lower() not in clean and word.lower() in clean:
                tried += count
                restored += min(count, found[word])
        invented += sum(max(0, count - wanted[word]) for word, count in found.items() if "’" in word)
    assert tried > 1000
    assert restored >= 0.9 * tried, (restored, tried)
    assert invented <= 0.002 * tried, (invented, tried)


def test_one_lost_apostrophe_comes_back_or_is_asked_about(corpus_strings: dict[str, list[str]]) -> None:
    """One string in twenty loses one of its apostrophes and keeps the others; the lexicon is the crawl's own."""
    elided = re.compile(r"\b(?:[ldnsmtjc]|qu)’[^\W\d_]+", re.IGNORECASE)
    texts = [text.replace("'", "’") for group in corpus_strings.values() for text in group if re.search("['’]", text)]
    damaged: dict[int, tuple[str, str]] = {}
    for place, text in enumerate(texts):
        places = list(elided.finditer(text)) if place % 20 == 0 else []
        if len(places) > 1:
            lost = places[place % len(places)]
            damaged[place] = f"{text[: lost.start()]}{lost[0].replace('’', '')}{text[lost.end() :]}", lost[0]
    kept = [text for place, text in enumerate(texts) if place not in damaged]
    counts = Counter(word.lower() for text in kept for word in WORD.findall(text))
    dropped = Dropped(lexicon_of([damaged[place][0] if place in damaged else text for place, text in enumerate(texts)]))
    tried = restored = asked = 0
    for place, (text, word) in damaged.items():
        edits, doubts = dropped.edits(text)
        mended, changes = carry_out("dropped-character", 0.9, text, edits)
        assert undone(mended, changes) == text
        assert mended in {text, texts[place]}
        if counts[word.replace("’", "").lower()] == 0 and counts[word.lower()] >= 3:
            tried += 1
            restored += mended == texts[place]
            asked += word in {doubt.proposed for doubt in doubts}
    assert tried > 150
    assert restored >= 0.8 * tried, (restored, asked, tried)
    assert restored + asked >= 0.9 * tried, (restored, asked, tried)
