"""Commands about what agencies do twice on one vehicle."""
