"""The small drawn sign of each kind: told by a word and a drawing, never by a colour."""

from collections.abc import Iterable

from markupsafe import Markup

#: Drawn on a 24 × 24 grid, in strokes of the text's colour.
_DRAWINGS: dict[str, str] = {
    # People around a table, seen from above.
    "experience": '<circle cx="12" cy="12" r="4.2"/><path d="M12 3.2v.1M19.6 7.6v.1M19.6 16.4v.1M12 20.8v.1M4.4 16.4v.1'
    'M4.4 7.6v.1" stroke-width="3.4"/>',
    # The contour lines of a hill.
    "etude-de-cas": '<path d="M3 13c0-5 4-9 10-9 5 0 8 3 8 7 0 6-5 9-10 9-5 0-8-3-8-7Z"/>'
    '<path d="M7 13c0-3 2.5-5 6-5 3 0 4.5 1.5 4.5 3.5C17.5 15 15 16.5 12 16.5c-3 0-5-1.5-5-3.5Z"/>'
    '<path d="M11 12.3c.3-1 2.7-1.3 3-.3.2 1-2.8 1.6-3 .3Z"/>',
    "video": '<rect x="3" y="5" width="18" height="14" rx="1.5"/><path d="m10 9 5 3-5 3Z"/>',
    # Books on a shelf, one leaning.
    "bibliographie": '<path d="M4 4h3.5v16H4zM7.5 7H11v13H7.5zM12.8 5.6l3.3-.9 4 15-3.3.900zM3 20.5h8"/>',
    # An open book.
    "note-de-lecture": '<path d="M12 6.5C9.5 4.6 6.5 4.2 3 4.5v14c3.5-.3 6.5.10 9 2 2.5-1.9 5.5-2.3 9-2v-14'
    'c-3.5-.3-6.5.10-9 2Zm0 0v14"/>',
    # Two voices.
    "entretien": '<path d="M3 4h11v8H8l-3 3v-3H3Z"/><path d="M17 9h4v8h-2v3l-3-3h-6v-2"/>',
    # A pair of compasses.
    "fiche-methode": '<circle cx="12" cy="5" r="2"/><path d="m11 7-5 14M13 7l5 14M5 13.5c4 3.3 10 3.3 14 0"/>',
    # A written page.
    "compte-rendu": '<path d="M5 3h14v18H5zM8.5 8h7M8.5 12h7M8.5 16h4"/>',
    # A winding path and its milestones.
    "etape": '<path d="M6 21c0-5 11-4 11-9S7 9 7 4"/><path d="M6 21v.1M17 12v.1M7 4v.1" stroke-width="4"/>',
    # A voice that doubts.
    "objection": '<path d="M3 4h18v12h-9l-4 4v-4H3Z"/><path d="M10 8.3c.3-2 4-2 4 .2 0 1.5-2 1.5-2 3M12 13.4v.1"/>',
    "page": '<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>',
}

_WORDMARK = (
    '<svg class="emblem" viewBox="0 0 48 36" width="48" height="36" aria-hidden="true" focusable="false">'
    '<path d="M3 20C10 20 13 5 21 5s9 11 14 11 6-4 10-4" class="land"/>'
    '<path d="M3 25.5c5.25-3.6 8.75-3.6 14 0s8.75 3.6 14 0 8.75-3.6 14 0" class="water"/>'
    '<path d="M3 32c5.25-3.6 8.75-3.6 14 0s8.75 3.6 14 0 8.75-3.6 14 0" class="water"/>'
    '<circle cx="37" cy="6" r="2.6" class="people"/></svg>'
)


def sign(kind: str) -> Markup:
    """The sign of a kind, or a page's. Hidden from screen readers: the word is beside."""
    drawing = _DRAWINGS.get(kind, _DRAWINGS["page"])
    return Markup(  # noqa: S704 (constants of this file)
        '<svg class="sign" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">'
        f"{drawing}</svg>"
    )


def sprite(kinds: Iterable[str]) -> Markup:
    """The signs of these kinds, drawn once for a page on which `sign_again` shows them many times."""
    symbols = "".join(
        f'<symbol id="sign-{kind}" viewBox="0 0 24 24">{_DRAWINGS[kind]}</symbol>'
        for kind in kinds
        if kind in _DRAWINGS
    )
    return Markup(f'<svg width="0" height="0" class="vh" aria-hidden="true">{symbols}</svg>')  # noqa: S704 (constants)


def sign_again(kind: str) -> Markup:
    """The sign of a kind of this page's `sprite`."""
    if kind not in _DRAWINGS:
        return sign(kind)
    return Markup(f'<svg class="sign" aria-hidden="true"><use href="#sign-{kind}"/></svg>')  # noqa: S704 (a known kind)


def emblem() -> Markup:
    return Markup(_WORDMARK)  # noqa: S704 (a constant of this file)
