"""The trips of a firm: how each stands, and who is awaited."""
