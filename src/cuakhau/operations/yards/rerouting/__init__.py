"""Vehicles sent to another gate or route by the dispatcher."""
