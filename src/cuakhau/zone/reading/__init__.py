"""From bytes to typed rows, with every fault noted and none raised."""
