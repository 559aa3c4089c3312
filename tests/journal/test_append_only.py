"""The database itself refuses to change or remove what was written."""

import psycopg
import pytest

from cuakhau.journal import personal, roots
from cuakhau.movement.broken import RuleBroken
from journal.movements import append, declared, event, minute

LOG = (
    "journal_event",
    "journal_event_2024_08",
    "journal_nonce",
    "journal_refusal",
    "journal_root",
    "journal_zone_version",
    "journal_personal_access",
    "journal_erasure",
)


@pytest.fixture
def filled(zone):
    """Each table of the log has a row of this zone."""
    append(zone, declared(zone, "v1"))
    with pytest.raises(RuleBroken):
        append(zone, event(zone, "v1", "confirmed", step="nothing", agency="customs"))
    roots.publish(zone.name, day=minute(0).date(), at=minute(0))
    ref = personal.keep(zone.name, "note", "text", keep_until=minute(0).date())
    personal.reveal(zone.name, ref, by="a", at=minute(0), why="test")
    personal.erase(zone.name, [ref], by="a", at=minute(0), why="test")
    return zone


@pytest.mark.parametrize("table", LOG)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET zone = zone WHERE zone = '{}'",
        "DELETE FROM {} WHERE zone = '{}'",
        "DELETE FROM {} WHERE false AND zone = '{}'",
        "TRUNCATE {} -- {}",
    ],
)
def test_the_log_is_append_only(server, filled, table, statement):
    with psycopg.connect(server.url) as other:
        held = f"SELECT count(*) FROM {table} WHERE zone = %s"
        assert other.execute(held, [filled.name]).fetchone()[0] > 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            other.execute(statement.format(table, filled.name))


def test_a_partition_attached_by_hand_is_guarded_too(server, zone):
    with psycopg.connect(server.url) as other:
        other.execute("CREATE TABLE by_hand (LIKE journal_event INCLUDING ALL)")
        other.execute(
            "ALTER TABLE journal_event ATTACH PARTITION by_hand "
            "FOR VALUES FROM ('2001-01-01') TO ('2001-02-01')"
        )
        other.execute(
            "INSERT INTO by_hand (zone, opened_month, subject, seq, subject_kind, kind, "
            "happened_us, happened_offset_min, recorded_us, recorded_offset_min, looked_at, way, "
            "origin, schema, event_id, nonce, by, flags, zone_version, prev_hash, hash) VALUES "
            "(%s, '2001-01-01', 'v', 1, 'visit', 'declared', 0, 0, 0, 0, 0, 'hand', 'desk', 1, "
            "gen_random_uuid(), 'n', 'b', '{}', '', '', '')",
            [zone.name],
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            other.execute("DELETE FROM by_hand")
        other.rollback()
