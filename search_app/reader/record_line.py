"""The few words that place a record, as pages show them: the same for a hit and for the record itself."""

from indexer.card import Said, is_inferred, period_text, record_line

__all__ = ["Said", "is_inferred", "period_text", "record_line"]
