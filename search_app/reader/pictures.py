"""A record's images that our archive holds, with their size."""

from dataclasses import dataclass

from search_app.archived_files import ArchivedFiles
from transform.schema import Image, Record

#: Smaller than this, in pixels, a picture is an ornament of the old page.
_SMALLEST = 48
MAX_PICTURES = 60


@dataclass(frozen=True, slots=True)
class Picture:
    """`path` is under `/fichier/`; width and height in pixels, where they could be read."""

    path: str
    image: Image
    width: int | None
    height: int | None

    @property
    def alt(self) -> str:
        return self.image.alt or ""


def pictures(files: ArchivedFiles, record: Record) -> list[Picture]:
    found: list[Picture] = []
    for medium in record.media[: MAX_PICTURES * 2]:
        if isinstance(medium, Image) and len(found) < MAX_PICTURES:
            picture = _picture(files, medium)
            if picture is not None and picture.path not in {other.path for other in found}:
                found.append(picture)
    return found


def first_picture(files: ArchivedFiles, record: Record) -> Picture | None:
    for medium in record.media[:8]:
        if isinstance(medium, Image) and (picture := _picture(files, medium)):
            return picture
    return None


def _picture(files: ArchivedFiles, image: Image) -> Picture | None:
    path = files.path_of(image.url, image.file)
    if path is None:
        return None
    size = files.size_of(path)
    if size and min(size) < _SMALLEST:
        return None
    return Picture(path, image, *(size or (None, None)))
