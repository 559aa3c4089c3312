"""What these tests share."""

from desk import desk_database, zone  # noqa: F401
