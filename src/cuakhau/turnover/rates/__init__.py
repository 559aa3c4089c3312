"""Rates of currencies: entered or imported with day and source, and the facts they value."""
