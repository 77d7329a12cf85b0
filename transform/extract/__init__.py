"""Pages to drafts of records: one extractor for the pages that a profile claims, one for all others."""
