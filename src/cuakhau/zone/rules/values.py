"""Rules of single values: ranges, dates that run forward, time zones that exist."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, available_timezones

from cuakhau.zone.reading.raw import SETTINGS, Fault
from cuakhau.zone.reading.tables import PUBLISHED
from cuakhau.zone.rules.draft import Draft, closest


def z15_validity_runs_forward(draft: Draft) -> Iterator[Fault]:
    """The row ends on {valid_until}, not after its first day {valid_from}.

    Cure: Correct the dates; `valid_until` is the first day on which the row no longer holds.
    """
    for entry in draft.entries:
        first = getattr(entry.row, "valid_from", None)
        last = getattr(entry.row, "valid_until", None)
        if first and last and last <= first:
            yield entry.raw.fault("valid_until", valid_from=first, valid_until=last)


def z16_coordinates_are_on_earth(draft: Draft) -> Iterator[Fault]:
    """The {field} {value} is out of range.

    Cure: Write degrees in WGS84, latitude −90 to 90 and longitude −180 to 180; look for a swap.
    """
    for entry in draft.of("gate", "route", "yard"):
        for field, limit in (("latitude", 90), ("longitude", 180)):
            value = getattr(entry.row, field)
            if value is not None and not -limit <= value <= limit:
                yield entry.raw.fault(field, field=field, value=value)


def z17_coordinates_come_in_pairs(draft: Draft) -> Iterator[Fault]:
    """One coordinate is given without the other.

    Cure: Give both latitude and longitude, or neither.
    """
    for entry in draft.of("gate", "route", "yard"):
        if (entry.row.latitude is None) != (entry.row.longitude is None):
            yield entry.raw.fault("longitude" if entry.row.latitude is None else "latitude")


def z18_capacities_are_not_negative(draft: Draft) -> Iterator[Fault]:
    """ "{field}" is {value}; a capacity cannot be below zero.

    Cure: Correct the number, or leave the field out if nobody knows it.
    """
    for entry in draft.of("route", "yard", "vehicle_class"):
        row = entry.row
        for field in ("capacity_per_day", "capacity", "payload_from_kg", "payload_below_kg"):
            value = getattr(row, field, None)
            if value is not None and value < 0:
                yield entry.raw.fault(field, field=field, value=value)
        for name, value in getattr(row, "capacity_by_class", {}).items():
            if value < 0:
                yield entry.raw.fault("capacity_by_class", field=name, value=value)


def z19_payload_grows(draft: Draft) -> Iterator[Fault]:
    """The class begins at {payload_from_kg} kg but ends below {payload_below_kg} kg.

    Cure: Correct one of the two limits.
    """
    for entry in draft.of("vehicle_class"):
        low, high = entry.row.payload_from_kg, entry.row.payload_below_kg
        if low is not None and high is not None and high <= low:
            yield entry.raw.fault("payload_below_kg", payload_from_kg=low, payload_below_kg=high)


def z20_amounts_are_not_negative(draft: Draft) -> Iterator[Fault]:
    """The {field} {value} is below zero.

    Cure: Correct the number; a rate that nobody knows is left empty.
    """
    fields = {"tariff": "amount_vnd", "fee_rule": "percent", "procedure": "stay_limit_h"}
    for table, field in fields.items():
        for entry in draft.of(table):
            value = getattr(entry.row, field)
            if value is not None and value < 0:
                yield entry.raw.fault(field, field=field, value=value)


def z21_weekdays_exist(draft: Draft) -> Iterator[Fault]:
    """The days {days} are not days of the week.

    Cure: Give the days as numbers, 1 for Monday to 7 for Sunday, each once.
    """
    for entry in draft.of("hours"):
        days = entry.row.days
        if not days or not set(days) <= set(range(1, 8)) or len(set(days)) < len(days):
            yield entry.raw.fault("days", days=list(days))


def z22_time_zones_exist(draft: Draft) -> Iterator[Fault]:
    """There is no time zone "{zone}".

    Cure: Use a name of the IANA list, such as Asia/Ho_Chi_Minh; the closest is {closest}.
    """
    for entry in draft.of(SETTINGS):
        for field in ("time_zone", "other_time_zone"):
            zone = getattr(entry.row, field)
            try:
                ZoneInfo(zone)
            except (ValueError, OSError, KeyError):  # a bad name may also look like a path
                near = closest(zone, available_timezones())
                yield entry.raw.fault(field, zone=zone, closest=near)


def z23_name_is_that_of_the_folder(draft: Draft) -> Iterator[Fault]:
    """The zone calls itself "{name}" but is read as "{asked}".

    Cure: Give the folder and the field `name` the same name.
    """
    for entry in draft.of(SETTINGS):
        if entry.row.name not in (draft.name, draft.name.removesuffix("-demo")):
            yield entry.raw.fault("name", name=entry.row.name, asked=draft.name)


def z48_published_ranges_run_forward(draft: Draft) -> Iterator[Fault]:
    """The range ends with {last}, before it begins with {first}.

    Cure: Swap the two, or correct the one that is wrong.
    """
    for entry in draft.of(*PUBLISHED):
        for low, high in (("first_day", "last_day"), ("value", "value_high")):
            first, last = getattr(entry.row, low, None), getattr(entry.row, high, None)
            if first is not None and last is not None and last < first:
                yield entry.raw.fault(high, first=first, last=last)
