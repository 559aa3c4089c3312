"""The kinds of official documents: what each says, from which figures."""
