"""What one must assume about a zone to simulate it, and the network that follows from it."""
