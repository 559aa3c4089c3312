"""An open system for border-gate economic zones."""
