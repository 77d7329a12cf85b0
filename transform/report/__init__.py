"""`report.html`: what a migration kept, lost, repaired and leaves to decide, on one page for the archive's owner."""

from transform.report.page import FILE, prepare, render

__all__ = ["FILE", "prepare", "render"]
