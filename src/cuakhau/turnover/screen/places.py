"""The map by gate: what each gate brought in the period, where its coordinates are known."""

from decimal import Decimal
from math import sqrt
from typing import Any

from cuakhau.figures import Data
from cuakhau.turnover.reading.sums import add_up
from cuakhau.turnover.screen.asked import Asked
from cuakhau.turnover.screen.series import wanted_of
from cuakhau.turnover.screen.words import COLUMNS, key_word, write_amount, write_percent
from cuakhau.zone.types import Gate, Language, Route
from cuakhau.zone.zone import Zone

LEAST_R, MORE_R = 8, 26


def tell_places(zone: Zone, asked: Asked, data: Data, language: Language) -> list[dict[str, Any]]:
    """Tell each gate that has lines, the greatest first; `at` is `None` where nobody knows."""
    everywhere = asked.with_(gate="")
    wanted = wanted_of(everywhere, data, asked.period)
    sums = {one.key[0]: getattr(one, COLUMNS[asked.measure]) for one in
            add_up(zone, wanted, ("gate",))}  # fmt: skip
    dated = zone.at(asked.period.last)
    spots: dict[str, Gate | Route] = {one.id: one for one in dated.gates}
    spots |= {one.id: one for one in dated.routes}
    total = sum(value or 0 for value in sums.values())
    most = max((value or 0 for value in sums.values()), default=0)
    rows = []
    for gate, amount in sorted(sums.items(), key=lambda one: -(one[1] or 0)):
        spot = spots.get(gate)
        known = spot is not None and spot.latitude is not None and spot.longitude is not None
        rows.append(
            {
                "id": gate,
                "name": key_word(dated, "gate", gate, language),
                "amount": write_amount(amount, asked.measure, language),
                "share": write_percent(
                    Decimal(amount) * 100 / total if amount and total else None, language
                ).removeprefix("+"),
                "at": (spot.latitude, spot.longitude) if spot and known else None,
                "source": spot.source if spot and known else "",
                "query": asked.query(gate=gate),
                "r": LEAST_R + round(MORE_R * sqrt((amount or 0) / most)) if most else LEAST_R,
            }
        )
    return rows


def build_geojson(rows: list[dict[str, Any]], address: str) -> dict[str, Any]:
    """Give a point for each gate with known coordinates (RFC 7946); `without` lists the others."""
    features = [
        {
            "type": "Feature",
            "id": row["id"],
            "geometry": {"type": "Point", "coordinates": [row["at"][1], row["at"][0]]},
            "properties": {
                "place": row["id"],
                "name": row["name"],
                "amount": f"{row['amount']} ({row['share']})" if row["share"] else row["amount"],
                "size": row["r"],
                "list": f"{address}?{row['query']}",
                "source": row["source"],
            },
        }
        for row in rows
        if row["at"] is not None
    ]
    without = [row["id"] for row in rows if row["at"] is None]
    return {"type": "FeatureCollection", "features": features, "without": without}
