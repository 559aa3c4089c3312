"""The parts of the leader's page."""
