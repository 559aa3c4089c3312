"""Files of trade, read by a mapping, checked as a whole, and made facts; no row is dropped."""
