"""The turnover desk: one scope, one period, as it was known on a day; from each figure its rows."""
