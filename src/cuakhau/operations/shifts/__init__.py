"""Shifts: rosters, handovers, the duty log book, sheets filled in by hand."""
