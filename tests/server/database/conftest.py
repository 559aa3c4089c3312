"""What these tests share: a desk with a database."""

from desk import caller, desk_database, site, visit, zone  # noqa: F401
