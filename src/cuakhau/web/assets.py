"""Static files whose addresses change with their content, so that browsers may keep them long."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class Assets(StaticFilesStorage):
    """Serves files from the packages and adds `?v=` and a digest of the content."""

    def url(self, name: str | None) -> str:
        """Give the address of a file with its digest."""
        digest = _digest(name or "")
        return f"{super().url(name)}?v={digest}" if digest else super().url(name)


@lru_cache(maxsize=256)
def _digest(name: str) -> str:
    found = finders.find(name)
    return sha256(Path(found).read_bytes()).hexdigest()[:12] if isinstance(found, str) else ""
