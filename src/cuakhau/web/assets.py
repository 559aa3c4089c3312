"""Static files whose addresses change with their content, so that browsers may keep them long."""

from functools import cached_property
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class Assets(StaticFilesStorage):
    """Serves files from the packages and adds `?v=` and a digest of the content."""

    @cached_property
    def _known(self) -> dict[str | None, str]:
        return {}

    def url(self, name: str | None) -> str:
        """Give the address of a file with its digest; a page asks for hundreds of them."""
        if name not in self._known:
            digest = _digest(name or "")
            self._known[name] = f"{super().url(name)}?v={digest}" if digest else super().url(name)
        return self._known[name]


def _digest(name: str) -> str:
    found = finders.find(name)
    return sha256(Path(found).read_bytes()).hexdigest()[:12] if isinstance(found, str) else ""
