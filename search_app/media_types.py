"""What an archived file may be served as: by its content, whatever it was declared to be."""

from dataclasses import dataclass

from crawler.mime import sniff

#: Shown by the browser as they are: nothing in them runs.
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/x-icon"})
EXTENSIONS: dict[str, str] = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/x-icon": "ico",
    "image/svg+xml": "svg",
    "application/pdf": "pdf",
    "text/plain": "txt",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "ppt",
    "application/rtf": "rtf",
    "application/zip": "zip",
    "audio/mpeg": "mp3",
    "video/mp4": "mp4",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
}

INERT = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
SANDBOXED = f"sandbox; {INERT}"


@dataclass(frozen=True, slots=True)
class Served:
    """`inline` is false for what the browser must save rather than show."""

    media_type: str
    inline: bool
    policy: str


def served_as(payload: bytes, name: str, declared: str = "") -> Served:
    """How to serve a file that is no page. A PDF is not sandboxed, for browsers then refuse to show it."""
    found = sniff(payload, name)
    if found in PICTURES:
        return Served(found, inline=True, policy=SANDBOXED)
    if found == "image/svg+xml":
        return Served(found, inline=True, policy=SANDBOXED)
    if found == "application/pdf":
        return Served(found, inline=True, policy=INERT)
    if found == "text/css" or (declared == "text/css" and found == "text/plain"):
        return Served("text/css; charset=utf-8", inline=True, policy=SANDBOXED)
    if found == "text/plain":
        return Served("text/plain; charset=utf-8", inline=True, policy=SANDBOXED)
    return Served("application/octet-stream", inline=False, policy=SANDBOXED)


def extension_of(media_type: str, url: str = "") -> str:
    """The ending of a file's address on our site: by type, else by its old name, else `bin`."""
    if media_type in EXTENSIONS:
        return EXTENSIONS[media_type]
    ending = url.partition("?")[0].rpartition("/")[2].rpartition(".")[2].lower()
    return ending if ending.isalnum() and ending.isascii() and 1 <= len(ending) <= 5 else "bin"
