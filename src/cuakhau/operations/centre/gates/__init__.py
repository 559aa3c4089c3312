"""Gates, routes and lanes: opened, closed or slowed, on either side, and how they stand."""
