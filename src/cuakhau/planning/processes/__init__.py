"""How vehicles went from step to step, to explore: the map, its times and the visits behind it."""
