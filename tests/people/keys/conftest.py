"""What these tests share."""

from officers import gate  # noqa: F401
