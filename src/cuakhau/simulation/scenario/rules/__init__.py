"""Rules T41…: what a scenario may say, and what it may say of a zone."""
