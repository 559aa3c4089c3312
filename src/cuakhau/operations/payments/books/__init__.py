"""The ledger: entries that balance, and what the books say of a visit, a firm, a collector."""
