"""What the page of the mirror says: periods, reasons and what they mean."""

from datetime import date

from django.utils.translation import gettext as _

from cuakhau.trade.mirror import Reason
from cuakhau.trade.naming.scopes import name_scope
from cuakhau.zone.types import Language


def name_period(period: str, first: date) -> str:
    """Write a period as addresses and people write it."""
    if period == "month":
        return f"{first:%Y-%m}"
    if period == "quarter":
        return f"{first.year}Q{(first.month + 2) // 3}"
    return str(first.year)


def tell_reason(reason: Reason, language: Language) -> str:
    """Say why two figures differ."""
    said = {
        "missing_month": _("one account lacks these months"),
        "no_value": _("rows without a value"),
        "scope": _("they count different things"),
        "rate": _("another rate of the currency"),
        "cif_fob": _("freight and insurance, as stated"),
        "timing": _("days end at another hour"),
        "rounding": _("rounded when it was published"),
        "unknown": _("nobody knows why"),
    }[reason.code]
    what = reason.what
    if reason.code == "scope":
        what = " / ".join(name_scope(scope, language) for scope in what.split(" / "))
    if reason.code == "rounding":
        what = {"approx": _("printed as about"), "at_least": _("printed as over")}.get(what, what)
    return f"{said}: {what}" if what else said


def name_odd(code: str) -> tuple[str, str]:
    """Say what one account has and the other lacks, and what is to be done about it."""
    return {
        "no_declaration": (
            _("Gone through, no goods declared"),
            _("Ask the declarant for the goods lines; the trade of these vehicles is unknown."),
        ),
        "no_value": (
            _("Gone through, goods without a value"),
            _("The value stands on the invoice; until it is declared it is unknown."),
        ),
        "no_vehicle": (
            _("Declared, the vehicle never came"),
            _("It may come later, or the declaration is to be withdrawn."),
        ),
        "other_day": (_("Another day on the declaration"), ""),
        "other_gate": (
            _("Went through at another gate than declared"),
            _("Rerouted, or a gate written down wrongly: open the visit and see."),
        ),
        "other_direction": (_("Went the other way than declared"), ""),
        "no_fee": (
            _("Gone through, no fee charged"),
            _("Free of fees by a rule, or the fee was not taken: open the fees of the visit."),
        ),
        "fee_unknown": (_("A fee of unknown amount"), ""),
        "fee_without_vehicle": (
            _("A fee without a vehicle"),
            _("No visit has this number: look at the receipt."),
        ),
        "two_fees": (
            _("Charged more than once"),
            _("Two kinds of fee, or one charged twice: open the fees of the visit."),
        ),
    }[code]


def list_ways() -> dict[str, str]:
    """Name the ways of goods."""
    return {"both": _("both ways"), "export": _("export"), "import": _("import")}


def list_periods() -> list[tuple[str, str]]:
    """Name the periods that accounts are compared by."""
    return [("year", _("years")), ("quarter", _("quarters")), ("month", _("months"))]
