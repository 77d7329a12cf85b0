"""Where nobody described the template: what nothing took, and what repeats nowhere, is kept beside the text.

A place that is frame on most pages may hold one page's own words. Whether they are frame is decided for each block, by
how many of the template's pages say the same there.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from transform.audit.losses import is_lost
from transform.audit.matching import Matcher
from transform.audit.page import PageAudit
from transform.audit.tally import Tally
from transform.audit.words import words_of
from transform.extract.documents import documents_among
from transform.extract.found import Anchor, Draft, written
from transform.reading import PageRead
from transform.schema import Image
from transform.templates.margin_lines import MARGIN
from transform.templates.profile import is_undescribed

if TYPE_CHECKING:
    from transform.audit.left import Left

#: More lines than this beside one text are no margin; the others are told as lost.
_MOST = 300


def keep_margins(reads: Sequence[PageRead], tally: Tally) -> None:
    """Changes the first draft, and the audits: what is kept here is no longer left over."""
    target = reads[0]
    if target.draft is None or not is_undescribed(target.template):
        return
    for read in reads:
        if read.audit is not None and read.draft is not None and is_undescribed(read.template):
            _keep(read, read.audit, read.draft, target.draft, tally)


def _keep(read: PageRead, audit: PageAudit, own: Draft, draft: Draft, tally: Tally) -> None:
    kind = own.verdict.kind.value
    titled = Matcher([" ".join(words_of(own.title or own.window_title))])
    rest: list[Left] = []
    kept = 0
    anchors: list[Anchor] = []
    for left in audit.left:
        unsure = left.inner and not own.matched  # of a page read alone, a list of links is a menu as well as a text
        if (
            unsure
            or kept >= _MOST
            or not is_lost(left, tally, read.template, kind)
            or (left.what == "text" and titled.holds(words_of(left.text)))
        ):
            rest.append(left)
            continue
        kept += 1
        if left.what == "text" and left.href is None:
            lines = draft.terms.setdefault(MARGIN, [])
            if left.text not in lines:
                lines.append(left.text)
            draft.evidence.setdefault(f"/terms/{MARGIN}", written(f"{draft.template}.margin", read.capture))
        elif left.what == "image" and left.url:
            place = f"/media/{len(draft.content.media)}"
            draft.content.evidence[place] = written(f"{draft.template}.margin", read.capture)
            draft.content.media.append(Image(url=left.url, alt=left.text or None))
        elif left.what in {"text", "link", "document"}:
            anchors.append(Anchor(left.href or left.url or "", left.text))
        else:
            rest.append(left)
            continue
        audit.kept += left.words
    _add_links(draft, anchors, read.capture)
    audit.left = rest


def _add_links(draft: Draft, anchors: list[Anchor], capture: str) -> None:
    """The words of a link stand with its address; an address without words only where no words lead there."""
    known = {anchor.url for anchor in (*draft.content.anchors, *anchors) if anchor.text}
    draft.content.anchors += [anchor for anchor in anchors if anchor.text or anchor.url not in known]
    urls = {document.url for document in draft.content.documents}
    for document in documents_among(anchors):
        if document.url not in urls:
            place = f"/documents/{len(draft.content.documents)}"
            draft.content.evidence[place] = written(f"{draft.template}.margin", capture)
            draft.content.documents.append(document)
