"""Figures of what was issued."""
