"""The lines of `losses.jsonl`: what repeats once a template, everything else where it stands."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from transform.audit.left import ANNOUNCED, LONGEST_QUOTE, Left
from transform.audit.matching import Matcher
from transform.audit.page import PageAudit
from transform.audit.tally import Reason, Tally
from transform.audit.words import needle_of, words_of
from transform.reviews import Act, Review, Witness, review

#: The reasons that are true of what repeats over a template's pages.
BOILERPLATE, NAVIGATION = "boilerplate", "navigation"
#: The reasons of what should have been kept.
LOST, REPEATED = "non repris", "dit deux fois dans la page, gardé une fois"
ONLY_IN_COPY = "ne se trouve que dans une autre capture de la même page"
#: A block of text that no record takes is a question where it is on this share of a template's pages, and this many.
_NEW_BLOCK, _LEAST_PAGES = 0.2, 3


@dataclass(slots=True)
class Words:
    """All words of the bodies that gave records, or should have, and what became of them.

    `unread`: pages that could not be read, or not twice; their words count as lost. `repeated`: said elsewhere on the
    page too, and kept there once; each is listed. `share`: kept, of the source's own that are kept or lost.
    """

    source: int = 0
    kept: int = 0
    boilerplate: int = 0
    repeated: int = 0
    lost: int = 0
    unread: int = 0

    def miss(self, words: int) -> None:
        """A page that could not be read; its words, as far as they can be counted."""
        self.source += words
        self.lost += words
        self.unread += 1

    @property
    def share(self) -> float:
        own = self.kept + self.lost
        return self.kept / own if own else float(not self.unread)

    def add(self, other: "Words") -> None:
        self.source += other.source
        self.kept += other.kept
        self.boilerplate += other.boilerplate
        self.repeated += other.repeated
        self.lost += other.lost
        self.unread += other.unread

    def values(self) -> dict[str, int | float]:
        return {
            "source": self.source,
            "kept": self.kept,
            "boilerplate": self.boilerplate,
            "repeated": self.repeated,
            "lost": self.lost,
            "unread": self.unread,
            "share": round(self.share, 6),
        }


@dataclass(slots=True)
class Losses:
    """Lines are kept in memory: as many as there are losses, and one for each thing that repeats.

    `known`: what repeats and was told already of an earlier record, by this process, with its number of pages.
    """

    tally: Tally = field(default_factory=Tally)
    words: Words = field(default_factory=Words)
    images: int = 0
    images_lost: int = 0
    invented: dict[str, str] = field(default_factory=dict)
    told_once: list[dict[str, Any]] = field(default_factory=list)
    told_together: dict[tuple[str, str, str, str], dict[str, Any]] = field(default_factory=dict)
    unread: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    samples: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)
    known: dict[tuple[str, str, str, str], int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.told_once) + len(self.told_together)

    def add(self, url: str, capture: str, what: str, reason: str, record: str | None = None, **more: Any) -> None:
        """`what`: page, text, image, link, document, player; `more`: place, text."""
        self.told_once.append(
            {"url": url, "capture": capture, "record": record, "what": what, "reason": reason}
            | {"place": more.get("place"), "text": more.get("text"), "pages": None}
        )

    def settle(
        self, audit: PageAudit, url: str, capture: str, template: str, kind: str, record: str, title: str
    ) -> int:
        """Gives each thing left over its reason; returns how many are losses."""
        if audit.unread:
            self.words.miss(audit.words)
            self.add(url, capture, "page", audit.unread, record)
            return 1
        self.words.source += audit.words
        self.words.kept += audit.kept
        self.images += audit.images
        losses = kept = boilerplate = 0
        title_words = words_of(title)
        titled, most = Matcher([" ".join(title_words)]), len(title_words)
        known = self.tally.reasons.setdefault((template, kind), {})
        told = self.known
        for left, found in zip(audit.left, list(map(known.get, audit.left)), strict=True):
            reason = found or self._reason(left, template, kind, known)
            _, pages, key, needle = reason
            if needle and left.words <= most and titled.holds_needle(needle):
                kept += left.words
                continue
            if pages:
                boilerplate += left.words
                if told.get(key, 0) < pages:
                    self._share(left, reason, url, capture)
                continue
            losses += 1
            if reason.words == REPEATED:
                self.words.repeated += left.words
            else:
                self.words.lost += left.words
            self.images_lost += left.what == "image"
            self.add(url, capture, left.what, reason.words, record, place=left.place, text=_quote(left))
            if left.what == "text":
                self._note_unread(left, template, kind, capture)
        self.words.kept += kept
        self.words.boilerplate += boilerplate
        for word in audit.invented:
            self.invented.setdefault(word, record)
        return losses

    def take_back(self, words: int) -> None:
        """Words that a page's audit found in the draft, and that the record does not hold."""
        self.words.kept -= words
        self.words.lost += words

    def told(self) -> "Losses":
        """Itself without what records share, to be sent to another process."""
        return replace(self, tally=Tally(), known={})

    def absorb(self, other: "Losses") -> None:
        """Adds what was told of one record, or more. What repeats keeps the first line that told it."""
        self.words.add(other.words)
        self.images += other.images
        self.images_lost += other.images_lost
        self.told_once += other.told_once
        self.unread += other.unread
        self.samples |= other.samples
        for word, record in other.invented.items():
            self.invented.setdefault(word, record)
        for key, line in other.told_together.items():
            ours = self.told_together.setdefault(key, line)
            ours["pages"] = max(ours["pages"], line["pages"])

    def new_blocks(self) -> list[Review]:
        """Reviews (law 7): places of texts that no record takes, on many pages of one template and kind."""
        reviews = []
        for (template, kind, place), count in sorted(self.unread.items()):
            pages = self.tally.pages[template, kind]
            if count < _LEAST_PAGES or count < _NEW_BLOCK * pages:
                continue
            capture, example = self.samples[template, kind, place]
            reviews.append(
                review(
                    "audit.block",
                    f"Ce bloc n’est lu par aucun sélecteur du profil « {template} » : faut-il le prendre ?",
                    "la question se ferme ; le profil se corrige dans son fichier",
                    proposed="ajouter au profil un sélecteur pour ce bloc, ou l’écarter dans « drop »",
                    act=Act.NOTE,
                    reasons=f"{place} : {count} pages sur {pages} ({kind}) ; par exemple « {example[:160]} »",
                    evidence=[Witness(words=example, capture=capture)],
                    touches=count,
                    about=f"{kind} {place}",
                )
            )
        return reviews

    def lines(self) -> list[dict[str, Any]]:
        def order(line: dict[str, Any]) -> tuple[str, ...]:
            return tuple(str(line[name] or "") for name in ("url", "what", "reason", "place", "text", "record"))

        return sorted([*self.told_once, *self.told_together.values()], key=order)

    def _reason(self, left: Left, template: str, kind: str, known: dict[Left, Reason]) -> Reason:
        """What repeats is asked of the tally once."""
        words, pages = reason_of(left, self.tally, template, kind)
        same = (
            "" if words == NAVIGATION or (left.box and (left.inner or left.what == "link")) else left.url or left.text
        )
        found = Reason(
            words,
            pages,
            (template, left.what, left.place, same),
            needle_of(words_of(left.text)) if left.what == "text" else "",
        )
        if pages:
            known[left] = found
        return found

    def _share(self, left: Left, reason: Reason, url: str, capture: str) -> None:
        self.known[reason.key] = reason.pages
        line = self.told_together.setdefault(
            reason.key,
            {"url": url, "capture": capture, "record": None, "what": left.what, "reason": reason.words}
            | {"place": left.place, "text": _quote(left), "pages": reason.pages, "template": reason.key[0]},
        )
        line["pages"] = max(reason.pages, line["pages"])

    def _note_unread(self, left: Left, template: str, kind: str, capture: str) -> None:
        key = (template, kind, left.place)
        if self.samples.get(key, ("", ""))[0] != capture:
            self.unread[key] += 1
        self.samples[key] = (capture, left.text[:LONGEST_QUOTE])


def reason_of(left: Left, tally: Tally, template: str, kind: str) -> tuple[str, int]:
    """(reason, pages of the template on which it repeats, or 0 for a loss)."""
    if left.repeats:
        return REPEATED, 0
    if left.box == ANNOUNCED:
        return ANNOUNCED, 1
    if pages := tally.repeated(template, kind, left):
        return left.box or BOILERPLATE, pages
    if left.inner and (pages := tally.always(template, kind, left)):
        return left.box or NAVIGATION, pages
    if left.box and (left.inner or left.what == "link") and (pages := tally.common(template, kind, left)):
        return left.box, pages
    return (f"{LOST} (bloc écarté par le profil : {left.box})" if left.box else LOST), 0


def is_lost(left: Left, tally: Tally, template: str, kind: str) -> bool:
    """True for what nothing holds and what repeats nowhere: it should have been kept."""
    known = tally.reasons.get((template, kind), {}).get(left)
    if known is not None:
        return known.words.startswith(LOST)
    return reason_of(left, tally, template, kind)[0].startswith(LOST)


def _quote(left: Left) -> str:
    return left.url or left.text[:LONGEST_QUOTE]
