"""The engine without a server: tantivy, in process, its files in the workspace."""

from indexer.engines.embedded.folder import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
