"""Rules T…: what a twin must hold to be simulated. All mistakes are told at once."""
