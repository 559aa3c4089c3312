"""`cuakhau clock`: whose each minute of the visits of a log was."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer
from cuakhau.cli._answer import write_number
from cuakhau.cli.clocking import _reading
from cuakhau.cli.clocking._words import WORDS
from cuakhau.cli.counting import _told
from cuakhau.cli.planning import _tables

if TYPE_CHECKING:
    import pyarrow as pa

    from cuakhau.statistics.clock.causes import Clock
    from cuakhau.statistics.clock.lengths import Measure
    from cuakhau.statistics.clock.tables import Row
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

HOUR_S, MINUTE_US = 3600, 60_000_000
log_type = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command
@click.argument("file", metavar="LOG", type=log_type, required=False)
@_told.zone_option
@click.option("--by", default="", help="Group by these: gate,direction,goods,regime,hour,agency …")
@click.option("--visit", default=None, metavar="ID", help="Show one visit, minute by minute.")
@click.option(
    "--for", "viewer", default=None, metavar="AGENCY", help="Look as this agency, at its channels."
)
@click.option("--publish", is_flag=True, help="Withhold small cells, as in every published table.")
@_told.lang_option
@_answer.json_option
def command(
    *,
    file: Path | None,
    zone_name: str,
    by: str,
    language: "Language",
    as_json: bool,
    **told: Any,
) -> None:
    """Say whose each minute of the visits in LOG (Parquet) was, from declaration to last exit.

    Where LOG is left out the journal is read. Channels of selection are in no log: with --by
    channel --for the agency that set them they are read from the journal, and small cells withheld.

    Example: cuakhau clock june.parquet --zone example --by gate,direction,agency
    """
    zone = _told.find_zone(zone_name)
    with _told.refusals(language, as_json=as_json):
        from cuakhau.statistics.clock import read_clock
        from cuakhau.statistics.clock.tables import check_by

        words, viewer = tuple(word for word in by.split(",") if word), told["viewer"]
        _reading.check_agency(zone, viewer)
        check_by(words, has_channels=viewer is not None)
        clock = read_clock(zone, _reading.read(zone, file))
        if told["visit"] is not None:
            _tell_visit(clock, told["visit"], language, as_json=as_json)
            return
        channels = _reading.read_channels(clock, viewer) if "channel" in words else None
        publish = told["publish"] or channels is not None
        rows = _measure(clock, words, channels, publish=publish)
    if as_json:
        _answer.show(_facts(clock, words, rows, publish=publish), as_json=True)
        return
    _show(clock, words, rows, language)


def _measure(
    clock: "Clock", by: tuple[str, ...], channels: "pa.Table | None", *, publish: bool
) -> "tuple[Row, ...]":
    from cuakhau.statistics.clock.publishing import withhold
    from cuakhau.statistics.clock.refusals import l5_log_has_visits, refuse
    from cuakhau.statistics.clock.tables import count_visits, measure

    rows = measure(count_visits(clock.spent, by, channels=channels), by)
    if not rows:
        counts = {"open": _count_open(clock), **clock.left_out}
        raise refuse(l5_log_has_visits, zone=clock.zone.name, **counts)
    return withhold(rows, by) if publish else rows


def _facts(
    clock: "Clock", by: tuple[str, ...], rows: "tuple[Row, ...]", *, publish: bool
) -> dict[str, Any]:
    from cuakhau.statistics.clock.measuring.clocks import list_skews
    from cuakhau.statistics.clock.measuring.offsets import list_offsets
    from cuakhau.statistics.clock.measuring.rates import list_rates
    from cuakhau.statistics.clock.measuring.release import list_release_times
    from cuakhau.statistics.clock.measuring.ticks import list_lateness
    from cuakhau.statistics.clock.publishing import LEAST

    skews = list_skews(clock)
    return {
        "zone": clock.zone.name,
        "zone_version": clock.zone.version,
        "by": list(by),
        "ends_us": clock.ends_us,
        "open": _count_open(clock),
        "left_out": clock.left_out,
        "starts_after_end": _count_backward(clock),
        "least": LEAST if publish else None,
        "rates": [asdict(one) for one in list_rates(clock)],
        "release_times": [asdict(one) for one in list_release_times(clock)],
        "ticks": [asdict(one) for one in list_lateness(clock)],
        "clocks": [{**asdict(one), "disagree": one.disagree} for one in skews],
        "offsets": [{**asdict(one), "is_off": one.is_off} for one in list_offsets(skews)],
        "rows": [{**asdict(row), "group": dict(zip(by, row.group, strict=True))} for row in rows],
    }


def _show(
    clock: "Clock", by: tuple[str, ...], rows: "tuple[Row, ...]", language: "Language"
) -> None:
    from cuakhau.movement.times import local_time
    from cuakhau.statistics.clock.publishing import LEAST

    words, out, zone = WORDS[language], _tables.console(), clock.zone
    whole = {_of_visits(by, row.group): row.visits or 0 for row in rows}
    visits = sum(whole.values())
    name = zone.name_of(zone.name.removesuffix("-demo"), language)
    out.print(words["title"].format(zone=name, visits=visits), style="bold")
    heads = [words["group"]] if by else []
    heads += [words["cause"], *(words[one] for one in ("visits", "count", "mean", "median"))]
    made = _tables.table(*heads, words["p90"], words["share"])
    for row in rows:
        parts = zip(by, row.group, strict=True)
        named = " · ".join(_name(zone, word, part, language) for word, part in parts)
        cells = [named] if by else []
        cells += [words[row.cause], str(row.visits), "…" if row.count is None else str(row.count)]
        cells += [_surely(row.mean_s, language)]
        cells += [_hours(row.median_s, language), _hours(row.p90_s, language)]
        made.add_row(
            *cells,
            "…" if row.share is None else f"{write_number(100 * row.share, language, '.1f')} %",
        )
    out.print(made)
    ends = local_time(zone, clock.ends_us).isoformat(timespec="minutes")
    left = clock.left_out
    told = {"no_arrival": left["not_arrived"], "merged": left["merged"], "no_time": left["no_time"]}
    out.print(words["open"].format(open=_count_open(clock), ends=ends, **told))
    if backward := _count_backward(clock):
        out.print(words["backward"].format(count=backward))
    _tell_clocks(clock, language)
    out.print(words["sure"], style="dim")
    if any(row.count is None for row in rows):
        out.print(words["withheld"].format(least=LEAST), style="dim")


def _tell_clocks(clock: "Clock", language: "Language") -> None:
    """Say which agencies' clocks are off against those of all; nothing is shifted."""
    from cuakhau.statistics.clock.measuring.clocks import list_skews
    from cuakhau.statistics.clock.measuring.offsets import list_offsets

    for one in list_offsets(list_skews(clock)):
        if one.is_off:
            told = (round(value or 0) for value in (one.ahead_s, one.low_s, one.high_s))
            ahead, low, high = (f"{value:+d}" for value in told)
            agency = clock.zone.name_of(one.agency, language)
            said = WORDS[language]["off"].format(agency=agency, ahead=ahead, low=low, high=high)
            _tables.console().print(said)


