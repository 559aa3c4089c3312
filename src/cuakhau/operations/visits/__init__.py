"""A visit on one page, why it waits, and how it is found."""
