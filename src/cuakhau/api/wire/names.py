"""The zone on one day, with names in the reader's language."""

from collections.abc import Iterable
from datetime import date

from cuakhau.api.wire.told import Named, ZoneOut
from cuakhau.zone.types import Agency, GoodsClass, Language, Procedure, Step, VehicleClass
from cuakhau.zone.zone import Zone


def name_of(zone: Zone, language: Language) -> str:
    """Name the zone itself; a demo zone has the name of the real one."""
    return zone.name_of(zone.name.removesuffix("-demo"), language)


def show_zone(zone: Zone, on: date, language: Language) -> ZoneOut:
    """Give what is in force on a day."""
    dated = zone.at(on)

    def named(
        rows: Iterable[Agency | GoodsClass | Procedure | Step | VehicleClass],
    ) -> tuple[Named, ...]:
        return tuple(
            Named(
                id=row.id,
                name=dated.name_of(row.id, language),
                within=row.within if isinstance(row, GoodsClass) else None,
                agencies=row.agencies if isinstance(row, Step) else (),
            )
            for row in rows
        )

    return ZoneOut(
        zone=zone.name,
        name=name_of(zone, language),
        version=zone.version,
        on=on.isoformat(),
        time_zone=zone.time_zone,
        day_ends=zone.day_ends.isoformat("minutes"),
        is_demo=zone.is_demo,
        places=_places(dated, language),
        agencies=named(dated.agencies),
        steps=named(dated.steps),
        procedures=named(dated.procedures),
        goods=named(dated.goods_classes),
        vehicle_classes=named(dated.vehicle_classes),
    )


def _places(dated: Zone, language: Language) -> tuple[Named, ...]:
    return tuple(
        Named(
            id=place.id,
            name=dated.name_of(place.id, language),
            kind=type(place).__name__.lower(),
            within=getattr(place, "route", None) or getattr(place, "gate", None),
        )
        for place in dated.places.values()
    )
