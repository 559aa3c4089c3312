import shutil
from pathlib import Path

from cuakhau.simulation import compiling

SOURCES = Path(compiling.__file__).parent


def test_another_part_gives_another_cache(tmp_path):
    shutil.copytree(SOURCES, tmp_path / "simulation")
    before = compiling.name_cache(tmp_path / "simulation")
    assert before == compiling.name_cache(SOURCES)
    for part in compiling.PARTS:
        changed = tmp_path / "simulation" / part
        changed.write_text(changed.read_text() + "\n# another\n")
        after = compiling.name_cache(tmp_path / "simulation")
        assert after != before
        before = after


def test_every_file_with_a_compiled_function_is_a_part():
    with_functions = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        if "import njit" in path.read_text() and path.name != "compiling.py"
    }
    assert with_functions <= set(compiling.PARTS)
