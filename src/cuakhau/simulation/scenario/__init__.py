"""Scenarios: small patches on a zone and its twin, written by a planner."""
