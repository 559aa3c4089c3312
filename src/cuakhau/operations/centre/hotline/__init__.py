"""Calls between both sides: with which office, what was said, what is accepted and until when."""
