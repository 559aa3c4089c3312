"""Fees taken: payments, receipts, the day of a collector, bank statements. Append-only."""
