"""A table of trade is what plain Python adds up, whatever the facts say twice."""

from calendar import monthrange
from datetime import date

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuakhau.trade.cube import Question, Within, table
from cuakhau.trade.cube.labels import labelled
from cuakhau.trade.cube.question import check_question
from cuakhau.trade.cube.refusals import TableRefused
from cuakhau.trade.cube.running import only_scope, run, sql_of
from cuakhau.trade.cube.shape import ANYTHING, shape_of
from cuakhau.trade.facts import table_of
from trade.cube import oracle
from trade.cube.made import many_facts
from trade.cube.many import made_facts

QUESTIONS = [("gate", "hs2", "month"), ("direction", "quarter"), ("partner", "year")]
GENERAL = {
    by: sql_of(
        check_question(Question(by=by, scope="s", growth=("year",), within=Within(known_on_us=15))),
        ANYTHING,
        "duckdb",
    )
    for by in QUESTIONS
}


def told(found, by):
    """The rows of a table as the oracle writes them."""
    names = [word for word in by if word not in oracle.MONTHS_OF]
    period = next(word for word in by if word in oracle.MONTHS_OF)
    return {
        (*(row[name] for name in names), oracle.cell_of(row["first_day"], period)): {
            "value": row["value_usd_cents"],
            "unknown": row["value_usd_cents_unknown"],
            "facts": row["facts"],
            "months": row["months"],
            "ways": row["ways"],
            "complete": row["complete"],
            "year_before": row["year_before"],
            "growth": row["growth_year_pct"],
        }
        for row in found.to_pylist()
    }


@settings(max_examples=20)
@given(rows=many_facts(), by=st.sampled_from(QUESTIONS))
def test_a_table_is_what_plain_python_adds_up(rows, by):
    question = Question(by=by, scope="s", growth=("year",), within=Within(known_on_us=15))
    found = labelled(run(table_of(rows), GENERAL[by]), question)
    assert told(found, by) == oracle.table(rows, by, "s", known_on_us=15)


LINE = {"revision": 1, "known_us": 10, "day_ends": "00:00", "place": "a", "scope": "s",
        "direction": "export", "hs": "08106000", "source": "x", "precision": "exact", "row": 1,
        "partner": "CN", "regime": "E31"}  # fmt: skip


def lines(year=2023, months=range(1, 13), **more):
    return [
        LINE | {"fact": f"{year}-{month}-{more}", "first_day": date(year, month, day),
                "last_day": date(year, month, day), "value_usd_cents": 100 * month} | more
        for month in months
        for day in (monthrange(year, month)[1],)
    ]  # fmt: skip


def test_facts_of_one_kind_give_the_same_table_by_less_work(tmp_path):
    facts = table_of([*lines(), *lines(2022), *lines(2022, direction="import")])
    file = tmp_path / "facts.parquet"
    pq.write_table(facts, file)
    shape = shape_of(file, "s")
    assert not any(getattr(shape, name) for name in shape.__slots__)
    for by in QUESTIONS[:1]:
        question = Question(by=by, scope="s", growth=("year",), within=Within(known_on_us=15))
        little = labelled(run(file, sql_of(question, shape, "duckdb")), question)
        assert little.equals(labelled(run(facts, GENERAL[by]), question))
        assert little.num_rows == 24


@pytest.mark.parametrize("kind", ["printed and lines", "lines of one source"])
def test_a_short_code_is_the_total_of_the_codes_that_begin_with_it_alone(kind):
    """Also where the shape of the facts tells which codes may be totals."""
    rows = made_facts(600).to_pylist()
    if kind == "lines of one source":
        same = {"row": 1, "precision": "exact", "source": "x"}
        rows = [row | same | {"hs": row["hs"] or "0901"} for row in rows]
    facts, by = table_of(rows), QUESTIONS[0]
    assert shape_of(facts, "s").totals == ("08", "0810")
    found = table(facts, by=by, scope="s", growth=("year",), within=Within(known_on_us=15))
    assert told(found, by) == oracle.table(rows, by, "s", known_on_us=15)


def test_shares_and_contributions_add_up_and_twelve_months_roll():
    facts = table_of(
        [*lines(2022), *lines(), *lines(2022, place="b"), *lines(place="b", months=[1])]
    )
    asked = ("year", "before", "share", "contribution", "rolling")
    found = table(facts, by=("gate", "month"), scope="s", growth=asked).to_pylist()
    [january] = [row for row in found if row["month"] == "2023-01" and row["gate"] == "a"]
    assert january["growth_year_pct"] == january["contribution_pp"] == 0.0
    assert january["share_pct"] == 50.0
    assert january["period_before"] == 1200
    december = [row for row in found if row["month"] == "2022-12" and row["gate"] == "a"]
    assert december[0]["last_12_months"] == 100 * sum(range(1, 13))
    assert january["last_12_months"] == 100 * sum(range(1, 13))
    assert [row["last_12_months"] for row in found if row["month"] == "2022-11"] == [None, None]


def test_a_month_that_goes_on_has_no_growth():
    half = lines(2023, [3], first_day=date(2023, 3, 9), last_day=date(2023, 3, 9))
    found = table(table_of([*lines(2022), *lines(2023, [1, 2]), *half]), by=("month",), scope="s",
                  growth=("year",)).to_pylist()  # fmt: skip
    march = found[-1]
    assert (march["month"], march["complete"], march["growth_year_pct"]) == ("2023-03", False, None)
    assert found[-2]["growth_year_pct"] == 0.0


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        ("U2", {"scope": "other"}),
        ("U3", {"by": ("colour",)}),
        ("U4", {"by": ("hs2", "hs4")}),
        ("U4", {"by": ("month", "year")}),
        ("U5", {"by": ("gate",), "growth": ("year",)}),
        ("U6", {"by": ("quarter",), "growth": ("rolling",)}),
    ],
)
def test_a_question_without_an_honest_answer_is_refused(rule, asked):
    facts = table_of(lines())
    with pytest.raises(TableRefused) as refused:
        table(facts, **({"by": ("month",), "scope": "s"} | asked))
    assert refused.value.rule == rule
    assert all(refused.value.cure(language) for language in ("vi", "en", "zh"))


def test_two_scopes_are_never_one(tmp_path):
    facts = table_of([*lines(), *lines(scope="t")])
    with pytest.raises(TableRefused) as refused:
        only_scope(facts)
    assert refused.value.rule == "U1"
    (tmp_path / "no.parquet").write_text("no")
    with pytest.raises(TableRefused) as refused:
        table(tmp_path / "no.parquet", by=("month",), scope="s")
    assert refused.value.rule == "U7"
