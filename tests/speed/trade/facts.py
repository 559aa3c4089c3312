"""Facts of trade by the million, made up by DuckDB itself: days of ten years, one in a hundred
revised."""

from pathlib import Path

import duckdb

GATES, CHAPTERS, PARTNERS, DAYS = 12, 96, 40, 3_650
SCOPE = "made_up"

_MADE = f"""
SELECT * EXCLUDE (skewed) FROM (SELECT
    printf('%016x%016x', hash(i), hash(i * 16 + 15)) AS fact,
    cast(1 AS integer) AS revision,
    cast(1700000000000000 AS bigint) AS known_us,
    date '2016-01-01' + cast(floor(i * {DAYS}.0 / $facts) AS integer) AS first_day,
    first_day AS last_day,
    '00:00' AS day_ends,
    'gate' || (hash(i * 16 + 1) % {GATES}) AS place,
    '{SCOPE}' AS scope,
    if(hash(i * 16 + 2) % 2 = 0, 'export', 'import') AS direction,
    'R' || (hash(i * 16 + 2) % 2)
        || if(hash(i * 16 + 3) % 100 < 80, 0, 1 + hash(i * 16 + 13) % 3) AS regime,
    pow(hash(i * 16 + 4) % 1000000 / 1e6, 3) AS skewed,
    printf('%02d', cast(1 + floor({CHAPTERS} * skewed) AS integer))
        || printf('%06d', cast(hash(i * 16 + 5) % 40 AS integer)) AS hs,
    '2022' AS hs_edition,
    if(hash(i * 16 + 6) % 100 < 85, 'CN', 'P' || (hash(i * 16 + 14) % {PARTNERS})) AS partner,
    cast(1000 + hash(i * 16 + 7) % 10000000 AS bigint) AS value,
    'USD' AS currency,
    if(hash(i * 16 + 8) % 1000 = 0, NULL, cast(1000 + hash(i * 16 + 7) % 10000000 AS bigint))
        AS value_usd_cents,
    1.0::double AS usd_rate,
    'file' AS rate_source,
    cast(1000 + hash(i * 16 + 9) % 30000000 AS bigint) AS weight_g,
    cast(hash(i * 16 + 10) % 30000000 AS bigint) AS duty_vnd,
    cast(hash(i * 16 + 11) % 30000000 AS bigint) AS vat_vnd,
    cast(0 AS bigint) AS other_tax_vnd,
    cast(NULL AS double) AS growth_published_pct,
    'customs' AS source,
    'exact' AS precision,
    cast(NULL AS varchar) AS doubts,
    cast(NULL AS varchar) AS note,
    'import-' || strftime(first_day, '%Y-%m') AS import_id,
    cast(i % 100000 AS integer) AS row
FROM range($from, $facts, $step) AS numbers(i))
"""
_REVISED = """
SELECT * FROM ({made})
UNION ALL
SELECT * REPLACE (cast(2 AS integer) AS revision, value_usd_cents + 1 AS value_usd_cents)
FROM ({again})
"""


_AS = "(FORMAT parquet, COMPRESSION zstd)"
# Of more facts than this, as many are made and taken again under other keys: hashes are dear.
MOST_MADE = 10_000_000


def write_facts(file, facts, folder, memory="3GB"):
    """Write so many facts, and their revisions, to a Parquet file."""
    with duckdb.connect(config={"memory_limit": memory, "temp_directory": str(folder)}) as base:
        base.execute("SET preserve_insertion_order = false")
        made, again = (
            _MADE.replace("$facts", str(min(facts, MOST_MADE)))
            .replace("$from", first)
            .replace("$step", step)
            for first, step in (("0", "1"), ("7", "100"))
        )
        made = _REVISED.replace("{made}", made).replace("{again}", again)
        if facts <= MOST_MADE:
            base.execute(f"COPY ({made}) TO '{file}' {_AS}")
            return
        times, rest = divmod(facts, MOST_MADE)
        if rest:
            raise ValueError(f"{facts} is no multiple of {MOST_MADE}")
        once = f"{folder}/once.parquet"
        base.execute(f"COPY ({made}) TO '{once}' {_AS}")
        again = "SELECT * EXCLUDE (n) REPLACE (md5(fact || n) AS fact)"
        many = f"{again} FROM read_parquet('{once}'), range({times}) AS numbers(n)"
        base.execute(f"COPY ({many}) TO '{file}' {_AS}")
        Path(once).unlink()
