"""Scenarios: sliders to TOML and back, in words."""
