"""Which facts are news beside those known: new ones, and new revisions of what changed."""

from collections.abc import Sequence

import pyarrow as pa

from cuakhau.trade.facts import FACT_SCHEMA

# What a fact says; the rest is where it came from. Value in dollars follows from rates of ours.
FIGURES = (
    "place", "hs", "partner", "value", "currency", "weight_g", "duty_vnd", "vat_vnd",
    "other_tax_vnd", "growth_published_pct", "precision", "note",
)  # fmt: skip


def find_news(facts: pa.Table, known: Sequence[pa.Table], at_us: int) -> pa.Table:
    """Keep the facts that are new or say something else than their newest revision in `known`.

    A new revision is known from `at_us`; a new fact from its own `known_us`, where it has one.
    """
    import duckdb

    ours, theirs = (", ".join(f"{side}.{name}" for name in FIGURES) for side in ("f", "k"))
    made = {
        "revision": "coalesce(k.revision, 0) + 1",
        "known_us": f"case when k.fact is null then coalesce(f.known_us, {at_us}) else {at_us} end",
    }
    selected = ", ".join(f"{made.get(name, 'f.' + name)} as {name}" for name in FACT_SCHEMA.names)
    with duckdb.connect() as db:
        db.register("facts", facts)
        db.register("known", pa.concat_tables([FACT_SCHEMA.empty_table(), *known]))
        news: pa.Table = db.sql(
            f"""
            select {selected} from facts f left join known k on k.fact = f.fact
            where k.fact is null or row({ours}) is distinct from row({theirs})
            """
        ).to_arrow_table()
    return news.cast(FACT_SCHEMA)
