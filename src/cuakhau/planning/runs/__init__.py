"""Runs of a scenario: asked for, made in the background, kept, proved again."""
