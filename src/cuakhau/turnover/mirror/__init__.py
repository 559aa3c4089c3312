"""The mirror: two accounts of the trade of a zone, and what parts them."""
