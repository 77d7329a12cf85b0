"""Names on a server that others use too: made and read here, nowhere else.

comedie-SITE                  alias of the version in service
comedie-SITE-VERSION          one version; its changes are in its manifest, not in its name
comedie-SITE-VERSION-words    its vocabulary
comedie-SITE-lock             who builds
comedie-SITE-history          who did what, and when
"""

import re
from dataclasses import dataclass

from indexer.versions import IndexVersion

_PREFIX = "comedie"
_FORBIDDEN = re.compile(r"[^a-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Names:
    site: str

    @property
    def alias(self) -> str:
        return f"{_PREFIX}-{_FORBIDDEN.sub('-', self.site.lower())[:100]}"

    @property
    def lock(self) -> str:
        return f"{self.alias}-lock"

    @property
    def history(self) -> str:
        return f"{self.alias}-history"

    @property
    def all_versions(self) -> str:
        """A pattern; what it finds may belong to a site whose name goes on, so each is parsed."""
        return f"{self.alias}-s*"

    def index(self, version: IndexVersion) -> str:
        return f"{self.alias}-{version.as_built.name}"

    def words(self, version: IndexVersion) -> str:
        return f"{self.index(version)}-words"

    def version(self, index: str) -> IndexVersion | None:
        """None for another site's index, a vocabulary or a stranger."""
        start = f"{self.alias}-"
        return IndexVersion.parse(index.removeprefix(start)) if index.startswith(start) else None
