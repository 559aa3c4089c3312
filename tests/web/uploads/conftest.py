"""What these tests share."""

from desk import desk_database, site, three_languages, zone  # noqa: F401
