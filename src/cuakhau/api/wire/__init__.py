"""What goes over the wire: bodies, rows of the log, names, query fields, Arrow."""
