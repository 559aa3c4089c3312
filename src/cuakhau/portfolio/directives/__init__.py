"""Directives: what was told to whom, by when, what came of it, and who accepted it."""
