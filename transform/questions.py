"""The questions of a run about one record: its kind, and what two of its sources say otherwise."""

import re
from collections import Counter
from collections.abc import Iterator

from transform.audit.page import PageAudit
from transform.classify import reasons_sentence
from transform.extract.found import Content, Draft, Verdict
from transform.extract.wxr_merge import Disagreement, only, words_in
from transform.reviews import Act, Review, Witness, review
from transform.schema import Image, Kind, Record
from transform.told import FEED, REST, Told, same_day

#: The answers to a question about the whole text of a record.
PAGE, EXPORT = "page", "export"
#: Why a page's own words are in no record.
CHOSEN = "la rédaction a choisi le texte de l’export"


def kind_question(record: Record, verdict: Verdict, capture: str) -> Review:
    title = record.provenance.get("/title")
    return review(
        "kind.doubt",
        "De quel type est cette notice ?",
        "le type de la notice, sa place dans les filtres et les contrôles qui comptent les notices d’un type",
        record=record.id,
        field="/kind",
        proposed=verdict.kind.value,
        alternatives=[kind.value for kind in Kind if kind is not verdict.kind],
        confidence=verdict.confidence,
        reasons=reasons_sentence(verdict.reasons),
        evidence=[Witness(words=record.title, capture=capture, selector=title.selector if title else None)],
    )


def export_question(identifier: str, found: Disagreement, page: str, export: str) -> Review:
    """`page` and `export`: the captures of either side."""
    whole = found.field == "/sections"
    return review(
        "export.disagreement",
        found.question,
        "la notice dirait ce que dit la source choisie",
        record=identifier,
        field=found.field,
        proposed=found.page,
        alternatives=[PAGE, EXPORT] if whole else [found.export],
        act=Act.CHOOSE if whole else Act.SET,
        evidence=[Witness(words=found.page, capture=page), Witness(words=found.export, capture=export)],
        other=found.export,
    )


_CALL = re.compile(r"([^\W\d_])(\d{1,3})\b")
_SOURCES = {REST: "l’interface REST du site", FEED: "le flux du site"}


def told_questions(
    identifier: str, draft: Draft, audit: PageAudit | None, page: str, told: Told, content: Content | None
) -> Iterator[Review]:
    """What a REST answer or a feed says otherwise than the page; `content`: its text, read.

    Its text disagrees where it has words that the page, kept or left over, has not.
    """
    if draft.title and told.title and not _is_title(told.title, draft):
        yield _told_question(identifier, "/title", "titre", draft.title, page, told, told.title)
    if draft.published and not same_day(told, draft.published):
        yield _told_question(identifier, "/published", "date", draft.published, page, told, told.published)
    if content is not None:
        ours, theirs = (Counter(_words_apart(text)) for text in (_all_words(draft, audit), _text(content)))
        if theirs - ours:
            mine = Counter(_words_apart(_text(draft.content)))
            words = only(mine, theirs), only(theirs, ours)
            yield _told_question(identifier, "/sections", "texte", words[0], page, told, words[1])


def _told_question(identifier: str, field: str, name: str, ours: str, page: str, told: Told, theirs: str) -> Review:
    whole = field == "/sections"
    same = {"titre": "le même titre", "date": "la même date de publication", "texte": "le même texte"}[name]
    which = "laquelle" if name == "date" else "lequel"
    return review(
        f"{told.source}.disagreement",
        f"La page et {_SOURCES[told.source]} ne donnent pas {same} : {which} garder ?",
        "la notice dirait ce que dit la source choisie",
        record=identifier,
        field=field,
        proposed=ours,
        alternatives=[PAGE, EXPORT] if whole else [theirs],
        act=Act.CHOOSE if whole else Act.SET,
        evidence=[Witness(words=ours, capture=page), Witness(words=theirs, capture=told.capture)],
        other=theirs,
    )


def _is_title(title: str, draft: Draft) -> bool:
    """A page may set apart, as its subtitle, the end of what the other gives whole."""
    theirs = words_in(title)
    return theirs in (words_in(draft.title or ""), words_in(f"{draft.title} {draft.subtitle or ''}"))


def _text(content: Content) -> str:
    pieces = [content.lead or ""]
    for section in content.sections:
        pieces += [section.heading or "", section.text]
    return "\n".join([*pieces, *(note.text for note in content.notes)])


def _words_apart(text: str) -> list[str]:
    """The call of a note, which only the page's theme may make one, apart from the word before it."""
    return words_in(_CALL.sub(r"\1 \2", text))


def _all_words(draft: Draft, audit: PageAudit | None) -> str:
    """All that the page says, its frame included."""
    pieces = [_text(draft.content), draft.title or "", draft.subtitle or "", *draft.content.announced]
    for medium in draft.content.media:
        pieces += [medium.caption or "", medium.credit or ""] if isinstance(medium, Image) else [medium.title or ""]
    pieces += [document.title or "" for document in draft.content.documents]
    pieces += [anchor.text for anchor in draft.content.anchors]
    pieces += [label for labels in draft.terms.values() for label in labels]
    return "\n".join([*pieces, *(left.text for left in (audit.left if audit is not None else ()))])
