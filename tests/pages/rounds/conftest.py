"""What these tests share."""

from officers import desk_database  # noqa: F401
