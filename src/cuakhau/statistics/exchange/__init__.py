"""A log in the forms of others: OCEL 2.0 and XES, checked for content before they are written."""
