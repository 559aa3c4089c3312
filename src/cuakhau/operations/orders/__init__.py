"""Orders of the centre to the traffic police on the road: hold, let go on, divert; the answers."""
