"""The proof of law 4: each page read again by another parser, and what is in no record told with its reason."""
