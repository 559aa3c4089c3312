"""The register of works in the database: reading, writing, and its figures."""
