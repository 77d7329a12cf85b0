"""The hits and the buttons of the years as HTML. A page has dozens of them: as for the boxes, no template is asked."""

from collections.abc import Iterable

from markupsafe import Markup

from indexer.results import Hit
from search_app.french import inside_quotes, number
from search_app.marking import escaped, excerpt, two_of, typeset_marked
from search_app.signs import sign_again
from search_app.templating import kind_label


def hit_list(hits: Iterable[Hit]) -> Markup:
    """List items; what records say is escaped, the rest is of this file."""
    return Markup("".join(map(_item, hits)))  # noqa: S704 (each value is escaped below)


def _item(hit: Hit) -> str:
    line = "".join(
        [f'<span class="dot{_INFERRED if said.inferred else ""}">{escaped(said.text)}</span>' for said in hit.line]
    )
    editors = ""
    if hit.promoted is not None:
        reason = f"\u00a0: <q>{escaped(inside_quotes(hit.promoted))}</q>" if hit.promoted else ""
        editors = f'<p class="editors"><span class="editors-until">{_CHOSEN}</span>{reason}</p>'
    subtitle = ""
    if hit.subtitle:
        subtitle = f'<p class="subtitle">{typeset_marked(hit.subtitle, hit.language)}</p>'
    passages = "".join(
        [
            f'<p class="snippet">{excerpt(snippet)}'
            + (f' <span class="where">trouvé dans\u00a0: {escaped(snippet.where)}</span>' if snippet.where else "")
            + "</p>\n"
            for snippet in two_of(hit.snippets)
        ]
    )
    return (
        f'<li>\n<article>\n<p class="over"><span class="kind">{sign_again(hit.kind)}{escaped(kind_label(hit.kind))}'
        f"</span>{line}</p>\n{editors}"
        f'<h3><a href="{escaped(hit.path)}">{typeset_marked(hit.title, hit.language)}</a></h3>\n{subtitle}'
        f"{passages}</article>\n</li>\n"
    )


_INFERRED = ' inferred" title="déduit du texte'
_CHOSEN = "Choix de la rédaction pour cette recherche"


def year_buttons(years: Iterable[tuple[int, int]]) -> Markup:
    """One for each year, with how many records it would leave."""
    return Markup(  # noqa: S704 (figures)
        "".join(
            [
                f'<li><button name="annee" value="{year}">{year} <small>{number(count)}</small></button>\n'
                for year, count in years
            ]
        )
    )
