"""The bytes that are hashed never change: fixed vectors, and the standard library agrees.

Anybody can check a chain with `json` and `hashlib` alone: see `plain_bytes` below.
"""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, strategies

from cuakhau.movement.event import (
    ANALYTIC_FIELDS,
    GENESIS,
    JOURNAL_FIELDS,
    Event,
    canonical_bytes,
    chain,
)  # fmt: skip
from movement.strategies import events

SMALLEST = Event(
    zone="example", subject_kind="visit", subject="v1", kind="declared",
    happened_us=0, happened_offset_min=420,
)  # fmt: skip
FULLEST = Event(
    zone="lang-son-demo", subject_kind="visit", subject="v-20240822-00001", kind="confirmed", seq=7,
    step="customs_check", agency="customs", place="hn_1119_1120", other="o1",
    procedure="export", goods="fruit", vehicle_class="VT6", amount=3,
    happened_us=1_724_289_300_123_456, happened_offset_min=480,
    recorded_us=1_724_289_301_000_000, recorded_offset_min=420,
    started_us=1_724_289_000_000_000, looked_at=3, found="fault", way="scan", corrects=6,
    origin="device", run="r1", by="officer:7", device="d-3", device_seq=41,
    payload={"z": [1, True, None], "a": {"ý": "Đồng Đăng\n友谊关", "\"": "\\/\u007f\u2028"}},
    flags=("M32", "M40"), zone_version="0f" * 32,
)  # fmt: skip
NAMED = {
    "smallest": (SMALLEST, {"event_id": "e-1", "nonce": "n-1"}),
    "fullest": (FULLEST, {"event_id": "e-2", "nonce": "n-2"}),
}
VECTORS = json.loads(Path(__file__).with_name("canonical_vectors.json").read_text("utf-8"))


def plain_bytes(event, *, event_id, nonce):
    analytic = [getattr(event, name) for name in ANALYTIC_FIELDS]
    own = [getattr(event, name) for name in JOURNAL_FIELDS]
    row = [*analytic, event_id, nonce, *own]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_vectors_stand(vector):
    event, names = NAMED[vector["name"]]
    written = canonical_bytes(event, **names)
    assert written == vector["bytes"].encode()
    assert chain(GENESIS, written).hex() == vector["sha256_after_32_zero_bytes"]


def test_a_chain_is_a_hash_over_the_hash_before():
    first = chain(GENESIS, b"[1]")
    assert chain(first, b"[2]") == sha256(sha256(bytes(32) + b"[1]").digest() + b"[2]").digest()


@given(events(), strategies.uuids(), strategies.text(max_size=20))
def test_the_standard_library_writes_the_same(event, event_id, nonce):
    names = {"event_id": str(event_id), "nonce": nonce}
    assert canonical_bytes(event, **names) == plain_bytes(event, **names)


def test_the_schema_is_the_one_of_the_decision():
    assert (
        tuple(sorted(Event.__struct_fields__, key=(ANALYTIC_FIELDS + JOURNAL_FIELDS).index))
        == ANALYTIC_FIELDS + JOURNAL_FIELDS
    )
    assert len(ANALYTIC_FIELDS) == 25
