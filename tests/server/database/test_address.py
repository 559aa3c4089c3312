"""DATABASE_URL: another's server is used, checked, and never started or stopped."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from cuakhau.server import database
from cuakhau.server.database import address, errors, places


@pytest.fixture(scope="module")
def server() -> Iterator[database.RunningDatabase]:
    with database.throwaway() as db:
        yield db


def test_the_named_server_is_used_and_none_is_started(
    server: database.RunningDatabase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", server.url)
    with database.running(tmp_path) as db:
        assert (db.url, db.version) == (server.url, server.version)
    assert list(tmp_path.iterdir()) == []
    psycopg.connect(server.url).close()


def test_without_a_name_the_embedded_one_is_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", " ")
    assert database.url_from_environment() is None
    with database.running(tmp_path) as db:
        assert isinstance(db, database.RunningDatabase)


def test_a_server_too_old_is_refused(
    server: database.RunningDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "OLDEST_MAJOR", 99)
    with pytest.raises(errors.ServerTooOld, match=f"is PostgreSQL {server.version}") as trouble:
        database.check_server(server.url)
    assert "nâng cấp máy chủ" in trouble.value.say("vi")


def test_a_silent_server_is_named_without_its_password() -> None:
    with pytest.raises(errors.ServerSilent, match="unset DATABASE_URL") as trouble:
        database.check_server("postgresql://lan:secret@/gate?host=/nowhere&password=secret")
    assert "secret" not in str(trouble.value)
    assert "lan" in str(trouble.value)


def test_another_kind_of_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://lan:secret@db/gate")
    with pytest.raises(errors.UrlUnknown, match="mysql://…") as trouble:
        database.url_from_environment()
    assert "secret" not in str(trouble.value)


def test_an_address_in_words_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "host=/nowhere user=lan password=secret dbname=gate"
    monkeypatch.setenv("DATABASE_URL", words)
    assert database.url_from_environment() == words
    assert address.shown(words) == "lan@/nowhere/gate"


def test_a_database_of_the_same_server_has_an_address_too() -> None:
    url = address.url_of(Path("/tmp/a b"), port=5432, user="u", name="one")
    other = psycopg.conninfo.conninfo_to_dict(address.with_name(url, "two"))
    assert other == {"user": "u", "dbname": "two", "host": "/tmp/a b", "port": "5432"}


def test_home_is_named_or_in_the_clone_or_the_users(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CUAKHAU_HOME", str(tmp_path / "x"))
    assert database.home_folder() == tmp_path / "x"
    monkeypatch.delenv("CUAKHAU_HOME")
    clone = Path(__file__).parents[3]
    assert (clone / "pyproject.toml").exists()
    assert database.home_folder() == clone / "var"
    monkeypatch.setattr(places, "__file__", str(tmp_path / "site-packages" / "places.py"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert database.home_folder().parent in (tmp_path, Path.home() / "Library/Application Support")
