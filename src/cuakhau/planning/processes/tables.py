"""The tables below the process map: sequences, work handed over, what is flagged and repeated."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from cuakhau.planning.processes.asked import Asked
from cuakhau.planning.processes.reader import Reader, say_finding, say_way
from cuakhau.statistics.process import flow_map
from cuakhau.statistics.process.counts import Counts, Finding

MOST_VARIANTS, MOST_ROWS = 12, 30
SHADES = 4
Linker = Callable[[str, str], str]


def build_rework(reader: Reader, counts: Counts) -> list[dict[str, str]]:
    """List what visits did again."""
    return [
        {
            "name": reader.name(name),
            "visits": reader.number(one.visits),
            "again": reader.number(one.again),
            "share": reader.percent(one.again, one.visits),
            "extra": reader.number(one.extra),
        }
        for name, one in flow_map.list_rework(counts)[:MOST_ROWS]
    ]


def build_findings(reader: Reader, asked: Asked, counts: Counts) -> list[dict[str, str]]:
    """List what procedures flag."""
    found = flow_map.list_findings(counts)[:MOST_ROWS]
    return [_finding_row(reader, asked, finding, visits) for finding, visits in found]


def build_slow(reader: Reader, made: flow_map.ProcessMap, link: Linker) -> list[dict[str, str]]:
    """List the ways that take the most time in all: how often times how long."""
    ordered = sorted(made.arcs, key=lambda arc: -arc.lasted.mean_us * arc.lasted.count)
    return [_way_row(reader, arc, link) for arc in ordered[:MOST_VARIANTS]]


def build_variants(reader: Reader, counts: Counts) -> dict[str, Any]:
    """Give the most frequent sequences."""
    found = flow_map.list_variants(counts, most=MOST_VARIANTS)
    return {
        "different": reader.number(found.different),
        "hidden": reader.number(found.hidden),
        "rows": [
            {
                "steps": [reader.name(one) for one in variant.activities],
                "visits": reader.number(variant.visits),
                "share": reader.percent(variant.visits, found.visits),
                "so_far": reader.percent(variant.so_far, found.visits),
            }
            for variant in found.shown
        ],
    }


def build_matrix(reader: Reader, counts: Counts) -> dict[str, Any]:
    """Give who passes work to whom, agencies in the order of the zone."""
    passed = flow_map.list_handovers(counts)
    order = [one.id for one in reader.zone.agencies]
    known = {one for row in passed for one in (row.giver, row.taker)}
    agencies = sorted(known, key=lambda one: (order.index(one) if one in order else 99, one))
    cells = {(one.giver, one.taker): one.lasted for one in passed}
    most = max((one.count for one in cells.values()), default=1)
    return {
        "takers": [reader.word(one) for one in agencies],
        "rows": [
            {
                "giver": reader.word(giver),
                "cells": [
                    {
                        "taker": reader.word(taker),
                        "count": reader.number(lasted.count),
                        "median": reader.time(lasted.median_us),
                        "shade": -(-SHADES * lasted.count // most),
                        "is_own": giver == taker,
                    }
                    if (lasted := cells.get((giver, taker))) is not None
                    else None
                    for taker in agencies
                ],
            }
            for giver in agencies
        ],
    }


def _way_row(reader: Reader, arc: flow_map.Arc, link: Linker) -> dict[str, str]:
    return {
        "name": say_way(reader, (arc.before, arc.activity)),
        "address": link(arc.before, arc.activity),
        "visits": reader.number(arc.lasted.visits),
        "mean": reader.time(arc.lasted.mean_us),
        "median": reader.time(arc.lasted.median_us),
        "p90": reader.time(arc.lasted.p90_us),
    }


def _finding_row(reader: Reader, asked: Asked, finding: Finding, visits: int) -> dict[str, str]:
    words = urlencode({"finding": "1", **finding._asdict()})
    address = reverse("planning:process-visits", args=[reader.zone.name])
    return {
        "text": say_finding(reader, finding),
        "procedure": reader.word(finding.procedure),
        "visits": reader.number(visits),
        "address": f"{address}?{asked.query()}&{words}",
        "is_bad": "yes" if finding.kind == "order_refused" else "",
    }
