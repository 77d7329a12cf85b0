"""The `comedie` command: the only room that knows settings and the workspace."""

__version__ = "0.1.0"
