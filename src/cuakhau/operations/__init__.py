"""The work of the gates: declarations, desks, yards, calls and payments."""
