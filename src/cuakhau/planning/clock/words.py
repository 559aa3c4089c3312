"""Causes, measures and lengths of time in words."""

from django.utils.translation import gettext as _

from cuakhau.figures.format import format_number, format_short_day
from cuakhau.movement.times import find_day, local_time
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MINUTE_S, HOUR_S = 60, 3600


def cause_word(cause: str) -> str:
    """Name a cause."""
    return {
        "served": _("Served"),
        "waiting": _("Waiting"),
        "with": _("With the agency, waiting and service not separated"),
        "moving": _("Moving"),
        "trader": _("Waiting for the trader"),
        "payment": _("Waiting for payment"),
        "partner": _("Waiting for a partner vehicle"),
        "other_side": _("The Chinese side"),
        "closed": _("Gate closed"),
        "unknown": _("Unknown"),
        "all": _("Whole time"),
    }[cause]


def charge_word(zone: Zone, cause: str, agency: str | None, language: Language) -> str:
    """Name a cause with the agency that it is about."""
    if agency is None or cause == "payment":
        return cause_word(cause)
    name = zone.name_of(agency, language)
    return {
        "served": _("Served by {agency}"),
        "waiting": _("Waiting for {agency}"),
        "with": _("With {agency}, waiting and service not separated"),
    }[cause].format(agency=name)


def lasting(seconds: float | None) -> str:
    """Write a length of time; a dash where it is not told."""
    if seconds is None:
        return "…"
    minutes = round(seconds / MINUTE_S)
    if seconds < MINUTE_S:
        return _("{seconds} s").format(seconds=round(seconds))
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    if minutes < 48 * 60:
        return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
    return _("{days} d {hours} h").format(days=minutes // 1440, hours=minutes % 1440 // 60)


def counted(count: int | None, language: Language) -> str:
    """Write a number of visits; dots where it is not told."""
    return "…" if count is None else format_number(count, language)


def period_word(name: str, language: Language) -> str:
    """Write a day or a month (`2024-08-22`, `2024-08`) as the reader does."""
    day = find_day(name)
    if day is not None:
        return format_short_day(day, language)
    year, _dash, month = name.partition("-")
    return f"{int(month)}/{year}" if language == "vi" and month else name


def split_word(by: str) -> str:
    """Name what the whole is split by."""
    return {
        "gate": _("By gate"),
        "direction": _("By direction"),
        "goods": _("By goods"),
        "regime": _("By regime"),
        "hour": _("By hour of arrival"),
    }[by]


def group_word(zone: Zone, by: str, word: str | int | None, language: Language) -> str:
    """Name one group of a split."""
    if word is None or word == "":
        return _("unknown")
    if by == "hour":
        return f"{int(word):02d}:00 – {int(word):02d}:59"
    known = {"export": _("export"), "import": _("import"), "ordinary": _("ordinary goods")}
    return known.get(str(word)) or zone.name_of(str(word), language)


def signed(seconds: float) -> str:
    """Write how far a clock is ahead (+) or behind (−)."""
    sign = "+" if seconds >= 0.5 else "−" if seconds <= -0.5 else ""
    return f"{sign}{lasting(abs(seconds))}"


def percent(share: float | None, language: Language) -> str:
    """Write a share in percent; dots where it is not told."""
    if share is None:
        return "…"
    written = f"{100 * share:.1f}".removesuffix(".0")
    return f"{written.replace('.', ',') if language == 'vi' else written} %"


def moment(zone: Zone, at_us: int) -> str:
    """Write an instant of the zone with its offset said once by the page."""
    return f"{local_time(zone, at_us):%d/%m %H:%M:%S}"


def trs_word(study: str, name: str) -> str:
    """Name a measure of a study as the study does."""
    return {
        ("TRS", "arrival_lodgement"): _("Arrival to lodgement of the declaration"),
        ("TRS", "lodgement_release"): _("Lodgement of the declaration to release"),
        ("TRS", "arrival_release"): _("Arrival to release"),
        ("TRS", "release_removal"): _("Release to removal"),
        ("TRS", "arrival_removal"): _("Arrival to removal"),
        ("CPMM", "TFI1"): _("TFI1: time taken to clear a border-crossing point"),
        ("CPMM", "TFI2"): _("TFI2: cost incurred at a border-crossing point"),
        ("CPMM", "TFI3"): _("TFI3: cost incurred to travel a corridor section"),
        ("CPMM", "TFI4"): _("TFI4: speed to travel on corridors"),
    }[study, name]


def channel_word(channel: str | int | None) -> str:
    """Name a channel of selection."""
    names = {"green": _("Green"), "yellow": _("Yellow"), "red": _("Red")}
    return names.get(str(channel), _("unknown"))


def activity_word(activity: str) -> str:
    """Name an activity as CAREC's list of border-crossing activities does."""
    return {
        "border_security": _("Border security and control"),
        "customs": _("Customs controls"),
        "health": _("Health or quarantine inspection"),
        "phytosanitary": _("Phytosanitary inspection"),
        "veterinary": _("Veterinary inspection"),
        "transport_inspection": _("Transport inspection"),
        "loading": _("Loading and unloading"),
        "waiting": _("Waiting or queue"),
        "other": _("No activity of the list"),
    }[activity]


def rate_word(name: str) -> str:
    """Name a rate."""
    return {
        "backlog": _("Backlog ratio"),
        "turned_back": _("Turned-back rate"),
        "no_show": _("No-show rate"),
        "out_of_order": _("Out-of-order share"),
    }[name]


def rate_meaning(name: str) -> str:
    """Say what a rate counts."""
    return {
        "backlog": _("left over at the cut-off for each vehicle that went"),
        "turned_back": _("of the visits that are over"),
        "no_show": _("declared a day ago or more and never come"),
        "out_of_order": _("visits with a tick that came after an act which needs it"),
    }[name]
