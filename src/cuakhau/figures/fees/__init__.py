"""The figures of fees: the books of money are no part of the log."""
