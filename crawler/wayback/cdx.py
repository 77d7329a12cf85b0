"""The list of captures that a web archive gives (CDX server API), read line by line, whatever a line holds.

Format: https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode

FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
#: SHA-1 of no byte at all, as the list writes digests.
EMPTY_DIGEST = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"
REVISIT_TYPES = frozenset({"warc/revisit", "-"})
_MAX_URL = 4_000
_EXAMPLES = 5
_RESUME_KEY = re.compile(r"\S{1,4000}")


@dataclass(frozen=True, slots=True)
class CdxLine:
    """One capture. `status` is null where the list does not know it, as for revisits; `digest` is base 32 of SHA-1."""

    urlkey: str
    timestamp: str
    original: str
    mime: str
    status: int | None
    digest: str

    @property
    def is_revisit(self) -> bool:
        """The archive noted that the content was that of an earlier capture, and kept no second copy."""
        return self.status is None and self.mime in REVISIT_TYPES


@dataclass(slots=True)
class CdxPage:
    """One answer of the list. `resume_key` is null on the last one. `examples` are of malformed lines.

    `cut`: the answer stops before its end, so that what would follow cannot be known.
    """

    lines: list[CdxLine] = field(default_factory=list)
    resume_key: str | None = None
    malformed: int = 0
    empty: int = 0
    examples: list[str] = field(default_factory=list)
    cut: bool = False

    def reject(self, raw: str) -> None:
        self.malformed += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.append(raw[:100])


def query_of(host: str, first: str, last: str, limit: int, resume_key: str | None) -> str:
    """The query string that asks for the next `limit` captures of a host; nothing is collapsed."""
    pairs = [("url", host), ("matchType", "host"), ("output", "json"), ("fl", ",".join(FIELDS)), ("gzip", "false")]
    pairs += [("from", first)] if first else []
    pairs += [("to", last)] if last else []
    pairs += [("showResumeKey", "true"), ("limit", str(limit))]
    pairs += [("resumeKey", resume_key)] if resume_key else []
    return urlencode(pairs)


def read_page(payload: bytes) -> CdxPage:
    """JSON or text, as sent; a line that is no capture is counted, never a reason to lose the others."""
    text = payload.decode("utf-8", "replace").lstrip("\ufeff")
    as_json = text.lstrip().startswith("[")
    rows = _json_rows(text) if as_json else _text_rows(text)
    page = CdxPage(cut=as_json and not text.rstrip().endswith("]"))
    kept = list(rows)
    if len(kept) > 1 and not kept[-2] and len(kept[-1]) == 1 and _RESUME_KEY.fullmatch(kept[-1][0]):
        page.resume_key = kept[-1][0]
        del kept[-2:]
    for row in kept:
        if not any(row):
            page.empty += 1
        elif tuple(row) != FIELDS:
            line = line_of(row)
            if line is None:
                page.reject(" ".join(row))
            else:
                page.lines.append(line)
    return page


def line_of(row: list[str]) -> CdxLine | None:
    """Nothing where a field is missing or makes no sense."""
    if len(row) < 6 or len(row[2]) > _MAX_URL or moment_of(row[1]) is None:
        return None
    status = row[4]
    if status not in {"-", ""} and not re.fullmatch(r"[1-5]\d\d", status):
        return None
    if not re.match(r"https?://[^/\s]", row[2], re.IGNORECASE):
        return None
    return CdxLine(row[0], row[1], row[2], row[3].lower(), int(status) if status.isdecimal() else None, row[5])


def moment_of(timestamp: str) -> datetime | None:
    """The moment that 14 digits say, in UTC."""
    if not re.fullmatch(r"[0-9]{14}", timestamp):
        return None
    try:
        return datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _json_rows(text: str) -> Iterator[list[str]]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        values = [_json_line(line) for line in text.splitlines() if line.strip() not in {"[", "]"}]
    for value in values:
        yield [_word(item) for item in value] if isinstance(value, list) else [_word(value)]


def _json_line(line: str) -> object:
    """One row of a list that is no JSON as a whole; the line itself where it is no row."""
    for candidate in (line.strip().rstrip(","), line.strip().removeprefix("[").rstrip(","), line.strip()[:-1]):
        try:
            value: object = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        return value
    return [line]


def _text_rows(text: str) -> Iterable[list[str]]:
    return (line.split(" ") if line.strip() else [] for line in text.splitlines())


def _word(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value)[:200]
