"""What was understood, said in French above every result. Plain text: whoever shows it does the marking."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indexer.fields import EMPTY_VALUE, FIELDS
from indexer.language import tokens, words
from indexer.query.open_words import MAX_EXPANDED
from indexer.query.plan import holds_only_stop_words
from indexer.query.request import Mots
from indexer.query.tree import AllOf, AnyOf, InField, InYears, Node, Not, Open, Phrase, Query, Scope, Word
from indexer.results import Rewrite
from transform.schema import KIND_LABELS, Kind

_NARROW_SPACE = "\u202f"
_NUMBERS = ("", "", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")

_LONGEST_SHOWN = 60
_MARKUP = re.compile(r"</?|/?>")

#: Words whose h forbids elision, by their beginning.
_ASPIRATED = (
    *("haie", "hall", "halle", "hameau", "hamster", "hanche", "handicap", "hangar", "harc", "hard", "hareng"),
    *("haricot", "harnais", "harpon", "hasard", "hausse", "haut", "havre", "hérisson", "héron", "hêtre", "hibou"),
    *(
        "hiérarch",
        "holland",
        "homard",
        "hongr",
        "hors",
        "houblon",
        "houille",
        "houle",
        "housse",
        "huit",
        "hurl",
        "hutte",
    ),
)


@dataclass(frozen=True, slots=True)
class Understood:
    """All that a sentence is made from; `text` is what was typed."""

    query: Query
    total: int
    mots: Mots
    fallback: bool = False
    question: bool = False
    filters: Mapping[str, tuple[str, ...]] | None = None
    text: str = ""
    cut_words: tuple[Word, ...] = ()
    filtered: str = ""


def sentence(understood: Understood) -> str:
    """One sentence or two: how many, about what, without what, among what."""
    about = _About(understood.query)
    among = _among(understood.filters or {}) + understood.filtered
    if understood.fallback:
        text = _fallback(understood, about)
    elif about.nothing and understood.text.strip():
        shown = _shortened(" ".join(understood.text.split()))
        all_of_it = _fiches(understood.total) if among else "toute l’archive"
        text = f"Rien à chercher dans «\u00a0{shown}\u00a0»\u00a0: voici {all_of_it}"
    elif about.empty:
        text = _everything(understood.total, about, among)
        among = ""
    else:
        text = _found(understood, about)
    end = " Votre texte est long\u00a0: seuls ses premiers mots ont été cherchés." if understood.query.cut else ""
    for word in understood.cut_words:
        end += f" Plus de {MAX_EXPANDED} mots ont la forme {_star(word)}\u00a0: les plus fréquents sont cherchés."
    return f"{text}{among}.{end}"


def _star(word: Word) -> str:
    if word.open_at is Open.LETTERS:
        return f"{word.text}~"
    return f"{word.text}*" if word.open_at is Open.END else f"*{word.text}"


def rewrite_sentence(rewrite: Rewrite) -> str:
    return (
        f"«\u00a0{rewrite.typed}\u00a0» n’est nulle part dans l’archive\u00a0: "
        f"nous avons cherché «\u00a0{rewrite.searched}\u00a0»."
    )


def number(count: int) -> str:
    """With narrow spaces between thousands."""
    return f"{count:,}".replace(",", _NARROW_SPACE)


class _About:
    """The parts of a query as pieces of a sentence."""

    def __init__(self, query: Query) -> None:
        self.words: list[str] = []
        self.others: list[str] = []
        self.without: list[str] = []
        self.only_stops = holds_only_stop_words(query)
        self._grouped = len(query.root.nodes) > 1
        for node in query.root.nodes:
            self._add(node)

    @property
    def empty(self) -> bool:
        return not (self.words or self.others)

    @property
    def nothing(self) -> bool:
        return self.empty and not self.without

    def _add(self, node: Node) -> None:
        match node:
            case Word(text, Scope.FULL, open_at=None):
                if self._says_something(text) and (shown := _shown(text)) not in self.words:
                    self.words.append(shown)
            case AllOf(nodes):
                for child in nodes:
                    self._add(child)
            case Not(inner):
                self.without.append(_named(inner))
            case AnyOf(nodes) if all(
                isinstance(child, Word) and child.scope is Scope.FULL and not child.open_at for child in nodes
            ):
                said = [_shown(c.text) for c in nodes if isinstance(c, Word) and self._says_something(c.text)]
                if said:
                    listed = _joined(said, "ou")
                    self.words.append(f"({listed})" if self._grouped and len(said) > 1 else listed)
            case _:
                self.others.append(_clause(node))

    def _says_something(self, text: str) -> bool:
        return any(self.only_stops or form.stem for form in words(text))


def _everything(total: int, about: _About, among: str) -> str:
    without = f" {_without(about)}" if about.without else ""
    if total == 0:
        return f"Aucune fiche{without}{among}"
    if not (without or among):
        return f"Toute l’archive\u00a0: {_fiches(total)}"
    return f"{_fiches(total)}{without}{among}"


def _found(understood: Understood, about: _About) -> str:
    some = understood.mots is Mots.CERTAINS and len(about.words) > 1
    parts = []
    if about.words:
        link = "ou" if some else "et"
        parts.append(_very_common(understood, about, link) if about.only_stops else _speaks(understood, about, link))
    parts += [other.format(**_agreement(understood.total)) for other in about.others]
    if about.without:
        parts[-1] += f", {_without(about)}"
    lead = "Votre question est lue mot à mot\u00a0: " if understood.question else ""
    if understood.total == 0:
        text = f"{lead}aucune fiche {_joined([_negated(part) for part in parts], 'et')}"
    else:
        text = f"{lead}{_fiches(understood.total)} {_joined(parts, 'et')}"
    if some and understood.total > 1:
        text += ", les plus proches d’abord"
    return text[0].upper() + text[1:]


def _speaks(understood: Understood, about: _About, link: str) -> str:
    """Numbers have no other forms, which is said beside the only word that has some."""
    formed = [word for word in about.words if not _is_number(word)]
    said = [_of(word) for word in about.words]
    forms = ""
    if len(formed) == 1 and len(about.words) > 1:
        at = about.words.index(formed[0])
        said[at] += " (ou de ses formes)"
    elif formed:
        forms = " (ou de ses formes)" if len(formed) == 1 and " " not in formed[0] else " (ou de leurs formes)"
    return f"{_verb(understood.total, 'parle', 'parlent')} {_joined(said, link)}{forms}"


def _very_common(understood: Understood, about: _About, link: str) -> str:
    these = "ces mots très courants" if len(about.words) > 1 else "ce mot très courant"
    return f"{_verb(understood.total, 'contient', 'contiennent')} {these}\u00a0: {_joined(about.words, link)}"


def _negated(part: str) -> str:
    return f"n’{part}" if part.startswith("est ") else f"ne {part}"


def _is_number(word: str) -> bool:
    return all(form.exact.isdecimal() for form in words(word))


def _fallback(understood: Understood, about: _About) -> str:
    count = len(about.words)
    these = f"ces {_NUMBERS[count]} mots" if 1 < count < len(_NUMBERS) else "tous ces mots"
    none = f"Aucune fiche ne réunit {these} ({_joined(about.words, 'et')})"
    if about.others:
        none = "Aucune fiche ne réunit tout ce qui est demandé"
    elif count == 1:
        none = f"Aucune fiche ne réunit tous les mots de «\u00a0{about.words[0]}\u00a0»"
    if understood.total == 0:
        return none
    if understood.total == 1:
        return f"{none}. En voici une qui en a une partie"
    return f"{none}. En voici {number(understood.total)} qui en ont une partie, les plus complètes d’abord"


def _clause(node: Node) -> str:
    """With {contient} and the like, to agree with the subject."""
    match node:
        case Phrase(_, Scope.TITLE) | Word(_, Scope.TITLE):
            return f"{{porte}} {_named(node)} dans {{leur}} titre"
        case Phrase(_, Scope.TEXT) | Word(_, Scope.TEXT):
            return f"{{contient}} {_named(node)} dans {{leur}} texte"
        case InField("type", kind):
            return f"{{est}} du type «\u00a0{_braced(KIND_LABELS[Kind(kind)][0])}\u00a0»"
        case InYears():
            return f"{{porte}} sur {_named(node)}"
        case _:
            return f"{{contient}} {_named(node)}"


def _agreement(total: int) -> dict[str, str]:
    if total > 1:
        return {"contient": "contiennent", "porte": "portent", "est": "sont", "leur": "leur"}
    return {"contient": "contient", "porte": "porte", "est": "est", "leur": "son"}


def _named(node: Node) -> str:
    match node:
        case Phrase(text, between=int()):
            return f"«\u00a0{_braced(_shown(text, whole=True))}\u00a0» (mots proches)"
        case Word(text, open_at=Open.LETTERS):
            return f"un mot proche de «\u00a0{_braced(_shown(text, whole=True))}\u00a0»"
        case Phrase(text):
            return f"«\u00a0{_braced(_shown(text, whole=True))}\u00a0»"
        case Word(text, open_at=Open.END):
            return f"un mot en «\u00a0{_braced(_shown(text, whole=True))}…\u00a0»"
        case Word(text, open_at=Open.START):
            return f"un mot en «\u00a0…{_braced(_shown(text, whole=True))}\u00a0»"
        case Word(text, Scope.FULL):
            return _braced(_shown(text))
        case Word(text):
            return f"«\u00a0{_braced(_shown(text))}\u00a0»"
        case InField("type", kind):
            return f"le type «\u00a0{KIND_LABELS[Kind(kind)][0]}\u00a0»"
        case InField(field, value):
            return f"«\u00a0{_braced(_shown(value, whole=True))}\u00a0» ({FIELDS[field].label.lower()})"
        case InYears(first, last):
            return _years(first, last)
        case Not(inner):
            return f"pas {_named(inner)}"
        case AllOf(nodes):
            return _joined([_grouped(child) for child in nodes], "et")
        case AnyOf(nodes):
            return _joined([_grouped(child) for child in nodes], "ou")


def _grouped(node: Node) -> str:
    return f"({_named(node)})" if isinstance(node, AllOf | AnyOf) else _named(node)


def _without(about: _About) -> str:
    return "sans " + _joined([name.replace("{{", "{").replace("}}", "}") for name in about.without], "ni")


def _among(filters: Mapping[str, tuple[str, ...]]) -> str:
    """The types that are ticked; other filters are said in `Understood.filtered`."""
    asked = [value for value in filters.get("type", ()) if value != EMPTY_VALUE and not value.startswith("-")]
    kinds = [kind for kind in Kind if kind.value in asked]
    if not asked:
        return ""
    return ", parmi les " + (_joined([KIND_LABELS[kind][1] for kind in kinds], "et les") if kinds else "types inconnus")


def _years(first: int | None, last: int | None) -> str:
    if first == last:
        return f"l’année {first}"
    if first is None:
        return f"les années jusqu’à {last}"
    if last is None:
        return f"les années depuis {first}"
    return f"les années {first} à {last}"


def _fiches(total: int) -> str:
    return f"{number(total)}\u00a0fiche{'s' if total > 1 else ''}"


def _verb(total: int, one: str, many: str) -> str:
    return many if total > 1 else one


def _of(word: str) -> str:
    """« de loup », « d’eau »."""
    first = next(iter(words(word)), None)
    sound = first.written if first else word
    elided = sound[:1] in set("aàâeéèêëiîïoôœuùûh") and not sound.startswith(("onz", "oui", *_ASPIRATED))
    return f"d’{word}" if elided else f"de {word}"


def _shown(text: str, *, whole: bool = False) -> str:
    """As typed, from the first word that counts to the last; a query may be long, a sentence is not."""
    found = list(tokens(text))
    counting = found if whole else [token for token in found if token.forms.stem] or found
    stripped = text[counting[0].start : counting[-1].end] if counting else text
    return _shortened(" ".join(_MARKUP.sub(" ", stripped).split()))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _joined(parts: Iterable[str], last: str) -> str:
    listed = list(parts)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} {last} {listed[-1]}" if listed else ""
