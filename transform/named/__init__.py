"""People and organisations that a text names, and the part they take in what it tells."""
