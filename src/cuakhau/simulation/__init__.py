"""Zone and scenario in, event log out."""
