"""What the place is: gates, yards, agencies, steps, hours and fees, read from a folder."""
