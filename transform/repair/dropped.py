"""Windows-1252 0x92 and 0x9C that were dropped: « lagriculture », « mise en uvre », « lObservatoire ».

Nothing in the text says that a character is missing. A word is mended only where the crawl does not know it as it
stands, and knows it with what was dropped. What proves little alone is believed beside a word that proves more; alone
it is asked, as is a word that can be read in both ways.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import compress

from transform.repair.confusable import FRENCH_AS_THEY_STAND, LIKELY_NO_WORDS, NO_WORDS_AS_THEY_STAND
from transform.repair.edit import Edit
from transform.repair.lexicon import (
    CAMEL,
    GLUED,
    INNER_CAPITAL,
    IS_GLUED,
    WITHOUT_OE,
    WORD,
    Lexicon,
    has_apostrophe,
)

_DETERMINER = re.compile(
    r"(?:^|\W)(?:l[ea]|les|une?|des|du|ce(?:t|tte|s)|[mts](?:on|a|es)|nos|vos|notre|votre|leurs?|aux?)\s+$",
    re.IGNORECASE,
)
#: `WORD`, wherever it stands.
_LETTERS = re.compile(r"[^\W\d_]+")
#: Elsewhere a capital begins a name.
_SENTENCE = re.compile(r"(?:^|[.!?…:])[\s«“\"–•-]*$")
#: The shortest word, in letters, that is looked for behind an elided one.
_SHORTEST = 3
#: The shortest word, in letters, that needs not have been seen after an apostrophe.
_LONG = 5
#: A name this many times as frequent as the common noun: what is glued to it may be part of a product's name.
_MOSTLY_A_NAME = 10
#: A word at least this many times as frequent as its elided reading is not asked about.
_PLAIN = 20


#: With an apostrophe this many times at least, and this many times as often as without: it was lost.
_USUAL_LONE, _RARE = 3, 3
#: French words begin so too: « dévaluation », « disjoint », « légal ».
_PREFIXES = ("dé", "dis", "lé")
#: « décrite », « démettre »: verbs, and no « d’écrite ».
_MAYBE_VERB = re.compile(r"dé\w+(?:ées?|és?|er|ez|re|ites?|its?|ues?|us?|ants?|ent|ir)")


class Proof(IntEnum):
    NONE = 0
    WEAK = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that could be read in two ways; `proposed` is the one that something was dropped from."""

    word: str
    proposed: str


