"""Yards: places assigned, vehicles called forward, yards counted."""
