"""The pages where facts of trade come in: imports, and what is to be settled."""
