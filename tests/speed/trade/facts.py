"""Facts of trade by the million, made up by DuckDB itself: days of ten years, one in a hundred
revised."""

import duckdb

GATES, CHAPTERS, PARTNERS, DAYS = 12, 96, 40, 3_650
SCOPE = "made_up"

_MADE = f"""
SELECT
    md5(cast(i AS varchar)) AS fact,
    cast(1 AS integer) AS revision,
    cast(1700000000000000 AS bigint) AS known_us,
    date '2016-01-01' + cast(floor(i * {DAYS}.0 / $facts) AS integer) AS first_day,
    first_day AS last_day,
    '00:00' AS day_ends,
    'gate' || (hash(i, 1) % {GATES}) AS place,
    '{SCOPE}' AS scope,
    if(hash(i, 2) % 2 = 0, 'export', 'import') AS direction,
    'R' || (hash(i, 3) % 8) AS regime,
    printf('%02d', cast(1 + hash(i, 4) % {CHAPTERS} AS integer))
        || printf('%06d', cast(hash(i, 5) % 40 AS integer)) AS hs,
    '2022' AS hs_edition,
    'P' || (hash(i, 6) % {PARTNERS}) AS partner,
    cast(1000 + hash(i, 7) % 10000000 AS bigint) AS value,
    'USD' AS currency,
    if(hash(i, 8) % 1000 = 0, NULL, cast(1000 + hash(i, 7) % 10000000 AS bigint))
        AS value_usd_cents,
    1.0::double AS usd_rate,
    'file' AS rate_source,
    cast(1000 + hash(i, 9) % 30000000 AS bigint) AS weight_g,
    cast(hash(i, 10) % 30000000 AS bigint) AS duty_vnd,
    cast(hash(i, 11) % 30000000 AS bigint) AS vat_vnd,
    cast(0 AS bigint) AS other_tax_vnd,
    cast(NULL AS double) AS growth_published_pct,
    'customs' AS source,
    'exact' AS precision,
    cast(NULL AS varchar) AS doubts,
    cast(NULL AS varchar) AS note,
    'import-' || strftime(first_day, '%Y-%m') AS import_id,
    cast(i % 100000 AS integer) AS row
FROM range($facts) AS numbers(i)
"""
_REVISED = """
SELECT * FROM ({made})
UNION ALL
SELECT * REPLACE (cast(2 AS integer) AS revision, value_usd_cents + 1 AS value_usd_cents)
FROM ({made}) WHERE row % 100 = 7
"""


def write_facts(file, facts, folder, memory="3GB"):
    """Write so many facts, and their revisions, to a Parquet file."""
    with duckdb.connect(config={"memory_limit": memory, "temp_directory": str(folder)}) as base:
        base.execute("SET preserve_insertion_order = true")
        made = _REVISED.replace("{made}", _MADE.replace("$facts", str(facts)))
        base.execute(f"COPY ({made}) TO '{file}' (FORMAT parquet, COMPRESSION zstd)")
