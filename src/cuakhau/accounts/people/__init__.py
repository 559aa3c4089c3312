"""Roles, the register of people, passwords, second factors, booths and sign-in."""
