"""The search for a better use of money and people: places, officers, hours, slots."""
