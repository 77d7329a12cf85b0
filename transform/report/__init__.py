"""`report.html`: what a migration kept, lost, repaired and leaves to decide, on one page for the archive's owner."""

from transform.report.page import FILE, prepare, render
from transform.report.tallies import Facts, RecordTally, facts_of

__all__ = ["FILE", "Facts", "RecordTally", "facts_of", "prepare", "render"]
