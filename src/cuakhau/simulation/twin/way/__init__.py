"""The way of a stream of vehicles through its procedure, as nodes."""
