"""What these tests share."""

from officers import desk_database, gate  # noqa: F401
from pages.conftest import journal_asks  # noqa: F401
