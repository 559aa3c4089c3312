"""The expression of a table of trade gives the identical table on Spark and on DuckDB."""

import os
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cuakhau.trade.cube.labels import labelled
from cuakhau.trade.cube.question import COMPARISONS, Question, Within, check_question
from cuakhau.trade.cube.running import run, sql_of
from cuakhau.trade.cube.shape import ANYTHING, shape_of
from trade.cube.many import made_facts

QUESTIONS = [
    {"by": ("gate", "hs2", "month"), "growth": COMPARISONS},
    {"by": ("direction", "partner", "quarter"), "growth": ("year", "before", "share")},
    {"by": ("regime", "year"), "measures": ("value", "weight", "tax"), "growth": ("contribution",)},
    {"by": ("nine_month",), "growth": ("year",), "within": Within(known_on_us=15)},
    {"by": ("day",), "growth": ("year", "before")},
    {"by": ("hs4",)},
]


@pytest.fixture(scope="module")
def spark():
    """A Spark of two threads on this machine."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: "-".join(asked["by"]))
def test_spark_gives_the_table_of_duckdb(spark, tmp_path, asked):
    facts = made_facts()
    file = tmp_path / "facts.parquet"
    pq.write_table(facts, file)
    question = check_question(Question(scope="s", **asked))
    for shape in (ANYTHING, shape_of(facts, "s")):
        here = labelled(run(file, sql_of(question, shape, "duckdb")), question)
        spark.read.parquet(str(file)).createOrReplaceTempView("facts")
        there = spark.sql(sql_of(question, shape, "pyspark")).toArrow()
        assert here.num_rows
        assert alike(labelled(there, question), question) == alike(here, question)


def alike(table: pa.Table, question):
    """Rows in one order: blanks come first on one engine and last on the other."""
    names = table.column_names
    return names, sorted(table.to_pylist(), key=lambda row: [str(row[name]) for name in names])
