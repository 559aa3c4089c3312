"""The page of how sure the twin is: published figures, what a log tells, and what it cannot."""
