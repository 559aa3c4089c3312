"""Drafts: what was typed is kept while it is typed, and good rows of lists wait to be declared."""
