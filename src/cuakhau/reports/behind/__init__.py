"""What is behind a figure: opened by its code on a page or in a terminal, and computed again."""
