"""The kernel that charges minutes, and what it is given: rows, procedures, calendars as arrays."""
