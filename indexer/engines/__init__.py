"""The engines by name."""

from pathlib import Path

from indexer.engine import Engine
from indexer.engines.opensearch.server import Server
from indexer.errors import IndexerError

ENGINES = ("embedded", "opensearch")


def open_engine(name: str, *, index_folder: Path, opensearch_url: str | Server, site: str) -> Engine:
    """`embedded` keeps its files in `index_folder`; `opensearch` its indices at the URL, under the site's name.

    A `Server` in place of the URL says more: several nodes, an account, certificates, shards and copies.
    """
    if name == "embedded":
        from indexer.engines.embedded import EmbeddedEngine  # noqa: PLC0415 - an engine is loaded only when used

        return EmbeddedEngine(index_folder)
    if name == "opensearch":
        from indexer.engines.opensearch.cluster import OpenSearchEngine  # noqa: PLC0415

        server = opensearch_url if isinstance(opensearch_url, Server) else Server.at(opensearch_url)
        return OpenSearchEngine(server, site)
    raise IndexerError(f"Moteur inconnu : « {name} ». Les moteurs sont : {', '.join(ENGINES)}.")
