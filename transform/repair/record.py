"""All repairs of one record: its fields changed, their evidence with what stood there, and the log."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from transform.extract.roles import role_of
from transform.repair.dropped import Doubt, Dropped
from transform.repair.edit import Change, Edit, carry_out, narrowed, undone
from transform.repair.html_runs import between_tags
from transform.repair.lost import LOOKS_LOST, guess, lost_words
from transform.repair.separated import blank_edits
from transform.repair.text import BLANK, RULES, WHAT_BLANK, repaired, replaced
from transform.repair.typed_lists import LOOKS_TYPED, with_lists
from transform.repair.unbalanced import lone_marks
from transform.reviews import Act, Review, Witness, review
from transform.schema import Evidence, Nature, Record, SectionRole

#: What each rule repairs, as the report says it.
DROPPED, TYPED_LIST = "dropped-character", "typed-list"
WHAT = {rule.name: rule.what for rule in RULES} | {
    BLANK: WHAT_BLANK,
    DROPPED: "apostrophes et œ perdus",
    TYPED_LIST: "listes tapées à la main",
}

_DROPPED_CONFIDENCE = 0.9
#: Rules whose edits may reach over a tag.
_SPANNING = frozenset(("shortcode", "word-leftover", "double-entity"))


@dataclass(frozen=True, slots=True)
class FieldRepair:
    """`positions` are where `after` stands in the text that the rule gave, in characters."""

    record: str
    field: str
    rule: str
    before: str
    after: str
    positions: tuple[int, ...]
    confidence: float
    capture: str | None

    def as_line(self) -> dict[str, Any]:
        return {
            "record": self.record,
            "field": self.field,
            "rule": self.rule,
            "before": self.before,
            "after": self.after,
            "positions": list(self.positions),
            "confidence": self.confidence,
            "capture": self.capture,
        }


@dataclass(slots=True)
class Mended:
    """`fields`: the pointers whose value changed."""

    repairs: list[FieldRepair] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)


def mend_record(record: Record, dropped: Dropped | None = None, *, glued: bool = True) -> Mended:
    """Changes the record in place. Without `dropped`, only what a text tells by itself.

    `glued`: whether to look for dropped characters at all.
    """
    mended = Mended()
    mending = _Mending(record, dropped, glued, mended)
    for pointer, value, put in list(_texts(record)):
        after = mending.text(pointer, value)
        if after != value:
            put(after)
            mending.keep_raw(pointer, value)
    for place, section in enumerate(record.sections):
        mending.section(place)
        if section.role is SectionRole.AUTRE and f"/sections/{place}/heading" in mended.fields:
            section.role = role_of(section.heading)
    return mended


def undo(record: Record, repairs: list[FieldRepair]) -> Record:
    """The record as it was before these repairs of it."""
    before = record.model_copy(deep=True)
    for pointer, value, put in list(_texts(before)):
        put(undone(value, _changes([repair for repair in repairs if repair.field == pointer])))
    for place, section in enumerate(before.sections):
        evidence = record.provenance.get(f"/sections/{place}/html")
        section.html = evidence.raw if evidence and evidence.raw is not None else section.html
    return before


@dataclass(slots=True)
class _Mending:
    record: Record
    dropped: Dropped | None
    glued: bool
    mended: Mended

    @property
    def blanks(self) -> Callable[[str], Iterable[Edit]] | None:
        return partial(blank_edits, lexicon=self.dropped.lexicon) if self.dropped is not None else None

    def text(self, pointer: str, value: str) -> str:
        after, changes = repaired(value, blanks=self.blanks)
        if self.dropped is not None and self.glued:
            edits, doubts = self.dropped.edits(after)
            after, more = carry_out(DROPPED, _DROPPED_CONFIDENCE, after, edits)
            changes += more
            if doubts:
                self.ask_words(pointer, doubts)
        self.log(pointer, changes)
        if LOOKS_LOST.search(after) and (words := lost_words(after)):
            self.ask_lost(pointer, words)
        if ("«" in after or "»" in after) and not pointer.startswith("/documents") and (lone := lone_marks(after)):
            self.ask_quotes(pointer, lone)
        return after

    def html(self, run: str) -> str:
        after, _ = repaired(run, blanks=self.blanks)
        if self.dropped is not None and self.glued:
            edits, _ = self.dropped.edits(after)
            after, _ = carry_out(DROPPED, _DROPPED_CONFIDENCE, after, edits)
        return after

    def section(self, place: int) -> None:
        """The HTML of a section follows its text; then its hand-typed lists become lists."""
        section, pointer = self.record.sections[place], f"/sections/{place}"
        html = section.html
        made = [repair for repair in self.mended.repairs if repair.field == f"{pointer}/text"]
        if made:
            html = between_tags(html, self.html)
            html = replaced(html, {repair.before: repair.after for repair in made if repair.rule in _SPANNING})
        if LOOKS_TYPED.search(html):
            listed = with_lists(html)
            if listed != html:
                edit = narrowed(html, listed)
                self.log(f"{pointer}/html", [Change(TYPED_LIST, html[edit.start : edit.end], edit.after, edit.start)])
                html = listed
        if html != section.html:
            self.keep_raw(f"{pointer}/html", section.html)
            section.html = html

    def log(self, pointer: str, changes: list[Change]) -> None:
        if not changes:
            return
        together: dict[tuple[str, str, str, float], list[int]] = {}
        for change in changes:
            key = (change.rule, change.before, change.after, change.confidence)
            together.setdefault(key, []).append(change.position)
        capture = self.capture(pointer)
        for (rule, before, after, confidence), positions in together.items():
            self.mended.repairs.append(
                FieldRepair(self.record.id, pointer, rule, before, after, tuple(positions), confidence, capture)
            )

    def keep_raw(self, pointer: str, raw: str) -> None:
        """A value that already tells what it was made from keeps that."""
        self.mended.fields.append(pointer)
        known = self.record.provenance.get(pointer)
        if known is not None:
            if known.raw is None:
                self.record.provenance[pointer] = known.model_copy(update={"raw": raw})
            return
        above = self.evidence(pointer)
        self.record.provenance[pointer] = Evidence(
            nature=above.nature if above else Nature.WRITTEN,
            rule="repair",
            capture=above.capture if above else None,
            selector=above.selector if above else None,
            raw=raw,
        )

    def evidence(self, pointer: str) -> Evidence | None:
        """That of the field, or of what it is a part of."""
        while pointer:
            if (found := self.record.provenance.get(pointer)) is not None:
                return found
            pointer = pointer.rpartition("/")[0]
        return None

    def capture(self, pointer: str) -> str | None:
        found = self.evidence(pointer) or self.record.provenance.get("/kind")
        return found.capture if found else None

    def ask_words(self, pointer: str, doubts: list[Doubt]) -> None:
        self.ask(
            "repair.apostrophe",
            pointer,
            "Une apostrophe manque-t-elle à ces mots ?",
            [doubt.word for doubt in doubts],
            ", ".join(doubt.proposed for doubt in doubts),
            0.5,
            "des apostrophes ont été perdues dans ce texte, et ces mots peuvent se lire des deux façons",
        )

    def ask_lost(self, pointer: str, words: list[str]) -> None:
        guesses = [guess(word, self.dropped.lexicon) if self.dropped else None for word in words]
        self.ask(
            "repair.lost",
            pointer,
            "Que faut-il lire ?",
            words,
            ", ".join(found or word for word, found in zip(words, guesses, strict=True)) if any(guesses) else None,
            0.3 if any(guesses) else 0.0,
            "des caractères sont perdus dans la source : le texte est laissé tel quel",
        )

    def ask_quotes(self, pointer: str, lone: list[str]) -> None:
        self.ask(
            "repair.quotes",
            pointer,
            "Un guillemet manque-t-il, ou est-il de trop ?",
            lone,
            None,
            0.0,
            "un guillemet n’a pas son pendant, et rien ne dit où il se trouvait : le texte est laissé tel quel",
        )

    def ask(
        self, rule: str, pointer: str, question: str, words: list[str], proposed: str | None, sure: float, reasons: str
    ) -> None:
        above, capture = self.evidence(pointer), self.capture(pointer)
        selector = above.selector if above else None
        self.mended.reviews.append(
            review(
                rule,
                f"{question} {', '.join(f'« {word} »' for word in words)}",
                "ces mots seraient lus ainsi dans ce passage de la notice, et dans la recherche",
                record=self.record.id,
                field=pointer,
                proposed=proposed,
                act=Act.REPLACE,
                confidence=sure,
                reasons=reasons,
                evidence=[Witness(words=word, capture=capture, selector=selector) for word in words],
            )
        )


def _texts(record: Record) -> Iterator[tuple[str, str, Callable[[str], None]]]:
    """Every text that a person wrote: pointer, value, and how to put another. HTML follows the text beside it."""

    def of(owner: Any, pointer: str, *names: str) -> Iterator[tuple[str, str, Callable[[str], None]]]:
        for name in names:
            if value := getattr(owner, name):
                yield f"{pointer}/{name}", value, partial(setattr, owner, name)

    yield from of(record, "", "title", "subtitle", "lead")
    for name, parts, fields in (
        ("sections", record.sections, ("heading", "text")),
        ("notes", record.notes, ("text",)),
        ("people", record.people, ("name", "role")),
        ("documents", record.documents, ("title", "text")),
        ("links", record.links, ("text",)),
    ):
        for place, part in enumerate(parts):
            yield from of(part, f"/{name}/{place}", *fields)
    for place, medium in enumerate(record.media):
        yield from of(
            medium, f"/media/{place}", *(("caption", "credit", "alt") if medium.type == "image" else ("title",))
        )
    if record.step:
        yield from of(record.step, "/step", "parcours", "chapter")
    for taxonomy, labels in record.terms.items():
        for place, label in enumerate(labels):
            yield f"/terms/{taxonomy}/{place}", label, partial(labels.__setitem__, place)


def _changes(repairs: list[FieldRepair]) -> list[Change]:
    """In the order in which they were made: rule by rule, then as they stand in the text."""
    rules = list(dict.fromkeys(repair.rule for repair in repairs))
    changes = [
        Change(repair.rule, repair.before, repair.after, position)
        for repair in repairs
        for position in repair.positions
    ]
    return sorted(changes, key=lambda change: (rules.index(change.rule), change.position))
