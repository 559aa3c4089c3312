"""Today's flow and what waits, from the count that the live board keeps."""

from django.utils.translation import gettext as _

from cuakhau.figures import Figure
from cuakhau.operations.board.following import follow
from cuakhau.operations.board.present import Take, take_from
from cuakhau.reports.leader.section import Ground, Section
from cuakhau.reports.paper.compose import compose, say
from cuakhau.reports.paper.document import Said
from cuakhau.web.templatetags.words import lasting
from cuakhau.zone.bulletin.headings import Heading
from cuakhau.zone.bulletin.printed import WHOLE_ZONE


def take_now(ground: Ground) -> Take:
    """Give what makes the live figures of this instant; no log is read for it."""
    return take_from(ground.zone, follow(ground.zone).look(ground.at_us))


def tell_flow(ground: Ground, take: Take) -> Section:
    """Tell what has come and gone since the cut-off."""
    said = {
        "cleared": _say(ground, _whole(take, "cleared", "all")),
        "export": _say(ground, _whole(take, "cleared", "export")),
        "imported": _say(ground, _whole(take, "cleared", "import")),
        "arrived": _say(ground, take("live.arrived", line=WHOLE_ZONE)),
        "back": _say(ground, take("live.turned_back", line=WHOLE_ZONE)),
    }
    template = _(
        "Since the cut-off {cleared} went through: export {export}, import {imported}; {arrived} "
        "came, {back} turned back."
    )
    return Section(
        id="flow",
        title=_("Through the gates today"),
        icon="truck",
        spans=compose(template, said),
        address="operations:board",
        act="see_board",
        lead=said["cleared"],
    )


def tell_backlog(ground: Ground, take: Take) -> Section:
    """Tell how many wait now, and for how long."""
    longest = take("live.longest_wait", line=WHOLE_ZONE)
    said = {
        "waiting": _say(ground, _whole(take, "waiting", "all")),
        "export": _say(ground, _whole(take, "waiting", "export")),
        "imported": _say(ground, _whole(take, "waiting", "import")),
        "overdue": _say(ground, take("live.overdue")),
        "longest": Said(longest, lasting(longest)),
    }
    template = _("{waiting} wait: export {export}, import {imported}; overdue: {overdue}.")
    if longest.value is not None:
        template = _(
            "{waiting} wait: export {export}, import {imported}; the longest for {longest}; "
            "overdue: {overdue}."
        )
    return Section(
        id="backlog",
        title=_("Waiting now"),
        icon="clock-pause",
        spans=compose(template, said),
        address="operations:board",
        act="see_board",
        lead=said["waiting"],
    )


def _whole(take: Take, name: str, heading: Heading) -> Figure:
    return take(f"live.{name}", line=WHOLE_ZONE, heading=heading)


def _say(ground: Ground, figure: Figure) -> Said:
    return say(figure, ground.language)
