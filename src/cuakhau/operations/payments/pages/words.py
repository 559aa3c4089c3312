"""Words of the pages of fees: means of payment, kinds of entries, and why a rate is not known."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.movement.fees.answer import FeeLine
from cuakhau.operations.payments.books.owing import Owing
from cuakhau.operations.payments.taking.charge import like
from cuakhau.operations.payments.taking.hand import Known
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


def say_means(means: str) -> str:
    """Name how something is paid."""
    words = {
        "cash": _("Cash"),
        "transfer": _("Bank transfer"),
        "prepaid": _("From the balance"),
        "debt": _("On account"),
    }
    return words.get(means, means)


def say_kind(kind: str) -> str:
    """Name a kind of entry."""
    words = {
        "charge": _("Charged"),
        "payment": _("Paid"),
        "prepayment": _("Paid in advance"),
        "cancellation": _("Receipt cancelled"),
        "waiver": _("Let off"),
        "refund": _("Given back"),
        "closing": _("Till closed"),
        "deposit": _("Carried to the bank"),
    }
    return words.get(kind, kind)


def say_field(field: str) -> str:
    """Name what a column of a bank statement may hold."""
    words = {
        "day": _("Day"),
        "credit": _("Money in"),
        "debit": _("Money out"),
        "text": _("Text of the transfer"),
        "reference": _("Reference"),
    }
    return words[field]


def say_why(why: str) -> str:
    """Say why a rate is not known."""
    words = {
        "no_tariff": _("no charge is known for this kind of trip on that day"),
        "no_cell": _("the tariff says nothing of such goods on such a vehicle"),
        "no_rate": _("the rate of this line has not been published"),
        "no_rule_for_use": _("by how much this use changes the rate is not published"),
        "goods_unknown": _("the kind of goods is not known"),
        "class_unknown": _("the class of the vehicle is not known"),
        "not_chargeable_yet": _("it is charged only once the vehicle has come in"),
    }
    return words.get(why, why)


def tell_owing(
    zone: Zone, owing: Owing, language: Language, known: Mapping[str, Known] | None = None
) -> dict[str, Any]:
    """Tell what a visit owes, line by line, each with its resolution and its rules.

    `known` are the amounts that were set by hand before, offered again for such a trip.
    """
    owed_here = {id(line) for line in owing.lines}
    offered = known.get(like(owing)) if known and owing.owed_vnd is None else None
    return {
        "number": owing.number,
        "firm": owing.firm,
        "payer": owing.payer,
        "gate": _name(zone, owing.gate, language),
        "goods": _name(zone, owing.seen.goods, language),
        "vehicle_class": _name(zone, owing.seen.vehicle_class, language),
        "procedure": _name(zone, owing.seen.procedure, language),
        "lines": [
            {**_tell_line(zone, line, language), "is_owed": id(line) in owed_here}
            for line in owing.answer.lines
        ],
        "why": [say_why(one) for one in owing.answer.why],
        "owed_vnd": owing.owed_vnd,
        "is_by_hand": owing.answer.total_vnd is None and owing.standing.by_hand_vnd > 0,
        "charged_vnd": owing.standing.charged_vnd,
        "waived_vnd": owing.standing.waived_vnd,
        "paid_vnd": owing.standing.paid_vnd,
        "to_pay_vnd": owing.to_pay_vnd,
        "too_much_vnd": max(0, -(owing.to_pay_vnd or 0)),
        "is_settled": owing.is_settled,
        "is_exempt": owing.owed_vnd == 0,
        "is_unconfirmed": bool(owing.steps),
        "offered": offered,
    }


def _tell_line(zone: Zone, line: FeeLine, language: Language) -> dict[str, Any]:
    rules = zip(line.rules, line.percents, strict=True)
    return {
        "charge": _name(zone, line.charge, language),
        "goods": _name(zone, line.goods, language),
        "resolution": line.resolution or "",
        "basic_vnd": line.basic_vnd,
        "rules": [f"{zone.name_of(rule, language)} ×{percent}%" for rule, percent in rules],
        "amount_vnd": line.amount_vnd,
        "why": say_why(line.why) if line.why else "",
    }


def _name(zone: Zone, row_id: str | None, language: Language) -> str:
    return zone.name_of(row_id, language) if row_id else _("unknown")
