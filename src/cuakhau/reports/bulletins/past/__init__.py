"""Bulletins of the past: read from pasted text or from a file, added up again, doubts marked."""
