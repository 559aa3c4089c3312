"""One day of a run, played again."""
