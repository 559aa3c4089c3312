"""Lists of many trips, as Excel or CSV: all mistakes at once, good rows kept as drafts."""
