"""The turns of vehicles that wait: since when, how they were called, what came of it."""
