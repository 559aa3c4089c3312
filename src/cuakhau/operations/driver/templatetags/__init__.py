"""Filters of the pages of drivers and of the public."""
