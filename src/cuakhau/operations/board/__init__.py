"""The live board: follows the log, counts, and puts it into words and shapes."""
