"""What a reader asks for, and what is made of it."""

from indexer.query.request import PAGE_SIZE, Mots, SearchRequest

__all__ = ["PAGE_SIZE", "Mots", "SearchRequest"]
