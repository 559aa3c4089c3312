"""Rounds in which units write their parts of a report: asked, compared, approved, issued."""
