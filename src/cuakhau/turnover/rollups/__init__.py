"""Sums of each month kept in the database, so that a page reads a few hundred rows and no facts."""
