"""The places of the zone as GeoJSON (RFC 7946): only what a source says the coordinates of."""

from collections.abc import Callable, Sequence
from typing import Any

from cuakhau.figures.format import format_figure
from cuakhau.operations.centre.gates.page import Reader

Row = dict[str, Any]


def build_geojson(
    reader: Reader, listed: Sequence[Row], address_of: Callable[[Row], str]
) -> dict[str, Any]:
    """Give a point for each place of `present_map` with known coordinates.

    Each says its name, kind, load, how it serves, what waits there, and who says where it lies.
    `without` lists the others by id: nobody guesses where they are.
    """
    sources = {source.id: source for source in reader.zone.sources}
    features = []
    for row in listed:
        if row["at"] is None:
            continue
        latitude, longitude = row["at"]
        source = sources.get(row["source"])
        features.append(
            {
                "type": "Feature",
                "id": row["id"],
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
                "properties": {
                    "place": row["id"],
                    "name": row["name"],
                    "kind": row["kind"],
                    "load": row["load"],
                    "tone": row["worst"]["tone"],
                    "state": row["worst"]["word"],
                    "count": _count(row, reader),
                    "size": row["r"],
                    "list": address_of(row),
                    "source": source.title if source else row["source"],
                    "source_address": source.address if source else None,
                },
            }
        )
    without = [row["id"] for row in listed if row["at"] is None]
    return {"type": "FeatureCollection", "features": features, "without": without}


def _count(row: Row, reader: Reader) -> str:
    """Write what waits or stands there, as beside the map; nothing where nobody counted."""
    if row["kind"] == "yard":
        taken, capacity = row.get("taken"), row.get("capacity")
        if not taken or not capacity:
            return ""
        return (
            f"{format_figure(taken, reader.language)} / {format_figure(capacity, reader.language)}"
        )
    return " · ".join(
        f"{cell['label']} {format_figure(cell['value'], reader.language)}"
        for cell in row["waiting"]
    )
