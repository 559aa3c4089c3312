"""The menu: which pages a person's role may open, in groups. A page not built yet is left out."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, gettext_noop

from cuakhau.accounts.rights import has_proved, may_somewhere
from cuakhau.web.here import Request


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the act that it needs (empty: anybody), address name, word, icon and group."""

    act: str
    address: str
    word: str
    icon: str
    group: str


HOLE = "the-zone-of-the-reader"
GROUPS = {
    "now": "",
    "trips": gettext_noop("Trips"),
    "gate": gettext_noop("At the gate"),
    "centre": gettext_noop("Coordination"),
    "measures": gettext_noop("Measures"),
    "plans": gettext_noop("Planning"),
    "money": gettext_noop("Money"),
    "direct": gettext_noop("Works and tasks"),
    "reports": gettext_noop("Reports"),
    "system": gettext_noop("System"),
}
# In the order shown. Addresses are tried with the person's zone, then without.
ENTRIES = (
    Entry("see_board", "operations:board", gettext_noop("Live board"), "layout-dashboard", "now"),
    Entry("see_today", "leader:today", gettext_noop("Today"), "sun", "now"),
    Entry("", "driver:public", gettext_noop("For everybody"), "world", "now"),
    Entry("declare", "desk:declare", gettext_noop("Declare"), "truck", "trips"),
    Entry("declare", "desk:lists", gettext_noop("Send a list"), "file-spreadsheet", "trips"),
    Entry("see_own_visits", "desk:own-visits", gettext_noop("My visits"), "list", "trips"),
    Entry("see_own_visits", "desk:consignments", gettext_noop("Consignments"), "packages", "trips"),
    Entry("see_own_visits", "desk:firm", gettext_noop("Our firm"), "briefcase", "trips"),
    Entry("confirm", "desk:desks", gettext_noop("Desk"), "clipboard-list", "gate"),
    Entry("see_queues", "yards:yards", gettext_noop("Yards"), "parking", "gate"),
    Entry("see_queues", "yards:missing", gettext_noop("Not found"), "help", "gate"),
    Entry("see_roster", "shifts:roster", gettext_noop("Roster"), "users-group", "gate"),
    Entry("hand_over", "shifts:handovers", gettext_noop("Handover"), "signature", "gate"),
    Entry("write_book", "shifts:book", gettext_noop("Duty log book"), "notebook", "gate"),
    Entry("confirm", "shifts:paper", gettext_noop("Paper"), "printer", "gate"),
    Entry("take_in", "sources:list", gettext_noop("Sources"), "transfer-in", "gate"),
    Entry("see_queues", "yards:calls", gettext_noop("Calls"), "speakerphone", "centre"),
    Entry("reroute", "yards:reroute", gettext_noop("Send elsewhere"), "arrows-split", "centre"),
    Entry("see_fees", "payments:fees", gettext_noop("Fees"), "cash", "money"),
    Entry("see_revenue", "payments:revenue", gettext_noop("Revenue"), "chart-bar", "money"),
    Entry("see_board", "centre:gates", gettext_noop("Gates and lanes"), "barrier-block", "centre"),
    Entry("see_board", "centre:map", gettext_noop("Map of the zone"), "map-2", "centre"),
    Entry("see_notices", "centre:notices", gettext_noop("Notices"), "file-alert", "centre"),
    Entry("note_hotline", "centre:hotline", gettext_noop("Hotline"), "phone-call", "centre"),
    Entry("see_board", "centre:incidents", gettext_noop("Incidents"), "urgent", "centre"),
    Entry("answer_hours", "centre:hours", gettext_noop("Outside of the hours"), "moon", "centre"),
    Entry("see_orders", "orders:list", gettext_noop("Orders on the road"), "road", "centre"),
    Entry("ask_hours", "centre:hours", gettext_noop("Outside of the hours"), "moon", "centre"),
    Entry(
        "see_overlaps",
        "planning:overlaps:list",
        gettext_noop("Overlaps"),
        "arrows-exchange",
        "measures",
    ),
    Entry("see_plans", "planning:workbench", gettext_noop("What if"), "adjustments", "plans"),
    Entry("see_plans", "planning:runs", gettext_noop("Runs of the twin"), "history", "plans"),
    Entry(
        "make_plans", "planning:budget", gettext_noop("Best use of a budget"), "calculator", "plans"
    ),
    Entry(
        "see_plans", "planning:calibration", gettext_noop("How sure is the twin"), "target", "plans"
    ),
    Entry("see_works", "portfolio:works", gettext_noop("Works"), "crane", "direct"),
    Entry("see_directives", "portfolio:tasks", gettext_noop("Tasks"), "list-check", "direct"),
    Entry(
        "see_directives",
        "portfolio:my-tasks",
        gettext_noop("Tasks of my unit"),
        "checkbox",
        "direct",
    ),
    Entry("see_turnover", "turnover:desk", gettext_noop("Turnover"), "chart-line", "reports"),
    Entry(
        "see_clock", "clock:overview", gettext_noop("Where did the time go"), "clock", "measures"
    ),
    Entry(
        "see_processes", "planning:processes", gettext_noop("Process map"), "git-branch", "measures"
    ),
    Entry("import_trade", "turnover:imports", gettext_noop("Imports"), "file-import", "reports"),
    Entry("settle_trade", "turnover:doubts", gettext_noop("To be settled"), "help", "reports"),
    Entry("see_reports", "bulletins:calendar", gettext_noop("Bulletin"), "file-text", "reports"),
    Entry("see_reports", "indicators:list", gettext_noop("Indicators"), "target", "reports"),
    Entry("see_reports", "documents:list", gettext_noop("Documents"), "file-text", "reports"),
    Entry("see_reports", "rounds:list", gettext_noop("Collection rounds"), "inbox", "reports"),
    Entry("see_reports", "behind:find", gettext_noop("Open a figure"), "search", "reports"),
    Entry(
        "see_turnover",
        "turnover:forecast:outlook",
        gettext_noop("Where the year will end"),
        "chart-dots",
        "reports",
    ),  # fmt: skip
    Entry("see_access", "personal:access", gettext_noop("Looks at data"), "eye-check", "system"),
    Entry("see_outbox", "outbox:list", gettext_noop("Messages sent"), "send", "centre"),
    Entry("answer_complaint", "complaints:list", gettext_noop("Complaints"), "message", "centre"),
    Entry("manage_people", "people:list", gettext_noop("People"), "users", "system"),
    Entry("manage_keys", "people:keys", gettext_noop("Keys of programs"), "key", "system"),
)


