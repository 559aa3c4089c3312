"""Figures that whoever keeps a thing works out: what waits for a decision, release times."""
