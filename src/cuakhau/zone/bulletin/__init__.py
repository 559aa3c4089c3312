"""The frame of the official daily bulletin: its day, its headings, what was printed in it."""
