"""Figures that a person entered, and what follows from two figures."""
