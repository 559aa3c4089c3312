"""People, agencies, roles and permissions."""
