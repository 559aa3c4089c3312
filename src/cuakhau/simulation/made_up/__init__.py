"""Vehicles, drivers, firms and goods that nobody could take for real ones (decision 0008)."""
