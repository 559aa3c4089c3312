"""What these tests share."""

from desk import caller, desk_database, site, visit, zone  # noqa: F401
