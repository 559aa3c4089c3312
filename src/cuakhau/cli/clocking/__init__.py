"""The whole clock of a log at the terminal."""
