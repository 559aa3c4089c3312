"""The form of a movement: its fields, what was typed into them, and earlier trips to copy."""
