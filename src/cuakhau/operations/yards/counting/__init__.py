"""Counting a yard with a phone: seen, not found, and what becomes of those not found."""
