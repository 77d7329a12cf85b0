"""Records that already stand on a declared host: found there by title and text, and asked about, never assumed."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from transform.duplicates import Sketched, likeness_of, sketch_of_text, titles_alike
from transform.errors import ProfileError
from transform.extract.roles import folded
from transform.moved_hosts import MovedHost, moved_hosts
from transform.reviews import Review, Witness, review

RULE = "moved.elsewhere"
#: The likeness from which a person is asked: with a title alike, and with another one.
_ALIKE, _ALIKE_ALONE = 0.4, 0.8
#: Of texts too short to be compared, a title of as many words that is the same is worth a question.
_LEAST_WORDS, _BY_TITLE = 3, 0.5
_MOST_SHOWN, _MOST_RECORDS = 5, 200_000


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One item on a declared host; `title` is folded, `name` as written."""

    url: str
    name: str
    title: str
    sketch: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Where one record seems to stand now, the likeliest first, with their likenesses from 0 to 1."""

    found: tuple[tuple[Elsewhere, float], ...]


class MovedTo:
    """All that the declared hosts hold."""

    def __init__(self, items: Iterable[Elsewhere], hosts: Iterable[str] = ()) -> None:
        self.hosts = frozenset(host.lower() for host in hosts)
        self._items = list(items)
        self._by_title: dict[str, list[Elsewhere]] = defaultdict(list)
        self._by_number: dict[int, list[int]] = defaultdict(list)
        for place, item in enumerate(self._items):
            self._by_title[item.title].append(item)
            for number in item.sketch:
                self._by_number[number].append(place)

    @classmethod
    def read(cls, path: Path | None) -> "MovedTo":
        """`path`: `profiles/moved.yaml`, which may be missing. Raises `ProfileError`."""
        declared = moved_hosts(path)
        assert path is not None or not declared
        items = [item for one in declared for item in _items_of(one, path.parent if path else Path())]
        return cls(items, [one.host for one in declared])

    def is_declared(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        return parts.scheme in {"http", "https"} and parts.netloc.lower() in self.hosts

    def of(self, record: Sketched) -> Moved | None:
        near = {place for number in record.sketch for place in self._by_number.get(number, ())}
        found = {
            item.url: (item, likeness)
            for item in (self._items[place] for place in near)
            if (likeness := likeness_of(record.sketch, item.sketch))
            >= (_ALIKE if titles_alike(record.title, item.title) else _ALIKE_ALONE)
        }
        if len(record.title.split()) >= _LEAST_WORDS:
            for item in self._by_title.get(record.title, ()):
                if not record.sketch or not item.sketch:
                    found.setdefault(item.url, (item, _BY_TITLE))
        ordered = sorted(found.values(), key=lambda pair: (-pair[1], pair[0].url))
        return Moved(tuple(ordered[:_MOST_SHOWN])) if ordered else None


def moved_question(record: str, title: str, capture: str, moved: Moved) -> Review:
    (best, likeness), *others = moved.found
    return review(
        RULE,
        "Cette notice semble déjà publiée sur un autre site : son ancienne adresse doit-elle y mener ?",
        "l’ancienne adresse mène à ce site et non plus à la notice, qui reste dans l’archive",
        record=record,
        field="/moved_to",
        proposed=best.url,
        alternatives=[None, *(item.url for item, _ in others)],
        confidence=round(likeness, 2),
        reasons=f"« {best.name} », {likeness * 100:.0f} % de suites de mots communes",
        evidence=[Witness(words=title, capture=capture)],
        about=f"{best.url} {title}",
    )


def with_moved(paths: Mapping[str, str], moved: Mapping[str, str], declared: MovedTo) -> dict[str, str]:
    """New paths by id, those of records that an editor says have moved in place of their notices."""
    return {**paths, **{identifier: url for identifier, url in moved.items() if declared.is_declared(url)}}


def _items_of(declared: MovedHost, folder: Path) -> Iterator[Elsewhere]:
    path = folder / declared.records
    try:
        with path.open(encoding="utf-8") as lines:
            for _, line in zip(range(_MOST_RECORDS), lines, strict=False):
                item = _item_of(json.loads(line))
                if urlsplit(item.url).netloc.lower() == declared.host.lower():
                    yield item
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProfileError(
            f"Les notices de {declared.host} ne se lisent pas dans {path}. Faites-les d’abord de son export ou de sa "
            "moisson, dans un dossier à part : comedie migrate EXPORT.xml --workspace AUTRE ; "
            "« records » est alors AUTRE/records/records.jsonl."
        ) from error


def _item_of(values: Any) -> Elsewhere:
    title = str(values["title"])
    texts = [values["lead"] or "", *(f"{one['heading'] or ''}\n{one['text']}" for one in values["sections"])]
    return Elsewhere(str(values["source"]["url"]), title, folded(title), sketch_of_text("\n".join(texts)))


def ask_moved(declared: MovedTo, records: Sequence[Sketched]) -> dict[str, Moved]:
    """By id."""
    found = ((record.identifier, declared.of(record)) for record in records) if declared.hosts else ()
    return {identifier: moved for identifier, moved in found if moved is not None}
