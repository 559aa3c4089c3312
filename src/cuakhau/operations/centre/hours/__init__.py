"""Requests to work outside of the hours: who asks, what each force answers, what follows."""
