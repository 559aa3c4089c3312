"""A gate at noon where the demo may be tried."""

from desk import desk_database  # noqa: F401
from officers import gate  # noqa: F401
