"""What may happen to a vehicle and to a place: events, visits, rules and fees owed."""
