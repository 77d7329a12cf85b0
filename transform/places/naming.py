"""Names that a noun announces (« rivière X », « baie de X »): they need no list, and teach one."""

from dataclasses import dataclass

from transform.places.words import Words

#: Noun → kind, and whether the noun is part of the name.
NOUNS: dict[str, tuple[str, bool]] = {
    **dict.fromkeys(("riviere", "fleuve", "ruisseau", "torrent"), ("riviere", False)),
    **dict.fromkeys(("gorges", "vallee", "val", "vallon", "canal", "gave", "defile"), ("riviere", True)),
    "bassin": ("riviere", False),
    **dict.fromkeys(("massif", "causse", "cirque", "pic", "col", "mont", "monts", "plateau"), ("massif", True)),
    **dict.fromkeys(
        (
            "baie",
            "rade",
            "golfe",
            "anse",
            "crique",
            "pointe",
            "cap",
            "presqu",
            "lagune",
            "havre",
            "ria",
            "estuaire",
            "delta",
            "calanque",
            "pertuis",
            "plage",
            "aber",
            "lagon",
        ),
        ("littoral", True),
    ),
    **dict.fromkeys(("marais", "tourbiere", "tourbieres"), ("marais", True)),
    **dict.fromkeys(("lac", "etang", "etangs"), ("lac", True)),
    **dict.fromkeys(("foret", "bois"), ("foret", True)),
    **dict.fromkeys(("ile", "iles", "ilot", "archipel"), ("ile", True)),
    **dict.fromkeys(("pnr", "parc", "reserve"), ("parc", True)),
    **dict.fromkeys(("pays", "plaine", "bocage", "nappe"), ("terroir", True)),
}
#: Nouns of names that a list must know whole, beside those above.
GENERICS = frozenset(NOUNS) | frozenset(
    [
        "cote",
        "dune",
        "montagne",
        "montagnes",
        "chaine",
        "aiguilles",
        "puy",
        "val",
        "presqu",
        "grand",
        "grande",
        "petit",
        "petite",
        "haut",
        "bas",
        "plaine",
        "pays",
        "bois",
        "bocage",
        "boucles",
        "dentelles",
        "parc",
        "region",
        "marais",
        "hortillonnages",
        "foret",
        "alpes",
        "tourbiere",
        "tourbieres",
        "mer",
        "ballons",
        "rivière",
        "vignoble",
        "champagne",
        "causses",
        "rives",
        "archipel",
        "desert",
        "enclave",
        "triangle",
        "suisse",
        "ried",
        "plomb",
        "piton",
    ]
)
_BETWEEN: dict[str, tuple[str, ...]] = {
    "bassin": ("versant", "hydrographique", "amont", "aval"),
    "parc": ("naturel", "regional", "national", "marin", "amazonien"),
    "reserve": ("naturelle", "nationale", "regionale", "de", "biosphere"),
    "presqu": ("ile",),
    "foret": ("domaniale", "communale"),
    "bois": ("communal",),
    "nappe": ("phreatique", "alluviale", "souterraine"),
    "vallee": ("haute", "basse", "moyenne"),
}
#: Nouns that need "de" before the name, or anything could follow.
_NEED_OF = frozenset(
    [
        "val",
        "bassin",
        "bois",
        "foret",
        "pays",
        "plaine",
        "bocage",
        "nappe",
        "plage",
        "parc",
        "reserve",
        "plateau",
        "baie",
        "rade",
        "golfe",
        "anse",
        "marais",
        "havre",
    ]
)
#: Nouns after which the name of a commune means that commune.
SOFT = frozenset(("plage", "plaine", "pays", "bois", "bocage", "bassin", "parc", "tourbieres", "tourbiere", "marais"))
_OF = frozenset(("de", "du", "des", "d"))
#: What lies round an island, and is found under its name.
ROUND_ISLANDS = frozenset(("lagon", "lagune", "presqu"))
#: « une vallée du Doubs » lies in the Doubs, and is not called so.
_ANY = frozenset(("un", "une", "chaque", "quelque", "toute", "autre", "certaine", "cette", "ce", "cet"))
#: Small words inside an announced name.
_INSIDE = frozenset(["de", "du", "des", "d", "la", "le", "les", "l", "sur", "sous", "lès", "lez"])
#: « contrat de rivière Entre Arve et Rhône » is no river of that name.
_NO_NAME = frozenset(("entre", "dans", "sur", "en"))
_MOST = 5


@dataclass(frozen=True, slots=True)
class Announced:
    """`words[first:last]` is the name as kept, `words[bare:last]` the name without its noun."""

    noun: str
    kind: str
    first: int
    bare: int
    last: int


def announced(words: Words, place: int) -> Announced | None:
    noun = words.forms[place].folded
    kind, kept = NOUNS.get(noun, ("", False))
    if kind and words.joined(place) and words.forms[place - 1].folded in _ANY:
        return None
    if noun == "pays" and words.joined(place) and words.forms[place - 1].folded in ("des", "les", "aux", "ces"):
        return None
    if not kind or (words.forms[place].text.isupper() and noun != "pnr" and len(noun) < 4):
        return None
    here = place + 1
    while words.joined(here) and not words.forms[here].capital and words.forms[here].folded in _BETWEEN.get(noun, ()):
        if words.forms[here].folded == "de" and not (
            words.joined(here + 1) and words.forms[here + 1].folded == "biosphere"
        ):
            break
        here += 1
    if noun == "presqu" and here == place + 1:
        return None
    if noun == "parc" and here == place + 1:
        return None
    linked = False
    if words.joined(here) and words.forms[here].folded in _OF:
        linked = True
        contracted = words.forms[here].folded in ("du", "des")
        here += 1
        if not contracted and words.joined(here) and words.forms[here].folded in ("la", "l", "les"):
            here += 1
    if noun in _NEED_OF and not linked:
        return None
    bare = here
    while words.joined(here) and here - bare < _MOST:
        if words.forms[here].capital:
            here += 1
            continue
        if here > bare and words.forms[here].folded in _INSIDE and _capital_follows(words, here):
            here += 1
            continue
        break
    if (
        here == bare
        or not words.forms[bare].capital
        or words.forms[bare].folded in _NO_NAME
        or not any(len(word.folded) > 1 for word in words.forms[bare:here])
    ):
        return None
    return Announced(noun, kind, place if kept else bare, bare, here)


def bare_key(key: str) -> str:
    """A folded name without the noun that announces it: « massif du beaufortain » is « beaufortain »."""
    words = key.split(" ")
    if words[0] not in NOUNS or len(words) < 2:
        return key
    here = 1
    while here < len(words) - 1 and words[here] in (
        *_BETWEEN.get(words[0], ()),
        "de",
        "du",
        "des",
        "d",
        "la",
        "l",
        "les",
    ):
        here += 1
    return " ".join(words[here:])


def _capital_follows(words: Words, place: int) -> bool:
    """Through at most two small words: « Saint-Martin de la Porte »."""
    for here in range(place + 1, min(place + 3, len(words))):
        if not words.joined(here):
            return False
        if words.forms[here].capital:
            return True
        if words.forms[here].folded not in _INSIDE:
            return False
    return False
