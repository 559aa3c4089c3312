"""The pages of imports, as people at a zone of their own see them."""

from officers import desk_database, gate  # noqa: F401
