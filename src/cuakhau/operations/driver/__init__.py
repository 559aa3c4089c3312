"""What a driver sees on a phone, the screen of a yard, the public page, and messages sent."""
