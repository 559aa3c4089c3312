"""What the centre adds to the live board: how gates serve, what is in force, who is on post."""
