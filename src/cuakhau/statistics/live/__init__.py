"""What stands at this minute beyond the counts of a board: how places serve, what is late."""
