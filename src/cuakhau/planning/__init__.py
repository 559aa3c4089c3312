"""Planning: the twin of a zone, what would change, runs of it, and their pages."""
