"""Queues of vehicles: who is next, how far it is, how fast it goes."""
