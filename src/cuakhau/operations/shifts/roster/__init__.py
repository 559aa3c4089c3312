"""Who shall be on which post in which shift."""
