"""A made-up extract for the demo and the manual."""
