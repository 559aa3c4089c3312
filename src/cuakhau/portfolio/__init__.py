"""Works and directives: what is built, what was told to whom, and what became of it."""
