"""The long tests use the server of the journal's suite."""

from journal.conftest import binaries, migrated, server  # noqa: F401
