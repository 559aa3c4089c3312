"""The page on which a declarant sends photos of papers."""
