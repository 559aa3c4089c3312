"""Incidents: accident, breakdown, fire, illness, seizure; what they block, how they end."""
