"""What these tests share."""

from officers import desk_database, gate  # noqa: F401
