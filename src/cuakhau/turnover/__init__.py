"""Turnover: the facts of trade in the database, their roll-ups and pages."""
