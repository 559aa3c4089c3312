"""When and why a place or a post stood still in a run: the table `stops` beside a simulated log."""