@dataclass(frozen=True)
class Dropped:
    lexicon: Lexicon
    _known: dict[str, Proof] = field(default_factory=dict)
    _lone: dict[str, Proof] = field(default_factory=dict)
    _suspected: dict[str, bool] = field(default_factory=dict)

    def may_stand_in(self, suspects: Iterable[str]) -> bool:
        """A first look at a page, from the words that `words_of` suspects in it; most are those of other pages too."""
        known = self._suspected
        for word in suspects:
            if word not in known:
                found = GLUED.fullmatch(word)
                known[word] = found is None or bool(self._proof(found) or self._proof_of_lone(found))
            if known[word]:
                return True
        return False

    def edits(self, text: str) -> tuple[list[Edit], list[Doubt]]:
        """What to mend in a text, and what to ask. Nothing stands in most texts: one look at their words says so."""
        words = set(_LETTERS.findall(text.lower()))
        if (
            INNER_CAPITAL.search(text) is None
            and WITHOUT_OE.keys().isdisjoint(words)
            and not self.may_stand_in(compress(words, map(IS_GLUED.__getitem__, words)))
        ):
            return [], []
        found: dict[int, tuple[Edit, Proof]] = {}
        lone: set[int] = set()
        start = 0
        lines = text.split("\n")
        for line in lines:
            has_others = has_apostrophe(line)
            for edit, proof in self._in_line(line, lone=has_others):
                if has_others:
                    lone.add(start + edit.start)
                found.setdefault(start + edit.start, (Edit(start + edit.start, start + edit.end, edit.after), proof))
            start += len(line) + 1
        believed = len(found) > 1 and any(
            proof is Proof.STRONG or _is_camel(text, edit) for edit, proof in found.values()
        )
        edits = [edit for _, (edit, proof) in sorted(found.items()) if believed or proof is Proof.STRONG]
        doubts: dict[str, Doubt] = {}
        if edits:
            for line in lines:
                if not has_apostrophe(line):
                    doubts |= {doubt.word: doubt for doubt in self._ambiguous(line)}
        if not believed:
            weak = (edit for edit, proof in found.values() if proof is Proof.WEAK)
            for edit in weak:
                word = text[edit.start : edit.end]
                if edit.start in lone and not _is_camel(text, edit) and len(word) > _SHORTEST + 1:
                    doubts[word] = Doubt(word, edit.after)
        if found and not edits:
            doubts |= {doubt.word: doubt for edit, _ in found.values() if (doubt := _doubt(text, edit)) is not None}
        return edits, list(doubts.values())

    def _in_line(self, line: str, *, lone: bool) -> Iterator[tuple[Edit, Proof]]:
        """Capitals inside words, lost œ, lost apostrophes: `lone` ones stand in a line that has others."""
        for found in CAMEL.finditer(line):
            letter, rest = found["letter"] or found["first"], found["rest"] or found["noun"]
            if proof := self._name(rest):
                yield Edit(found.start(), found.end(), f"{letter}’{rest}"), proof
        for found in WORD.finditer(line):
            if (whole := WITHOUT_OE.get(found[0].lower())) is not None:
                yield Edit(found.start(), found.end(), _cased(found[0], whole)), Proof.STRONG
        for found in GLUED.finditer(line):
            if found["rest"][0].isupper() or (
                found[0][0].isupper() and not _SENTENCE.search(line, max(0, found.start() - 12), found.start())
            ):
                continue
            proof = self._proof_of_lone(found) if lone else self._proof(found)
            if proof and not _DETERMINER.search(line, max(0, found.start() - 12), found.start()):
                rest = WITHOUT_OE.get(found["rest"], found["rest"])
                yield Edit(found.start(), found.end(), f"{found['letter']}’{rest}"), proof

    def _proof(self, found: re.Match[str]) -> Proof:
        word = found[0].lower()
        if word not in self._known:
            self._known[word] = self._judge(word, found["letter"].lower(), found["rest"].lower())
        return self._known[word]

    def _proof_of_lone(self, found: re.Match[str]) -> Proof:
        """Of a word in a line that has other apostrophes: it must be all but unknown, and usual with its own."""
        word = found[0].lower()
        if word not in self._lone:
            self._lone[word] = self._judge_lone(word, found["letter"].lower(), found["rest"].lower())
        return self._lone[word]

    def _judge_lone(self, word: str, letter: str, rest: str) -> Proof:
        lexicon = self.lexicon
        if word in FRENCH_AS_THEY_STAND:
            return Proof.NONE
        ours = letter in "ld" or len(letter) > 1
        if word in NO_WORDS_AS_THEY_STAND and (ours or len(rest) < _LONG):
            return Proof.STRONG
        proven = lexicon.elided[f"{letter}'{rest}"]
        if len(rest) < _SHORTEST or proven < _USUAL_LONE or lexicon.seen(word) * _RARE > proven:
            return Proof.NONE
        common = proven - lexicon.named[rest]
        told = ours and len(rest) >= _LONG and common >= _USUAL_LONE and not _MAYBE_VERB.fullmatch(word)
        return Proof.STRONG if told else Proof.WEAK

    def _judge(self, word: str, letter: str, rest: str) -> Proof:
        """Each test is on words in small letters."""
        lexicon = self.lexicon
        if word in NO_WORDS_AS_THEY_STAND:
            return Proof.STRONG
        if word in LIKELY_NO_WORDS:
            return Proof.WEAK
        if len(rest) < _SHORTEST or lexicon.knows(word) or word in FRENCH_AS_THEY_STAND:
            return Proof.NONE
        if rest in WITHOUT_OE:
            return Proof.STRONG
        letters = {letter} if letter in "nsmtjc" else {letter, "l", "d"}
        proven = sum(lexicon.elided[f"{one}'{rest}"] for one in letters)
        bare = lexicon.vouched[rest] if len(rest) >= _LONG else 0
        if lexicon.doubted[word] > 10 * (proven + bare):
            return Proof.NONE
        if proven:
            return Proof.STRONG if proven > lexicon.named[rest] else Proof.WEAK
        if bare:
            return Proof.WEAK if letter in "nsmtjc" or word.startswith(_PREFIXES) else Proof.STRONG
        return Proof.NONE

    def _name(self, rest: str) -> Proof:
        word = rest.lower()
        proven = sum(self.lexicon.elided[f"{letter}'{word}"] for letter in "ld")
        named = self.lexicon.named[word]
        if not proven and not self.lexicon.seen(word):
            return Proof.NONE
        common = proven - named
        return Proof.STRONG if rest.isupper() or named <= _MOSTLY_A_NAME * (common + 1) else Proof.WEAK

    def _ambiguous(self, line: str) -> Iterator[Doubt]:
        for found in GLUED.finditer(line):
            word, letter, rest = found[0].lower(), found["letter"].lower(), found["rest"].lower()
            elided = self.lexicon.elided[f"{letter}'{rest}"]
            if elided and self.lexicon.seen(word) < _PLAIN * elided and self._proof(found) is Proof.NONE:
                yield Doubt(found[0], f"{found['letter']}’{found['rest']}")


def _is_camel(text: str, edit: Edit) -> bool:
    return CAMEL.fullmatch(text, edit.start, edit.end) is not None


def _doubt(text: str, edit: Edit) -> Doubt | None:
    """Lone names in one word are worth a question; lone verbs are not."""
    return Doubt(text[edit.start : edit.end], edit.after) if _is_camel(text, edit) else None


def _cased(found: str, whole: str) -> str:
    place = whole.index("œ")
    return f"{found[:place]}œ{found[place:]}" if place or found[0].islower() else f"Œ{found.lower()}"
