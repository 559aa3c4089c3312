"""Calling vehicles forward: acts, lapses, the public list, the pages."""
