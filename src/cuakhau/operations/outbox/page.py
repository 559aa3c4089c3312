"""The outbox in words: whom a message is for, what it says, and each try. Phones are masked."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.accounts.firms.register import name_firms
from cuakhau.accounts.masking import mask
from cuakhau.journal import personal
from cuakhau.movement.times import local_time
from cuakhau.operations.messages.outbox import MOST_TRIES, tell
from cuakhau.operations.models import Declaration, Message, MessageTry
from cuakhau.operations.outbox.channels import CHANNELS, WHO
from cuakhau.operations.outbox.delivering import OUT, RETRY_AFTER
from cuakhau.operations.times import micros
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

PAGE = 40
STATES = ("waiting", "sent", "failed", "no_address")


def build_page(
    zone: Zone, asked: dict[str, str], *, at: datetime, language: Language
) -> dict[str, Any]:
    """Give a page of messages that fit what is asked, the newest first."""
    rows = list(_find(zone.name, asked).prefetch_related("tries").order_by("-id")[: PAGE + 1])
    shown = rows[:PAGE]
    phones = _mask_phones(zone.name, shown, at)
    firms = name_firms(zone.name, {row.firm for row in shown if row.firm})
    return {
        "zone": zone.name,
        "asked": asked,
        "is_filtered": any(asked.values()),
        "channels": [(one, name_channel(one)) for one in CHANNELS],
        "states": [(one, name_state(one)) for one in STATES],
        "rows": [
            {
                **_tell_row(zone, row, at, language),
                "phone": phones.get(row.visit or "", ""),
                "firm": firms.get(row.firm or "", row.firm or ""),
                "unit": _name_unit(row, language),
            }
            for row in shown
        ],
        "before": shown[-1].pk if len(rows) > PAGE else None,
    }


def _find(zone_name: str, asked: dict[str, str]) -> QuerySet[Message]:
    found = Message.objects.filter(zone=zone_name)
    if asked["visit"]:
        found = found.filter(visit=asked["visit"])
    if asked["before"].isdecimal():
        found = found.filter(id__lt=int(asked["before"][:18]))
    tries = MessageTry.objects.filter(message__zone=zone_name, channel__in=CHANNELS)
    if asked["channel"] in CHANNELS:
        tries = tries.filter(channel=asked["channel"])
        if asked["state"] != "waiting":
            found = found.filter(id__in=tries.values("message"))
    if asked["state"] == "waiting":
        return found.exclude(id__in=tries.values("message"))
    if asked["state"] in STATES:
        states = OUT if asked["state"] == "sent" else (asked["state"],)
        return found.filter(id__in=tries.filter(state__in=states).values("message"))
    return found


def _mask_phones(zone_name: str, rows: list[Message], at: datetime) -> dict[str, str]:
    """Give the masked phone of each visit; nothing whole is shown, so no look is kept."""
    numbers = {row.visit for row in rows if row.visit}
    said = Declaration.objects.filter(zone=zone_name, number__in=numbers).order_by("revision")
    refs = {one.number: one.phone for one in said if one.phone}
    line = personal.Line(WHO, at, "outbox")
    found = personal.look(zone_name, whole=(), masked=refs.values(), line=line) if refs else {}
    return {number: mask("phone", found[ref]) for number, ref in refs.items() if ref in found}


def _name_unit(row: Message, language: Language) -> str:
    """Name the unit a message is for, by the names that it carries."""
    names = row.facts.get("unit")
    return str(names.get(language) or row.unit or "") if isinstance(names, dict) else row.unit or ""


def tell_tries(zone: Zone, row: Message) -> list[dict[str, str]]:
    """Tell by which channel a message went, when, and what came of it."""
    tries = row.tries.filter(channel__in=CHANNELS).order_by("at", "number")
    return [
        {
            "channel": name_channel(one.channel),
            "state": one.state,
            "word": name_state(one.state),
            "at": f"{local_time(zone, micros(one.at)):%H:%M}",
        }
        for one in tries
    ]


def _tell_row(zone: Zone, row: Message, at: datetime, language: Language) -> dict[str, Any]:
    tries = sorted(row.tries.all(), key=lambda one: (one.at, one.number))
    written = local_time(zone, micros(row.at))
    return {
        "time": f"{written:%H:%M}",
        "day": f"{written:%d/%m}",
        "visit": row.visit or "",
        "text": tell(row, language),
        "tries": [_tell_try(zone, one) for one in tries],
        "state": _tell_state(row, tries, at),
    }


def _tell_try(zone: Zone, one: MessageTry) -> dict[str, Any]:
    return {
        "channel": name_channel(one.channel),
        "number": one.number,
        "time": f"{local_time(zone, micros(one.at)):%H:%M}",
        "state": name_state(one.state),
        "kind": _kind(one.state),
        "detail": say_detail(one.detail),
        "next": _say_next(zone, one),
    }


def say_detail(detail: str) -> str:
    """Say why a try failed; an answer of a gateway stays as it came."""
    if not detail or detail.startswith("HTTP"):
        return detail
    return _("the gateway was not reached")


def _say_next(zone: Zone, one: MessageTry) -> str:
    if one.state != "failed":
        return ""
    if one.number >= MOST_TRIES:
        return _("given up")
    after = local_time(zone, micros(one.at + RETRY_AFTER[one.number - 1]))
    return _("again after {time}").format(time=f"{after:%H:%M}")


def _tell_state(row: Message, tries: list[MessageTry], at: datetime) -> dict[str, str]:
    if any(one.state in OUT for one in tries):
        return {"text": name_state("sent"), "kind": "good"}
    if row.until is not None and row.until <= at:
        return {"text": _("of no use any more"), "kind": ""}
    state = tries[-1].state if tries else "waiting"
    return {"text": name_state(state), "kind": _kind(state)}


def _kind(state: str) -> str:
    kinds = {"failed": "bad", "no_address": "warn", "waiting": "info"}
    return kinds.get(state, "good")


def name_channel(channel: str) -> str:
    """Name a channel."""
    names = {"file": _("File"), "sms": "SMS", "zalo": "Zalo", "wechat": _("WeChat")}
    return names.get(channel, channel)


def name_state(state: str) -> str:
    """Name what became of a message."""
    return {
        "waiting": pgettext("message", "waiting"),
        "sent": pgettext("message", "sent"),
        "delivered": pgettext("message", "delivered"),
        "failed": pgettext("message", "failed"),
        "no_address": pgettext("message", "no phone known"),
    }[state]
