"""Tables of the desk: the matrix, the rows behind it, and both as files."""
