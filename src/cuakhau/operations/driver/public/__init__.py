"""What everybody may know of a zone: as a page, and as JSON."""
