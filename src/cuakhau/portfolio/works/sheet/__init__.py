"""Works as offices keep them in Excel: reading a whole sheet, and writing it."""
