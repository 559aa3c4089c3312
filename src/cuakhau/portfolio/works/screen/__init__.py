"""Pages of works: the portfolio, a project, its forms, its files."""
