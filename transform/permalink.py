"""The address of a record on the new site. The id alone decides; the slug is for people."""

import re
import unicodedata

from transform.schema import Record


def slug_of(title: str) -> str:
    """Lower-case words of a title without accents, joined by hyphens, at most 80 characters, cut between words."""
    folded = title.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    spaced = "".join(" " if c in "’'" else c for c in folded)
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > 80:
            break
        slug = longer
    return slug


def record_path(record: Record) -> str:
    """`/notice/ID/SLUG`, or `/notice/ID` where the title gives no slug."""
    slug = slug_of(record.title)
    return f"/notice/{record.id}/{slug}" if slug else f"/notice/{record.id}"
