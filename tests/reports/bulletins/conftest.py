"""What these tests share."""

from reports.conftest import desk_database, lang_son, printed, replayed, zone  # noqa: F401
