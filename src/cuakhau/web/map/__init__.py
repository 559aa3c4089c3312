"""The places of a zone on paper: where they are known to lie, and beside it those that are not."""
