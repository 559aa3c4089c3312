"""The processes of a running server: pages, stream, replay and beat, and who looks after them."""
