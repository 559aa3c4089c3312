"""Both ways as a source gave them, or export and import added up; never all three."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

SPAN = ("place", "first_day", "last_day")


def once_each_way(rows: "pa.Table") -> "pa.Table":
    """Keep of each place and span the rows of both ways, or those of export and import.

    Both ways go first, unless their value is unknown and those of export and import are known.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    ways = set(pc.unique(rows["direction"]).to_pylist())
    if "both" not in ways or len(ways) == 1:
        return rows
    keys = [*SPAN, "direction"]
    known = rows.group_by(keys).aggregate([("value_usd_cents", "count")]).to_pylist()
    spans: dict[tuple[Any, ...], dict[str, bool]] = {}
    for row in known:
        span = tuple(row[name] for name in SPAN)
        spans.setdefault(span, {})[row["direction"]] = row["value_usd_cents_count"] > 0
    whole = {span for span, found in spans.items() if _is_whole(found)}
    pairs = zip(*(rows[name].to_pylist() for name in keys), strict=True)
    kept = [((*span,) in whole) == (way == "both") for *span, way in pairs]
    return rows.filter(pa.array(kept, pa.bool_()))


def _is_whole(known: dict[str, bool]) -> bool:
    if "both" not in known:
        return False
    each = "export" in known and "import" in known
    return not each or known["both"] >= min(known["export"], known["import"])
