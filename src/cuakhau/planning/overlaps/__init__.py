"""Overlaps between agencies on pages: found per period, replied to, and priced on the twin."""
