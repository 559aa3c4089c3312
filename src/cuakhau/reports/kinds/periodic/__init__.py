"""The reports of a day, a week, a month, a quarter, a half, nine months, a year: their parts."""
