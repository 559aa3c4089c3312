"""Questions from above, answered from the find box as a sentence with its source."""
