"""What frames leave over, packed once for all the pages that show them: most of what a page leaves over is that."""

import pickle
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias, cast

from transform.audit.left import Left

#: A run of a sheet, as (the sheet packed, from, to); or something of the page's own, as it is.
Packed: TypeAlias = tuple[bytes, int, int] | tuple[object, ...]
_RUN = 3

#: Things left over whose sheet is remembered: beyond, all are forgotten, and packed one by one.
_MOST = 200_000
#: By its `id`: the sheet of something left over, packed, its number there, and itself, so that no other has its `id`.
_sheets: dict[int, tuple[bytes, int, Left]] = {}


def lay(sheet: Sequence[Left]) -> None:
    """Remembers what one frame leaves over."""
    if len(_sheets) + len(sheet) > _MOST:
        _sheets.clear()
    blob = pickle.dumps([tuple(left) for left in sheet], protocol=pickle.HIGHEST_PROTOCOL)
    _sheets.update((id(left), (blob, number, left)) for number, left in enumerate(sheet))


def packed(left: Iterable[Left]) -> list[Packed]:
    """In its order, what stands side by side on a sheet as one run."""
    pieces: list[Packed] = []
    sheet, start, stop = b"", 0, 0
    for one in left:
        found = _sheets.get(id(one))
        if found is not None and found[1] == stop and found[0] is sheet:
            stop += 1
            continue
        if start < stop:
            pieces.append((sheet, start, stop))
        if found is None:
            pieces.append(tuple(one))
            sheet, start, stop = b"", 0, 0
        else:
            sheet, start, stop = found[0], found[1], found[1] + 1
    if start < stop:
        pieces.append((sheet, start, stop))
    return pieces


def unpacked(pieces: Iterable[Packed]) -> list[Left]:
    left: list[Left] = []
    for piece in pieces:
        if len(piece) == _RUN:
            sheet, start, stop = cast("tuple[bytes, int, int]", piece)
            left += _sheet(sheet)[start:stop]
        else:
            left.append(tuple.__new__(Left, piece))
    return left


@lru_cache(maxsize=256)
def _sheet(blob: bytes) -> tuple[Left, ...]:
    return tuple(tuple.__new__(Left, left) for left in pickle.loads(blob))  # noqa: S301 (made by `lay`, a moment ago)
