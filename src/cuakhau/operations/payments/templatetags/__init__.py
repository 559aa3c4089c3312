"""Filters of the pages of fees."""
