"""Runs of the twin side by side: replications, comparisons with intervals, kept results."""
