"""How many records there are of each year, drawn in small; the figures themselves are written beside."""

from collections.abc import Sequence

HEIGHT = 24


def bars(years: Sequence[tuple[int, int]]) -> str:
    """The outline of one bar a year, in a drawing `len(span) × HEIGHT`; a year without a record has its empty place."""
    if not years:
        return ""
    first, most = years[0][0], max(count for _, count in years)
    drawn = ((year - first, max(1, round(HEIGHT * count / most))) for year, count in years if count)
    return "".join(f"M{place} {HEIGHT}v-{height}h.8v{height}z" for place, height in drawn)


def span(years: Sequence[tuple[int, int]]) -> int:
    """The years from the first to the last, both counted."""
    return years[-1][0] - years[0][0] + 1 if years else 0
