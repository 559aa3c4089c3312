"""Figures of public works."""
