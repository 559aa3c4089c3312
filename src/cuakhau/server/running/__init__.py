"""The processes of a running server: pages, stream and replay, and who looks after them."""
