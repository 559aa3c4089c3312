"""Months of series, the calendar over them, and the days of a month that has begun."""
