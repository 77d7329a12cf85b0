"""Names of index versions: made and read here, nowhere else.

s1.1-a1.310-0123456789abcdef
│    │      └ digest of the records, so that the same data gives the same name
│    └ analysis: our chain and the stemmer's version
└ record schema, and layout of the index
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from indexer.language import ANALYSIS_VERSION
from transform.schema import SCHEMA_VERSION

#: Raised whenever fields of the index, or what they hold, change.
LAYOUT_VERSION = 3

_NAME = re.compile(r"s(\d{1,6})\.(\d{1,6})-a(\d{1,6}\.\d{1,6})-([0-9a-f]{16})")


@dataclass(frozen=True, slots=True, order=True)
class IndexVersion:
    schema: int
    layout: int
    analysis: str
    digest: str

    @property
    def name(self) -> str:
        return f"s{self.schema}.{self.layout}-a{self.analysis}-{self.digest}"

    @classmethod
    def parse(cls, name: str) -> Self | None:
        """None for a name that is not a version's: a folder or an index of somebody else."""
        match = _NAME.fullmatch(name)
        return cls(int(match[1]), int(match[2]), match[3], match[4]) if match else None

    @classmethod
    def of(cls, records: Path) -> Self:
        """The version that these records give with this code."""
        with records.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()[:16]
        return cls(SCHEMA_VERSION, LAYOUT_VERSION, ANALYSIS_VERSION, digest)

    @property
    def readable(self) -> bool:
        """Whether this code can search it: the same fields, and the same words in them."""
        return (self.schema, self.layout, self.analysis) == (SCHEMA_VERSION, LAYOUT_VERSION, ANALYSIS_VERSION)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a complete version says of itself. `built` is RFC 3339 in UTC, with microseconds.

    `cut`: how many records hold more text than is searched.
    """

    version: IndexVersion
    built: str
    documents: int
    kinds: Mapping[str, int]
    cut: int = 0

    def to_json(self) -> dict[str, Any]:
        return {
            "version": self.version.name,
            "built": self.built,
            "documents": self.documents,
            "kinds": dict(self.kinds),
            "cut": self.cut,
        }

    @classmethod
    def from_json(cls, values: Any) -> Self | None:
        """None for what is no manifest: a stranger's, or a damaged one."""
        try:
            version = IndexVersion.parse(values["version"])
            if version is None:
                return None
            kinds = {str(kind): int(count) for kind, count in values["kinds"].items()}
            return cls(version, str(values["built"]), int(values["documents"]), kinds, int(values["cut"]))
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
