"""Trade: checks of what is imported, the cube of turnover, where the year will end. Pure."""
