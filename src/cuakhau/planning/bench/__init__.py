"""The workbench: the twin in words, what would change, and a quick answer."""
