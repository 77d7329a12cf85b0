"""The audit reads what a page gave; what composing then drops, value by value, is told too."""

from transform.audit.copies import Extent
from transform.classify import Kind
from transform.extract.found import Content, Draft, Verdict
from transform.schema import Note, Record, Section, Source

SOURCE = Source(url="https://x.example/a", template="t", captured="", archive="", offset=0, digest="")


def draft() -> Draft:
    sections = [Section(heading="Un", text="Le lac."), Section(heading="Deux", text="Le lac.")]
    content = Content(lead="Avant.", sections=sections, notes=[Note(mark="1", text="La source.")])
    return Draft("t", content, Verdict(Kind.PAGE, 1, (), written=False), title="Titre", terms={"tag": ["Eau"]})


def record() -> Record:
    one = draft()
    return Record(
        id="x-1",
        kind=Kind.PAGE,
        title="Titre",
        lead=one.content.lead,
        sections=one.content.sections,
        notes=one.content.notes,
        terms=one.terms,
        source=SOURCE,
    )


def test_a_record_that_holds_all_that_its_page_gave_misses_nothing() -> None:
    assert Extent.of([draft()]).missing_in(record()) == []


def test_a_shortened_text_is_told_although_as_many_parts_are_there() -> None:
    changed = record()
    changed.sections[1] = Section(heading="Deux", text="Le")
    changed.notes[0] = Note(mark="1", text="")
    assert Extent.of([draft()]).missing_in(changed) == [("sections", "Le lac."), ("notes", "La source.")]


def test_a_second_part_that_lost_its_lead_is_told() -> None:
    other = draft()
    other.content.lead = "La suite."
    missing = Extent.of([draft(), other]).missing_in(record())
    assert ("lead", "La suite.") in missing
    assert ("sections", "Deux") in missing
