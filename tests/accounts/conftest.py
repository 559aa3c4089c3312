"""What these tests share."""

from desk import caller, desk_database, site, three_languages, visit, zone  # noqa: F401
from officers import gate  # noqa: F401
