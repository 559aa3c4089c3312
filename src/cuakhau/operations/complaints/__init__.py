"""Complaints: taken, assigned, answered in time."""
