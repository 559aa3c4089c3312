"""Filters of all pages."""
