"""Pages of the sources."""
