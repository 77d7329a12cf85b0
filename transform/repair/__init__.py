"""Damage undone by rule: logged, reversible, and never where a text is clean (DESIGN law 6)."""
