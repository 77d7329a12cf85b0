"""What the forms of one word have in common. Snowball's French, told the singular, and held back on short words.

Snowball alone parts « élu » from « élus » and « berger » from « bergère », and cuts short words down to what others
have in common with them: « gare » and « garant », « mer » and « mère », « marée » and « mars ». Measured on judged
queries: nothing lost on encyclopedic questions (mrr@10 .801), a little won on practical ones (.874 to .876).
"""

from threading import Lock

import regex
import Stemmer

_SNOWBALL = Stemmer.Stemmer("french")
_ALONE = Lock()

_SHORTEST_PLURAL = 4
_SHORTEST_STEM = 4
_SHORTEST_ADJECTIVE = 6

#: Their final s is their own, and they are no form of another word.
_INVARIABLE = frozenset(
    (
        *("bois", "corps", "cours", "dans", "fois", "fonds", "gens", "hors", "mars", "mois", "pays", "poids", "puits"),
        *("sans", "sens", "temps", "tous", "vers"),
    )
)
_PLURALS_IN_X = frozenset(
    (
        *("adieux", "aveux", "bijoux", "cailloux", "cheveux", "choux", "enjeux", "essieux", "feux", "genoux"),
        *("hiboux", "jeux", "lieux", "milieux", "neveux", "pieux", "poux", "voeux", "vœux"),
    )
)
_FEMININE = regex.compile(r"(?:ang|[^x]ag|erg|ong|og|[iî]ch|uch)ère\Z")

#: Words whose stem another word has: singular → stem.
_OWN_STEMS = {word: word for word in ("marée", "donnée", "commune", "organe")} | {
    "amie": "ami",
    "basse": "bas",
    "bonne": "bon",
    "dure": "dur",
    "nette": "net",
    "loupe": "loupe",
    "nulle": "nul",
    "publication": "publi",
    "pure": "pur",
    "sûre": "sûr",
    "élue": "élu",
}

_VERB_ENDINGS = ("ée", "er", "é", "e")


def stem(word: str) -> str:
    """Of a word in lower case, with its accents; those that are left in the stem are the word's own."""
    if not word.isalpha():
        return _snowball(word)
    if word in _INVARIABLE:
        return word
    singular = _singular(word)
    if singular in _OWN_STEMS:
        return _OWN_STEMS[singular]
    if singular.endswith("ication"):
        return singular.removesuffix("ation")  # with the verb in -iquer
    found = _snowball(_masculine(singular))
    if len(found) < _SHORTEST_STEM:
        return _short(singular)
    return f"{found[:-2]}c" if found.endswith("iqu") and len(found) > _SHORTEST_STEM + 1 else found


def _snowball(word: str) -> str:
    with _ALONE:
        return str(_SNOWBALL.stemWord(word))


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or word.endswith("ss"):
        return word
    return word[:-1] if word.endswith(("s", "eaux")) or word in _PLURALS_IN_X else word


def _masculine(word: str) -> str:
    """« bergère » → « berger »; « manière » is left alone, and so is « exagère »."""
    return f"{word[:-3]}er" if len(word) >= _SHORTEST_ADJECTIVE and _FEMININE.search(word) else word


def _short(word: str) -> str:
    """The forms of a short verb meet (« vote », « voter », « voté »), other words are kept as they are."""
    ending = next((ending for ending in _VERB_ENDINGS if word.endswith(ending) and len(word) > len(ending) + 1), None)
    return f"{word.removesuffix(ending)}e" if ending else word
