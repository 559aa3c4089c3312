"""Which plans are worth a name, and which of them is best with what certainty."""
