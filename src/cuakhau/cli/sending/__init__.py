"""Commands that send something out."""
