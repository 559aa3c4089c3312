"""Runs side by side: a table, charts, a workbook, a paragraph."""
