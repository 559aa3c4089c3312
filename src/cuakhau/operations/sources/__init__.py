"""Tick once: confirmations that another system has already are taken in, never asked again."""
