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
from cuakhau.trade.facts import table_of
from trade.cube.many import made_facts

# Few, since Spark takes long to plan each.
QUESTIONS = [
    {"by": ("gate", "hs2", "month"), "growth": COMPARISONS},
    {"by": ("regime", "year"), "measures": ("value", "weight", "tax"), "growth": ("contribution",)},
    {"by": ("nine_month",), "growth": ("year",), "within": Within(known_on_us=15)},
    {"by": ("day", "partner", "direction"), "growth": ("year", "before")},
]
# Spark writes what one step defines into all steps after it, wherever it may: of a table of many
# steps that makes conditions of megabytes, which it cannot compile. So steps stay as they are
# written, and rows are read as they come.
AS_WRITTEN = {
    "spark.sql.optimizer.excludedRules": ",".join(
        f"org.apache.spark.sql.catalyst.optimizer.{rule}"
        for rule in ("CollapseProject", "PushDownPredicates", "PushPredicateThroughNonJoin")
    ),
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
SMALL = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.session.timeZone": "UTC",
}


@pytest.fixture(scope="module")
def spark():
    """A Spark of two threads on this machine."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]")
    for name, value in (AS_WRITTEN | SMALL).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def lines(facts):
    """Those that are lines of one source, exact, each with its code and gate."""
    rows = [
        row | {"source": "x", "precision": "exact", "row": 1}
        for row in facts.to_pylist()
        if row["hs"] and row["place"] and row["revision"] == 1
    ]
    return table_of(rows)


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: "-".join(asked["by"]))
def test_spark_gives_the_table_of_duckdb(spark, tmp_path, asked):
    compare(spark, tmp_path / "facts.parquet", made_facts(), asked, ANYTHING)


def test_spark_gives_the_same_of_facts_that_are_lines_alone(spark, tmp_path):
    facts = lines(made_facts())
    shape = shape_of(facts, "s")
    assert shape != ANYTHING
    asked = {"by": ("gate", "hs2", "month"), "growth": ("year",)}
    compare(spark, tmp_path / "lines.parquet", facts, asked, shape)


def compare(spark, file, facts, asked, shape):
    """Ask both engines the same question of the same file."""
    pq.write_table(facts, file)
    question = check_question(Question(scope="s", **asked))
    here = labelled(run(file, sql_of(question, shape, "duckdb")), question)
    spark.read.parquet(str(file)).createOrReplaceTempView("facts")
    there = labelled(spark.sql(sql_of(question, shape, "pyspark")).toArrow(), question)
    assert here.num_rows
    assert alike(there, question) == alike(here, question)


def alike(table: pa.Table, question):
    """Rows in one order: blanks come first on one engine and last on the other."""
    names = table.column_names
    return names, sorted(table.to_pylist(), key=lambda row: [str(row[name]) for name in names])
