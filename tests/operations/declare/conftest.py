"""What these tests share."""

from desk import desk_database, three_languages  # noqa: F401
from officers import gate  # noqa: F401
