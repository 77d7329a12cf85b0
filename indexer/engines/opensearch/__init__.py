"""The engine with a server: versions as indices, the one in service behind an alias."""

from indexer.engines.opensearch.cluster import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
