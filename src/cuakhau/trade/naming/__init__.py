"""The words of trade: scopes, chapters of goods, partner countries."""
