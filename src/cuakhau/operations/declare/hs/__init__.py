"""The harmonised nomenclature of goods (HS): found by words or by code, in three languages."""
