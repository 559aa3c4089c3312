"""Which visit a row of a source means."""
