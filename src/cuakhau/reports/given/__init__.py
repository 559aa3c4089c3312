"""What documents and indicators are made from: read once, and read again as it was."""
