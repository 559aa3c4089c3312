"""The plan of a yard: its places, who stands where, and moves."""
