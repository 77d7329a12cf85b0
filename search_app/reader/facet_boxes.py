"""The boxes of the filters as HTML. A page has more than a hundred: written here, at a tenth of a template's cost."""

from collections.abc import Iterable

from markupsafe import Markup

from search_app.marking import escaped
from search_app.reader.facet_view import Row


def boxes(rows: Iterable[Row]) -> Markup:
    """List items; what the archive's own words say is escaped, the rest is of this file."""
    return Markup("\n".join(map(_box, rows)))  # noqa: S704 (what is not of this file is escaped below)


def _box(row: Row) -> str:
    label = f'<span class="inferred">{escaped(row.label)}' if row.only_inferred else f"<span>{escaped(row.label)}"
    if row.inferred:
        said = "par déduction" if row.only_inferred else f"dont {row.inferred} par déduction"
        label += f"<i> ({said})</i>"
    return (
        f'<li{f" class=within-{row.depth}" if row.depth else ""}><label><input type="checkbox" name="{row.name}" '
        f'value="{escaped(row.sent)}"{" checked" if row.is_on else ""}>{label}</span> <small>{row.count}</small>'
        "</label>"
    )
