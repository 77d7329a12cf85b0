"""The engines by name."""

from pathlib import Path

from indexer.engine import Engine
from indexer.errors import IndexerError

ENGINES = ("embedded", "opensearch")


def open_engine(name: str, *, index_folder: Path, opensearch_url: str, site: str) -> Engine:
    """`embedded` keeps its files in `index_folder`; `opensearch` its indices at the URL, under the site's name."""
    if name == "embedded":
        from indexer.engines.embedded import EmbeddedEngine  # noqa: PLC0415 - an engine is loaded only when used

        return EmbeddedEngine(index_folder)
    if name == "opensearch":
        from indexer.engines.opensearch import OpenSearchEngine  # noqa: PLC0415

        return OpenSearchEngine(opensearch_url, site)
    raise IndexerError(f"Moteur inconnu : « {name} ». Les moteurs sont : {', '.join(ENGINES)}.")
