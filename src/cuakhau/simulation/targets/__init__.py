"""Published figures beside those of a run: hit or missed."""
