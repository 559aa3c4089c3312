"""Notices: a document stops goods at gates for a time; who is on the way to it is told."""
