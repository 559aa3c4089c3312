"""Where did the time go: the whole clock of the zone by day, month, gate, agency and vehicle."""
