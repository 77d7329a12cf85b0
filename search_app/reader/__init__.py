"""Readers' pages. A new page is a new module here that declares `ROUTES`."""
