"""Pages for the people themselves: sign-in, second factor, booth, administration, rights."""
