"""Who is on post: taken and left by one click."""
