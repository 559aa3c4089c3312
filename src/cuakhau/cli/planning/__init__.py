"""Commands that ask the twin of a zone."""
