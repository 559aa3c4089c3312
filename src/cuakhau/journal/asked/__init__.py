"""What is asked of the journal, what it answers, and what the rules are told meanwhile."""
