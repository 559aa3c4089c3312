"""A figure: a value with its unit, its definition and the query that gives it again."""
