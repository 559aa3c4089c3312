"""The figures of trade: what was published, what the lines add up to, and growth."""
