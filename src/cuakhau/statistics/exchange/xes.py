"""A log as XES (IEEE 1849): one trace a visit, one event a row, times with their offset."""

from collections.abc import Iterator
from io import StringIO
from xml.sax.saxutils import quoteattr

from cuakhau.movement.log import EventLog
from cuakhau.movement.times import local_time
from cuakhau.movement.visit import Entry
from cuakhau.statistics.exchange.ocel import list_public, type_of
from cuakhau.zone.zone import Zone

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<global scope="trace"><string key="concept:name" value=""/></global>
<global scope="event"><string key="concept:name" value=""/>
<date key="time:timestamp" value="1970-01-01T00:00:00Z"/></global>
<classifier name="Activity" keys="concept:name"/>
"""
_OF_VISIT = ("procedure", "goods", "vehicle_class")
_OF_EVENT = (("agency", "org:group"), ("place", "place"), ("way", "way"), ("origin", "origin"))


def write_xes(zone: Zone, log: EventLog) -> tuple[bytes, int]:
    """Write a log as XES; give how many events are in it."""
    out = StringIO()
    out.write(_HEAD)
    out.write(_string("concept:name", zone.name))
    count = 0
    for subject, entries in list_public(zone, log):
        if not entries:
            continue
        out.write(f"<trace>{_string('concept:name', subject)}")
        for word in _OF_VISIT:
            told = [getattr(one, word) for one in entries if one.kind in ("declared", "amended")]
            told = [value for value in told if value]
            if told:
                out.write(_string(word, told[-1]))
        for entry in entries:
            out.writelines(_event(zone, entry))
            count += 1
        out.write("</trace>\n")
    out.write("</log>\n")
    return out.getvalue().encode(), count


def _event(zone: Zone, entry: Entry) -> Iterator[str]:
    yield f"<event>{_string('concept:name', type_of(entry))}"
    yield _date("time:timestamp", local_time(zone, entry.at_us).isoformat(timespec="microseconds"))
    yield _string("lifecycle:transition", "complete")
    for name, key in _OF_EVENT:
        told = getattr(entry, name)
        if told:
            yield _string(key, told)
    if entry.started_us is not None:
        yield _date(
            "started", local_time(zone, entry.started_us).isoformat(timespec="microseconds")
        )
    yield "</event>"


def _string(key: str, value: str) -> str:
    return f"<string key={quoteattr(key)} value={quoteattr(value)}/>"


def _date(key: str, value: str) -> str:
    return f"<date key={quoteattr(key)} value={quoteattr(value)}/>"
