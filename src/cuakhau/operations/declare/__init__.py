"""One form for a movement, typed once."""
