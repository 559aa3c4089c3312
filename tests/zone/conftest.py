"""The files of the example zone, and a way to break them."""

from pathlib import Path

import pytest

from cuakhau.zone.load import files_of, zone_folders

ZONES = zone_folders()[-1]
Edit = tuple[str, str, str]  # file, text to find, text to put there


def example_files() -> dict[str, bytes]:
    return files_of(ZONES / "example")


def edited(files: dict[str, bytes], *edits: Edit) -> dict[str, bytes]:
    """Give the files with some texts replaced once; `""` to find appends to the file."""
    changed = dict(files)
    for path, old, new in edits:
        text = changed.get(path, b"").decode()
        assert old in text, f"{path} has no {old!r}"
        changed[path] = (text.replace(old, new, 1) if old else text + new).encode()
    return changed


def line_of(files: dict[str, bytes], path: str, marker: str) -> int:
    """Find the line, counted from 1, on which a text first stands."""
    text = files[path].decode(errors="replace")
    assert marker in text, f"{path} has no {marker!r}"
    return text[: text.index(marker)].count("\n") + 1


@pytest.fixture
def broken_folder(tmp_path: Path):
    """Write files as a zone folder called `example`."""

    def write(files: dict[str, bytes]) -> Path:
        for path, content in files.items():
            target = tmp_path / "example" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        return tmp_path / "example"

    return write
