"""Where the year will end: what is known of turnover, carried on, with how sure that is."""
