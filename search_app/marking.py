"""Offsets into text become `<mark>`; everything else is escaped."""

from markupsafe import Markup, escape

from indexer.results import Marked


def marked(passage: Marked) -> Markup:
    """The spans that matched, marked. Spans that overlap, or fall outside the text, are left aside."""
    pieces: list[Markup] = []
    position = 0
    for start, end in passage.marks:
        if not position <= start < end <= len(passage.text):
            continue
        pieces += [escape(passage.text[position:start]), Markup("<mark>"), escape(passage.text[start:end])]
        pieces.append(Markup("</mark>"))
        position = end
    pieces.append(escape(passage.text[position:]))
    return Markup("").join(pieces)


def excerpt(passage: Marked) -> Markup:
    """The same, with points where the passage begins or ends inside a sentence."""
    text = passage.text.strip()
    before = "… " if text[:1].islower() or text[:1] in ",;:.)»" else ""
    after = "" if text[-1:] in '.!?…»"' else "\u00a0…"
    return Markup("{}{}{}").format(before, marked(passage), after)
