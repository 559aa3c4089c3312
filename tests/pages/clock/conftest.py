"""A gate at noon."""

from officers import desk_database, gate  # noqa: F401
