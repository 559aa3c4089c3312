"""Calibrate: from a log, of the desk or of a simulation, to the twin that would have made it."""
