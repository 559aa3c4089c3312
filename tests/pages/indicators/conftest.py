"""What these tests share."""

from officers import desk_database, lang_son  # noqa: F401
