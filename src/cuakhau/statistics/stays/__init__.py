"""How long vehicles stay, are served and wait: f(zone, log), by columns, for millions of rows.

    stays = read_stays(zone, log)
    list_groups(stays, "gate"), list_steps(stays), count_in_yards(stays, ticks_us)

A stay runs from the arrival to the end of the visit. Waiting is the part of it in which no
confirmation of the visit is being served, and no partner loads or unloads it. All times are whole
microseconds, so sums are exact.
"""

from cuakhau.statistics.stays.days import Day, list_days
from cuakhau.statistics.stays.grid import count_in_yards, count_in_zone, count_waiting, quarters
from cuakhau.statistics.stays.groups import BY, By, Group, Spread, list_groups
from cuakhau.statistics.stays.steps import AT_END, StepTime, list_steps
from cuakhau.statistics.stays.visits import OUTCOMES, Stays, read_stays

__all__ = [
    "AT_END",
    "BY",
    "OUTCOMES",
    "By",
    "Day",
    "Group",
    "Spread",
    "Stays",
    "StepTime",
    "count_in_yards",
    "count_in_zone",
    "count_waiting",
    "list_days",
    "list_groups",
    "list_steps",
    "quarters",
    "read_stays",
]
