"""What a reader asks for, and what is made of it."""

from indexer.query.request import FILTERS, PAGE_SIZE, Mots, SearchRequest

__all__ = ["FILTERS", "PAGE_SIZE", "Mots", "SearchRequest"]
