"""Why a record stands where it does, in words: which of the words asked for stand where, and how often."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.card import Passage, passages
from indexer.marks import Mark, marks, wanted
from indexer.query.synonyms import NOTHING_BESIDE, Expansion
from indexer.query.tree import AllOf, Phrase, Query, Scope, Word, leaves
from indexer.values import values_of
from indexer.vocabulary import Vocabulary
from transform.schema import Record

MAX_EXPLAINED_WORDS = 12
_MAX_READ = 200_000


@dataclass(frozen=True, slots=True)
class Explanation:
    """Of one record. `lines`: French sentences, one a word or sequence asked for, then what else counted."""

    record: str
    lines: tuple[str, ...]


def explanation(
    record: Record,
    query: Query,
    vocabulary: Vocabulary,
    beside: Expansion = NOTHING_BESIDE,
    promoted: str | None = None,
) -> Explanation:
    chosen = f"\u00a0: «\u00a0{promoted}\u00a0»" if promoted else ""
    lines = [f"Placée en tête par la rédaction{chosen}."] if promoted is not None else []
    asked = [leaf for leaf in leaves(query.root) if isinstance(leaf, Word | Phrase)][:MAX_EXPLAINED_WORDS]
    searched = list(passages(record, values_of(record).named))
    for leaf in dict.fromkeys(asked):
        lines += _of_leaf(record, searched, leaf, vocabulary)
    others = _places(record, searched, Query(), vocabulary, beside)
    if others:
        lines.append(f"Autres noms de ce qui est demandé\u00a0: {others}. Ils comptent moins que vos mots.")
    if len(asked) > 1 and (neighbours := _neighbours(record, searched, query, vocabulary)):
        lines.append(f"Côte à côte, comme dans votre demande\u00a0: {neighbours}.")
    if not lines:
        lines.append("Aucun mot n’est demandé\u00a0: les fiches sont dans l’ordre de leurs identifiants.")
    return Explanation(record.id, tuple(lines))


def _of_leaf(record: Record, searched: Sequence[Passage], leaf: Word | Phrase, vocabulary: Vocabulary) -> list[str]:
    found = _places(record, searched, Query(AllOf((leaf,))), vocabulary, NOTHING_BESIDE)
    return [f"«\u00a0{leaf.text}\u00a0»\u00a0: {found or 'absent de cette fiche'}."]


def _places(
    record: Record, searched: Sequence[Passage], query: Query, vocabulary: Vocabulary, beside: Expansion
) -> str:
    """« dans le titre ; 3 fois dans le texte (loup, loups) » ; nothing where it stands nowhere."""
    in_title, in_text = (wanted(query, scope, vocabulary, beside) for scope in (Scope.TITLE, Scope.TEXT))
    said: list[str] = []
    written: Counter[str] = Counter()
    titled = marks(record.title, in_title) if in_title else []
    written.update(_written(record.title, titled))
    if titled:
        said.append("dans le titre, qui compte une fois et demie")
    times: Counter[str] = Counter()
    read = 0
    for passage in searched:
        if read >= _MAX_READ or not in_text:
            break
        found = marks(passage.text[: _MAX_READ - read], in_text)
        read += len(passage.text)
        written.update(_written(passage.text, found))
        place = passage.where if passage.where in _NAMED else "texte"
        times[place] += len(found)
    said += [f"{count}\u00a0fois dans {_NAMED.get(place, 'le texte')}" for place, count in times.items() if count]
    forms = ", ".join(form for form, _ in written.most_common(6))
    return f"{' ; '.join(said)} ({forms})" if said else ""


_NAMED = {
    "sous-titre": "le sous-titre",
    "chapeau": "le chapeau",
    "intertitre": "les intertitres",
    "lieu": "les lieux",
    "organisme": "les organismes",
    "personne": "les personnes",
    "mot-clé": "les mots-clés",
}


def _written(text: str, found: list[Mark]) -> list[str]:
    return [text[mark.start : mark.end].lower() for mark in found]


def _neighbours(record: Record, searched: Sequence[Passage], query: Query, vocabulary: Vocabulary) -> str:
    """Marks with nothing but spaces and small words between them."""
    what = wanted(query, Scope.TEXT, vocabulary)
    pairs: Counter[str] = Counter()
    for text in (record.title, *(passage.text[:_MAX_READ] for passage in searched)):
        found = marks(text, what)
        for one, other in pairwise(found):
            gap = text[one.end : other.start]
            if one.what != other.what and len(gap) <= _LONGEST_GAP and not any(c in gap for c in ".;:!?\n"):
                pairs[text[one.start : other.end].lower()] += 1
    return ", ".join(f"«\u00a0{pair}\u00a0» ({count}\u00a0fois)" for pair, count in pairs.most_common(3))


_LONGEST_GAP = 6
