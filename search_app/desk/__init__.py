"""The editors' desk: their decisions, their accounts, their pages."""

from search_app.desk.store import DeskStore

__all__ = ["DeskStore"]
