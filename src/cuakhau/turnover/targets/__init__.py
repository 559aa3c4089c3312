"""Targets of a year: what was set, by whom and from when, and how far it is attained."""
