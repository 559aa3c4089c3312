"""A gate with its people for pages of turnover."""

from officers import desk_database, gate  # noqa: F401
