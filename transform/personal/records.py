"""A record without personal data, and what is known of what was taken out."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from transform.personal.finding import find, may_hold
from transform.personal.masking import mask_text, mask_url, may_change
from transform.personal.masking_html import mask_html
from transform.personal.spans import PersonalKind
from transform.schema import Record

#: What is no text of the source: ids, names of people, codes, digests, dates.
_LEFT = frozenset(
    (
        *("id", "kind", "language", "people", "themes", "territories", "actors", "methods", "participation", "related"),
        *(
            "native_id",
            "template",
            "captured",
            "archive",
            "digest",
            "published",
            "modified",
            "sha256",
            "format",
            "file",
        ),
        *("type", "status", "record", "nature", "rule", "role", "insee", "departement", "edtf", "quality", "issued"),
        *("superseded_by", "moved_to", "video_id", "provider"),
    )
)
#: Fields whose keys are no names of fields.
_FREE_KEYS = frozenset(("terms", "provenance"))
#: Addresses, rules and labels up to this length come back from record to record.
_SHORT = 200
_URLS = frozenset(("url", "aliases", "capture", "URL"))


@dataclass(frozen=True, slots=True)
class Masked:
    """One value that a field held, `count` times. `sha256` is of its normal form: no blanks, lower case, figures."""

    record: str
    field: str
    kind: PersonalKind
    sha256: str
    count: int


def mask_record(record: Record) -> tuple[Record, list[Masked]]:
    """The record itself where it holds nothing personal."""
    values = record.values()
    cleaned, found = mask_values(values)
    return (record if cleaned is values else Record.model_validate(cleaned)), found


def mask_values(values: dict[str, Any]) -> tuple[dict[str, Any], list[Masked]]:
    """The same, of `Record.values()`."""
    if not _Strings.of(values).are_personal():
        return values, []
    found: Counter[tuple[str, PersonalKind, str]] = Counter()
    cleaned = {name: _masked(value, f"/{name}", name, found) for name, value in values.items()}
    return cleaned, [
        Masked(values["id"], field, kind, digest, count) for (field, kind, digest), count in sorted(found.items())
    ]


@dataclass(slots=True)
class _Strings:
    """All strings of a record that may be masked, by how that is done."""

    texts: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, values: dict[str, Any]) -> "_Strings":
        """In no order. Most values are empty or no text; a record has hundreds, and none costs a call."""
        strings = cls()
        pending: list[tuple[str, Any]] = [(name, value) for name, value in values.items() if name not in _LEFT]
        while pending:
            name, value = pending.pop()
            if isinstance(value, str):
                strings._of(name).append(value)
            elif isinstance(value, list):
                pending += [(name, inner) for inner in value if inner]
            elif isinstance(value, dict) and value.get("type") != "XPathSelector":
                if name in _FREE_KEYS:
                    pending += [("", inner) for inner in value.values() if inner]
                else:
                    pending += [(key, inner) for key, inner in value.items() if inner and key not in _LEFT]
        return strings

    def _of(self, name: str) -> list[str]:
        return self.urls if name in _URLS else self.html if name == "html" else self.texts

    def are_personal(self) -> bool:
        """True where masking changes something: most records hold nothing personal, and are left as they are."""
        return (
            (may_hold(self.texts) and any(_mask(text, "") != text for text in self.texts))
            or (may_change(self.urls) and any(_mask(url, "url") != url for url in self.urls))
            or any(mask_html(html) != html for html in self.html)
        )


def _masked(value: Any, pointer: str, name: str, found: Counter[tuple[str, PersonalKind, str]]) -> Any:
    if name in _LEFT:
        return value
    if isinstance(value, str):
        return _masked_string(value, pointer, name, found)
    if isinstance(value, list):
        return [_masked(inner, f"{pointer}/{place}", name, found) for place, inner in enumerate(value)]
    if isinstance(value, dict):
        if value.get("type") == "XPathSelector":
            return value
        return {
            key: _masked(inner, f"{pointer}/{_escaped(key)}", _own_name(key, name), found)
            for key, inner in value.items()
        }
    return value


def _own_name(key: str, name: str) -> str:
    return "" if name in _FREE_KEYS else key


def _masked_string(value: str, pointer: str, name: str, found: Counter[tuple[str, PersonalKind, str]]) -> str:
    masked = _mask(value, name)
    if masked != value:
        found.update((pointer, kind, digest) for kind, digest in _values(value, name))
    return masked


def _mask(value: str, name: str) -> str:
    if name in _URLS:
        return _short_url(value) if len(value) <= _SHORT else mask_url(value)
    if name == "html":
        return mask_html(value)
    return _short_text(value) if len(value) <= _SHORT else mask_text(value)


@lru_cache(maxsize=8192)
def _short_url(value: str) -> str:
    return mask_url(value)


@lru_cache(maxsize=8192)
def _short_text(value: str) -> str:
    return mask_text(value)


def _values(value: str, name: str) -> Iterator[tuple[PersonalKind, str]]:
    spans = find(value)
    if not spans:
        # Cut by tags, or after `tel:`: the whole is all that can be named.
        kind = PersonalKind.TELEPHONE if name in _URLS and "@" not in value else PersonalKind.EMAIL
        yield kind, _digest(kind, value)
    for span in spans:
        yield span.kind, _digest(span.kind, value[span.start : span.end])


def _digest(kind: PersonalKind, written: str) -> str:
    plain = re.sub(r"\s+", "", written).lower()
    if kind is PersonalKind.TELEPHONE:
        plain = "0" + re.sub(r"\D", "", written)[-9:]
    return hashlib.sha256(plain.encode()).hexdigest()


def _escaped(key: str) -> str:
    """RFC 6901."""
    return key.replace("~", "~0").replace("/", "~1")
