"""What agencies do twice on one vehicle: f(zone, log) → findings, each with its cost.

    overlaps = find_overlaps(zone, log)
    overlaps.findings[0].minutes, .share, .visits

Finds, and never builds a scenario: the price of a remedy is asked of the twin (`planning`).
"""

from cuakhau.statistics.overlap.finding import find_overlaps
from cuakhau.statistics.overlap.findings import KINDS, Between, Finding, Kind, Overlaps

__all__ = ["KINDS", "Between", "Finding", "Kind", "Overlaps", "find_overlaps"]
