"""A fact keeps its key through its revisions, and any day's knowledge can be asked for."""

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuakhau.trade.facts import (
    FACT_SCHEMA,
    KEY_FIELDS,
    NotFacts,
    fact_key,
    facts_of_history,
    key_in_sql,
    known_on,
    table_of,
)
from cuakhau.zone.history import load_history

LANG_SON = Path(__file__).resolve().parents[2] / "zones" / "lang-son"


def revisions(*rows):
    return table_of({"fact": f, "revision": r, "known_us": k, "value": v} for f, r, k, v in rows)


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9), st.integers(0, 99)), max_size=12),
    st.integers(0, 9),
)
def test_known_on_gives_each_fact_once_as_its_newest_revision_of_then(said, at_us):
    rows, so_far = [], {}
    for fact, known_us, value in sorted(said, key=lambda one: one[1]):
        so_far[fact] = so_far.get(fact, 0) + 1
        rows.append((fact, so_far[fact], known_us, value))
    wanted = {fact: (r, value) for fact, r, known_us, value in rows if known_us <= at_us}
    found = known_on(revisions(*rows), at_us)
    assert found.schema.names == FACT_SCHEMA.names
    assert found.num_rows == len(wanted)
    assert {row["fact"]: (row["revision"], row["value"]) for row in found.to_pylist()} == wanted


def test_a_table_without_the_columns_is_refused():
    with pytest.raises(NotFacts, match="known_us"):
        known_on(pa.table({"fact": ["a"]}), 0)


@pytest.mark.parametrize("left_out", ["", "place", "line"])
def test_the_key_is_the_same_in_python_and_in_duckdb(left_out):
    row = dict.fromkeys(KEY_FIELDS, "x") | {
        "first_day": date(2024, 1, 1),
        "last_day": date(2024, 1, 31),
        "source": "Hải quan",
        "regime": None,
    }
    row.pop(left_out, None)
    columns = {
        name: "null" if value is None else f"date '{value}'" if "day" in name else f"'{value}'"
        for name, value in row.items()
    }
    found = duckdb.sql(f"select {key_in_sql(columns)}").limit(1).fetchall()[0][0]
    assert found == fact_key(row)
    assert fact_key(row) != fact_key(row | {"hs": "08"})


def test_the_published_turnover_becomes_facts_with_nothing_lost_or_guessed():
    history = load_history(LANG_SON)
    facts = facts_of_history(history)
    assert facts.schema == FACT_SCHEMA
    assert len(set(facts["fact"].to_pylist())) == facts.num_rows == len(history.turnovers)
    seed = next(
        row
        for row in facts.to_pylist()
        if row["scope"] == "seed_series" and row["first_day"] == date(2017, 1, 1)
    )
    assert seed["value_usd_cents"] == 5_200_000_000_00
    assert (seed["growth_published_pct"], seed["precision"]) == (27.1, "at_least")
    assert seed["doubts"] == "scope_inferred"
    chinese = next(row for row in facts.to_pylist() if row["scope"] == "cn_pingxiang_ports")
    assert (chinese["value"], chinese["currency"]) == (230_640_000_000_00, "CNY")
    assert chinese["value_usd_cents"] is None
    assert chinese["weight_g"] == 4_099_700 * 1_000_000
