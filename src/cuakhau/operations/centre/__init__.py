"""The gate-management centre: gates opened and closed, notices, hotline, incidents, the map."""
