"""Names of index versions: made and read here, nowhere else.

s1.1-a1.310-0123456789abcdef.2
│    │      │                └ how many times single records changed since it was built; nothing for none
│    │      └ digest of the records, so that the same data gives the same name
│    └ analysis: our chain and the stemmer's version
└ record schema, and layout of the index
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from indexer.language import ANALYSIS_VERSION
from transform.schema import SCHEMA_VERSION

#: Raised whenever fields of the index, or what they hold, change.
LAYOUT_VERSION = 7

_NAME = re.compile(r"s(\d{1,6})\.(\d{1,6})-a(\d{1,6}\.\d{1,6})-([0-9a-f]{16})(?:\.([1-9]\d{0,8}))?")

#: Replaced and removed records still count in the scores of the others, until the next build.
HEAVY_SHARE = 0.05


@dataclass(frozen=True, slots=True, order=True)
class IndexVersion:
    schema: int
    layout: int
    analysis: str
    digest: str
    changes: int = 0

    @property
    def name(self) -> str:
        changed = f".{self.changes}" if self.changes else ""
        return f"s{self.schema}.{self.layout}-a{self.analysis}-{self.digest}{changed}"

    @property
    def as_built(self) -> Self:
        return replace(self, changes=0)

    @property
    def changed(self) -> Self:
        """The name of this version once more records have changed in it."""
        return replace(self, changes=self.changes + 1)

    @classmethod
    def parse(cls, name: str) -> Self | None:
        """None for a name that is not a version's: a folder or an index of somebody else."""
        match = _NAME.fullmatch(name)
        return cls(int(match[1]), int(match[2]), match[3], match[4], int(match[5] or 0)) if match else None

    @classmethod
    def of(cls, records: Path) -> Self:
        """The version that these records give with this code."""
        with records.open("rb") as stream:
            return cls.of_digest(hashlib.file_digest(stream, "sha256").hexdigest())

    @classmethod
    def of_digest(cls, digest: str) -> Self:
        """From the SHA-256 of the records' lines, each with its end."""
        return cls(SCHEMA_VERSION, LAYOUT_VERSION, ANALYSIS_VERSION, digest[:16])

    @property
    def readable(self) -> bool:
        """Whether this code can search it: the same fields, and the same words in them."""
        return (self.schema, self.layout, self.analysis) == (SCHEMA_VERSION, LAYOUT_VERSION, ANALYSIS_VERSION)

    @property
    def newer(self) -> bool:
        """Whether a later program built it."""
        ours = (SCHEMA_VERSION, LAYOUT_VERSION, _numbers(ANALYSIS_VERSION))
        return (self.schema, self.layout, _numbers(self.analysis)) > ours


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a complete version says of itself. `built` is RFC 3339 in UTC, with microseconds.

    `cut`: how many records hold more text than is searched. `decision`: the last of the desk's that it carries.
    `replaced`: how many documents were replaced or removed since it was built.
    """

    version: IndexVersion
    built: str
    documents: int
    kinds: Mapping[str, int]
    cut: int = 0
    decision: str = ""
    replaced: int = 0

    @property
    def heavy(self) -> bool:
        """Whether what was replaced weighs on the scores: time to build again."""
        return self.replaced > self.documents * HEAVY_SHARE

    def to_json(self) -> dict[str, Any]:
        return {
            "version": self.version.name,
            "built": self.built,
            "documents": self.documents,
            "kinds": dict(self.kinds),
            "cut": self.cut,
            "decision": self.decision,
            "replaced": self.replaced,
        }

    @classmethod
    def from_json(cls, values: Any) -> Self | None:
        """None for what is no manifest: a stranger's, or a damaged one."""
        try:
            version = IndexVersion.parse(values["version"])
            if version is None:
                return None
            kinds = {str(kind): int(count) for kind, count in values["kinds"].items()}
            later = str(values.get("decision", "")), int(values.get("replaced", 0))
            return cls(version, str(values["built"]), int(values["documents"]), kinds, int(values["cut"]), *later)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None


def _numbers(analysis: str) -> tuple[int, ...]:
    return tuple(int(part) for part in analysis.split("."))
