"""Commands that measure what a log tells."""
