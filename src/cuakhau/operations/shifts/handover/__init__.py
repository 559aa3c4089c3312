"""What stands open at a change of shift, signed by both."""
