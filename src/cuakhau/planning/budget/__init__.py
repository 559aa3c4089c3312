"""The best use of a budget: three plans of the search, each a scenario to look at."""