def _of_visits(by: tuple[str, ...], group: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(part for word, part in zip(by, group, strict=True) if word != "agency")


def _count_open(clock: "Clock") -> int:
    import pyarrow.compute as pc

    return int(pc.sum(clock.visits["is_open"], min_count=0).as_py())


def _count_backward(clock: "Clock") -> int:
    """Count the services that are said to have begun after they ended."""
    return int((clock.rows.started_us > clock.rows.at_us).sum())


def _name(zone: "Zone", word: str, part: Any, language: "Language") -> str:
    if part is None:
        return "–"
    return WORDS[language][part] if word == "channel" else zone.name_of(str(part), language)


def _hours(one: "Measure", language: "Language") -> str:
    return "…" if one.value is None else write_number(one.value / HOUR_S, language, ".2f")


def _surely(one: "Measure", language: "Language") -> str:
    if one.value is None or one.high is None:
        return _hours(one, language)
    half = write_number((one.high - one.value) / HOUR_S, language, ".2f")
    return f"{_hours(one, language)} ± {half}"


def _tell_visit(clock: "Clock", visit: str, language: "Language", *, as_json: bool) -> None:
    from cuakhau.movement.times import local_time
    from cuakhau.statistics.clock.refusals import l4_log_has_the_visit, refuse
    from cuakhau.statistics.clock.single import list_stretches

    rows = list_stretches(clock, visit)
    if rows is None:
        raise refuse(l4_log_has_the_visit, visit=visit)
    if as_json:
        _answer.show({"zone": clock.zone.name, "visit": visit, "rows": rows}, as_json=True)
        return
    words, out, zone = WORDS[language], _tables.console(), clock.zone
    minutes = sum(row["micros"] for row in rows) / MINUTE_US
    out.print(
        words["of_visit"].format(visit=visit, minutes=write_number(minutes, language, ",.1f")),
        style="bold",
    )
    heads = ("cause", "who", "from", "until", "minutes", "estimate")
    made = _tables.table(*(words[one] for one in heads))
    for row in rows:
        who = [zone.name_of(row[one], language) for one in ("agency", "step") if row[one]]
        since, until = (local_time(zone, row[one]) for one in ("started_us", "ended_us"))
        guess = row["served_estimate_us"]
        made.add_row(
            words[row["cause"]], " · ".join(who), f"{since:%d/%m %H:%M:%S}",
            f"{until:%d/%m %H:%M:%S}", write_number(row["micros"] / MINUTE_US, language, ",.1f"),
            "" if guess is None else f"≈ {write_number(guess / MINUTE_US, language, ',.1f')}",
        )  # fmt: skip
    out.print(made)
