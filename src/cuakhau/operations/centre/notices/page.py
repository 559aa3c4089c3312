"""Notices in words: how each stands now, what it stops, whom it was told to."""

from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.operations.centre.clock import tell_time
from cuakhau.operations.centre.gates.page import Reader, direction_word
from cuakhau.operations.centre.models import Notice
from cuakhau.operations.closures.reasons import name_reason
from cuakhau.operations.messages import outbox
from cuakhau.operations.outbox.page import name_channel
from cuakhau.operations.times import micros
from cuakhau.zone.types import Route

Standing = Literal["now", "ahead", "over"]
TONES: dict[Standing, str] = {"now": "bad", "ahead": "warn", "over": ""}
MOST_TOLD = 200


def stands(notice: Notice, now_us: int) -> Standing:
    """Tell whether a notice is in force, ahead, or over."""
    ended = [at for at in (notice.ended_at, notice.until) if at is not None]
    if any(micros(at) <= now_us for at in ended):
        return "over"
    return "ahead" if micros(notice.since) > now_us else "now"


def standing_word(standing: Standing) -> str:
    """Say how a notice stands."""
    words = {
        "now": pgettext("notice", "in force"),
        "ahead": pgettext("notice", "ahead"),
        "over": pgettext("notice", "over"),
    }
    return words[standing]


def build_notice(reader: Reader, notice: Notice) -> dict[str, Any]:
    """Build what is shown of a notice."""
    zone, language = reader.zone, reader.language
    standing = stands(notice, reader.now_us)
    goods = zone.name_of(notice.goods, language) if notice.goods else _("all goods")
    way = direction_word(notice.direction) if notice.direction else _("both directions")
    return {
        "id": notice.pk,
        "document": notice.document,
        "signer": notice.signer,
        "signed_on": f"{notice.signed_on:%d/%m/%Y}",
        "what": f"{goods} · {way}",
        "place": ", ".join(zone.name_of(one, language) for one in notice.places),
        "reason": name_reason(notice.reason, language),
        "since": tell_time(zone, micros(notice.since), reader.now_us),
        "until": tell_time(zone, micros(notice.until) if notice.until else None, reader.now_us)
        or _("further notice"),
        "ended": tell_time(zone, micros(notice.ended_at), reader.now_us) if notice.ended_at else "",
        "ended_by": notice.ended_by or "",
        "by": notice.by,
        "at": tell_time(zone, micros(notice.at), reader.now_us),
        "told": str(notice.told),
        "standing": standing,
        "word": standing_word(standing),
        "tone": TONES[standing],
    }


def build_alarms(reader: Reader, notices: list[Notice], addresses: dict[int, str]) -> list[Any]:
    """Build the lines of a board: notices in force or soon so."""
    lines = []
    for notice in notices:
        told = build_notice(reader, notice)
        if told["standing"] == "over":
            continue
        span = _("{since} to {until}").format(since=told["since"], until=told["until"])
        lines.append(
            {
                "what": _("Stopped: {what}").format(what=told["what"]),
                "place": told["place"],
                "document": told["document"],
                "time": span,
                "tone": told["tone"] if told["standing"] == "now" else "info",
                "address": addresses.get(notice.pk, ""),
            }
        )
    return lines


def build_told(reader: Reader, notice: Notice, about: str) -> list[dict[str, Any]]:
    """List to whom a notice was told, and what each channel did with it."""
    rows = []
    for message in outbox.list_messages(notice.zone, about=about, limit=MOST_TOLD):
        rows.append(
            {
                "visit": message.visit or "",
                "draft": message.facts.get("draft", ""),
                "firm": message.firm or "",
                "at": tell_time(reader.zone, micros(message.at), reader.now_us),
                "tries": [
                    {"channel": name_channel(one.channel), "state": one.state}
                    for one in message.tries.all()
                ],
                "text": outbox.tell(message, reader.language),
            }
        )
    return rows


def list_choices(reader: Reader) -> list[dict[str, Any]]:
    """List the gates and routes that a notice may name."""
    zone = reader.zone
    routes = [row for row in zone.routes if isinstance(row, Route)]
    return [
        {
            "id": gate.id,
            "name": zone.name_of(gate.id, reader.language),
            "routes": [
                {"id": route.id, "name": zone.name_of(route.id, reader.language)}
                for route in routes
                if route.gate == gate.id
            ],
        }
        for gate in zone.gates
    ]
