"""Firms, their clerks, and the mandates under which an agent acts for them."""
