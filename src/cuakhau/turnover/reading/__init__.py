"""What the pages of turnover read: facts as they were known, and their roll-ups."""
