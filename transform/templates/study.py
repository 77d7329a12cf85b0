"""What profiles make of real captures: which selector takes each field, on how many pages, and what nobody takes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crawler.archive import Archive
from crawler.capture import ArchiveEntry
from transform.audit.tally import Keys, Tally
from transform.personal import mask_text
from transform.reading import PageRead, read_capture
from transform.templates.profile import Profile

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
#: Fields whose selectors are a plain list, in the order of the page.
FIELDS = (
    *("title", "subtitle", "lead", "parts", "body", "chapter", "parcours", "published", "modified", "authors"),
    *("terms", "documents", "images", "related", "menus"),
)
_QUOTE = 90
_READ_AS_BLOCKS = frozenset(("terms", "documents", "images", "related", "menus", "parts", "lead", "parcours"))


@dataclass(slots=True)
class Unread:
    """A place of the page whose text no record takes. `example`: the words on the last page that has it."""

    place: str
    pages: int = 0
    words: int = 0
    example: str = ""
    capture: str = ""


@dataclass(slots=True)
class Study:
    """Of the pages that one profile claims. `matched`: field → selector → pages; `examples`: the same → words."""

    template: str
    pages: int = 0
    roles: Counter[str] = field(default_factory=Counter)
    records: int = 0
    matched: dict[str, Counter[str]] = field(default_factory=dict)
    filled: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    unread: dict[str, Unread] = field(default_factory=dict)

    def see(self, read: PageRead) -> None:
        self.pages += 1
        self.roles[read.role.value] += 1
        draft = read.draft
        if draft is None:
            return
        self.records += 1
        for name, selector in draft.matched.items():
            self.matched.setdefault(name, Counter())[selector] += 1
        for name in ("title", "subtitle", "published", "modified", "people", "terms", "step", "related", "language"):
            if value := getattr(draft, name):
                self.filled[name] += 1
                self.examples.setdefault(name, _quote(value))
        content = draft.content
        for name in ("lead", "sections", "notes", "media", "documents"):
            if value := getattr(content, name):
                self.filled[name] += 1
                self.examples.setdefault(name, _quote(value))

    def untaken(self) -> list[Unread]:
        """The places that cost most words first."""
        return sorted(self.unread.values(), key=lambda one: (-one.words, one.place))


def study(archive: Archive, entries: Iterable[ArchiveEntry], profiles: tuple[Profile, ...]) -> list[Study]:
    """Reads each page as `transform` does, in this process. The template with most pages first."""
    studies: dict[str, Study] = {}
    tally = Tally()
    kept: list[PageRead] = []
    for entry in entries:
        read = read_capture(archive, entry, profiles)
        studies.setdefault(read.template, Study(read.template)).see(read)
        if read.draft is not None and read.audit is not None:
            tally.add(read.template, read.draft.verdict.kind.value, Keys.of(read.audit.left))
            kept.append(read)
    for read in kept:
        _note_unread(studies[read.template], read, tally)
    return sorted(studies.values(), key=lambda one: (-one.pages, one.template))


def sample(entries: Iterable[ArchiveEntry], most: int) -> list[ArchiveEntry]:
    """Pages spread over the whole archive, so that every part of the site is seen; the same at each call."""
    pages = [entry for entry in entries if entry.mime in _PAGES]
    if len(pages) <= most:
        return pages
    step = len(pages) / most
    return [pages[int(place * step)] for place in range(most)]


def selectors_of(profile: Profile) -> Iterator[tuple[str, str]]:
    """(field, selector), in the order in which they are tried."""
    for name in FIELDS:
        for one in getattr(profile.fields, name):
            yield name, one if isinstance(one, str) else one.selector


def is_reported(name: str) -> bool:
    """Whether pages say by which selector this field was found; the others take all that is found."""
    return name not in _READ_AS_BLOCKS


def _note_unread(found: Study, read: PageRead, tally: Tally) -> None:
    assert read.audit is not None
    assert read.draft is not None
    kind = read.draft.verdict.kind.value
    for left in read.audit.left:
        if left.what != "text" or left.repeats or left.box or tally.repeated(read.template, kind, left):
            continue
        one = found.unread.setdefault(left.place, Unread(left.place))
        one.pages += one.capture != read.capture
        one.words += left.words
        one.example, one.capture = mask_text(left.text)[:_QUOTE], read.capture


def _quote(value: object) -> str:
    if isinstance(value, dict):
        value = ", ".join(label for labels in value.values() for label in labels)
    if isinstance(value, list) and value:
        first = value[0]
        value = next(
            (
                found
                for name in ("heading", "name", "title", "alt", "text", "url")
                if (found := getattr(first, name, None))
            ),
            first,
        )
    text = mask_text(" ".join(str(value).split()))
    return text if len(text) <= _QUOTE else f"{text[: _QUOTE - 1]}…"
