"""Which template a page was made with, and what that template puts where."""