def build_navigation(request: Request) -> list[dict[str, Any]]:
    """List the groups of entries of the person who asks; the entry of this page is marked."""
    person: Any = getattr(request, "user", None)
    if person is None or not person.is_authenticated or not has_proved(request):
        return []
    groups: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
    for entry in ENTRIES:
        may = not entry.act or may_somewhere(person, entry.act)
        address = _address(entry, person.zone) if may else None
        if address:
            row = {"address": address, "word": gettext(entry.word), "icon": entry.icon}
            groups[entry.group].append(row)
    _mark_current([row for rows in groups.values() for row in rows], request.path)
    return [
        {"name": gettext(GROUPS[group]) if GROUPS[group] else "", "entries": rows}
        for group, rows in groups.items()
        if rows
    ]


def _mark_current(rows: list[dict[str, Any]], path: str) -> None:
    """Mark the entry with the longest address that the path begins with."""
    above = [row for row in rows if path == row["address"] or _is_below(path, row["address"])]
    current = max(above, key=lambda row: len(row["address"]), default=None)
    for row in rows:
        row["is_current"] = row is current


def _is_below(path: str, address: str) -> bool:
    # The board's address is the root of its zone: what lies below it is not the board.
    return address.count("/") > 3 and path.startswith(address)


def _address(entry: Entry, zone: str) -> str | None:
    written = _written(entry.address)
    return written.replace(HOLE, quote(zone)) if written else None


@cache
def _written(name: str) -> str | None:
    """Give an address with a hole for the zone: to look up fifty took a fifth of a page's time."""
    for arguments in ([HOLE], []):
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            continue
    return None
