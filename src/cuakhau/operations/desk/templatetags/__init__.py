"""Filters of the screens of the gates."""
