"""Raw rows as typed rows: how a written value becomes a fact."""

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from cuakhau.zone.reading.raw import Fault, RawRow
from cuakhau.zone.reading.tables import TABLES
from cuakhau.zone.types import ProcedureStep

AMOUNTS = {"amount_vnd": "amount"}  # fields whose misfit has a rule of its own

_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)


class Misfit(Exception):
    """A written value is not of the expected kind; the text says what was expected."""


@cache
def hints_of(kind: type) -> dict[str, Any]:
    """Give the fields of a type and what each may hold."""
    return get_type_hints(kind)


@cache
def required_of(kind: type) -> tuple[str, ...]:
    """List the fields that have no default and may not be blank."""
    return tuple(
        spec.name
        for spec in fields(kind)
        if spec.default is MISSING
        and spec.default_factory is MISSING
        and type(None) not in get_args(hints_of(kind)[spec.name])
    )


def build_row(raw: RawRow) -> tuple[Any, list[Fault]]:
    """Make the typed row of a raw one, or `None` and all that is wrong with its fields."""
    return build_as(TABLES[raw.table], raw)


def build_as(kind: type, raw: RawRow) -> tuple[Any, list[Fault]]:
    """Make a row of a given type, for files whose tables are not those of a zone."""
    values = _with_lists(kind, raw) if raw.file.endswith(".csv") else raw.values
    made, faults = _build(kind, values, lambda key, why, **facts: raw.fault(key, why, **facts))
    if raw.table == "procedure":
        faults = [fault for fault in faults if fault.facts.get("field") != "steps"]
        faults += list(_step_faults(raw))
    return (None if faults else made), faults


def _with_lists(kind: type, raw: RawRow) -> dict[str, Any]:
    """Cut the cells of a CSV file that hold several ids, as in `huu_nghi;tan_thanh`."""
    lists = {key for key, hint in hints_of(kind).items() if get_origin(hint) is tuple}
    return {
        key: [part.strip() for part in value.split(";")] if key in lists else value
        for key, value in raw.values.items()
    }


def _step_faults(raw: RawRow) -> Iterator[Fault]:
    steps = raw.values.get("steps")
    if not isinstance(steps, list):
        why = "missing" if steps is None else "type"
        yield raw.fault("steps", why, field="steps", expected="[ { step = … }, … ]", value=steps)
        return
    for place, step in enumerate(steps):
        if not isinstance(step, dict):
            facts = {"field": "steps", "expected": "{ step = … }", "value": step}
            yield raw.inner_fault("steps", place, "type", **facts)
            continue

        def point(key: str, why: str, place: int = place, **facts: Any) -> Fault:
            return raw.inner_fault("steps", place, why, **facts)

        yield from _build(ProcedureStep, step, point)[1]


def _build(kind: type, values: Mapping[str, Any], point: Any) -> tuple[Any, list[Fault]]:
    hints = hints_of(kind)
    faults = [
        point(key, "field", field=key, table=kind.__name__, known=tuple(hints))
        for key in values
        if key not in hints
    ]
    faults += [
        point(key, "missing", field=key, table=kind.__name__)
        for key in required_of(kind)
        if key not in values
    ]
    made: dict[str, Any] = {}
    for key, hint in hints.items():
        if key in values:
            try:
                made[key] = convert(hint, values[key])
            except Misfit as misfit:
                facts = {"field": key, "expected": str(misfit), "value": values[key]}
                faults.append(point(key, AMOUNTS.get(key, "type"), **facts))
        elif type(None) in get_args(hint):
            made[key] = None
    if faults:
        return None, faults
    return kind(**made), []


def convert(hint: Any, value: Any) -> Any:
    """Read one written value as the type of its field, or raise `Misfit`."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return convert(next(kind for kind in inner if kind is not type(None)), value)
    if origin is Literal:
        if value not in inner:
            raise Misfit(" | ".join(str(choice) for choice in inner))
        return value
    if origin is tuple:
        return tuple(convert(inner[0], part) for part in _parts(value))
    if origin is dict:
        if not isinstance(value, dict):
            raise Misfit("{ … = 123 }")
        return {str(key): convert(inner[1], amount) for key, amount in value.items()}
    if isinstance(hint, type) and is_dataclass(hint):
        form = "{ " + ", ".join(f"{name} = …" for name in required_of(hint)) + " }"
        made, faults = (
            _build(hint, value, lambda *_, **facts: facts)
            if isinstance(value, dict)
            else (None, [value])
        )
        if faults:
            raise Misfit(form)
        return made
    return _READERS[hint](value)


def _parts(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Misfit("[ … ]")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Misfit('"…"')
    return value


def _whole(value: Any) -> int:
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Misfit("123")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Misfit("12.5")
    try:
        return float(value)
    except ValueError:
        raise Misfit("12.5") from None


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Misfit("true | false")
    return value


def _day(value: Any) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Misfit("YYYY-MM-DD") from None
    if isinstance(value, datetime) or not isinstance(value, date):
        raise Misfit("YYYY-MM-DD")
    return value


def _clock(value: Any) -> time:
    if isinstance(value, str):
        try:
            value = time.fromisoformat(value)
        except ValueError:
            raise Misfit("HH:MM") from None
    if not isinstance(value, time) or value.tzinfo is not None:
        raise Misfit("HH:MM")
    return value


_READERS: Mapping[Any, Any] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _truth,
    date: _day,
    time: _clock,
}
