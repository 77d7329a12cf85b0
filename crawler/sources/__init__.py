"""One way in per module; each declares itself as `WAY_IN`."""
