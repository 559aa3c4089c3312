"""Indicators: whatever the Board is held to, with target, actual, growth and attainment."""
