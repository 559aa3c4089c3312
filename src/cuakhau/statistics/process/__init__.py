"""How vehicles go from step to step: the map, its times, variants, hand-overs and conformance."""
