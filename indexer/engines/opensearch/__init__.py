"""The engine with a server: versions as indices, the one in service behind an alias. Nothing is loaded before use."""
