"""Commands about what is built and what was told to whom."""
