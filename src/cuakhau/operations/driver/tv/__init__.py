"""The screen of a yard: who is called and where to, who is next, which notices hold."""
