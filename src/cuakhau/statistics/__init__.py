"""Answers computed from a zone and a log; they find, they never decide."""
