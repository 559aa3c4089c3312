"""Measures beside the whole clock: release times by their official names, rates, ticks, clocks."""
