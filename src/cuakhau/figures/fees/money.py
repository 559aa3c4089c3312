"""The figures of fees: what was charged, let off and taken, by day, gate, kind and means."""

from collections.abc import Callable, Iterable, Mapping

from cuakhau.figures.data import Data, Measure, MoneySum
from cuakhau.figures.definition import Answer, Definition, Parameters
from cuakhau.zone.types import Language

ANY = "*"


def add_up(sums: Iterable[MoneySum], measure: str, about: Parameters) -> int:
    """Add up the sums of a measure that fit; `*` fits every word."""
    return sum(
        one.amount_vnd
        for one in sums
        if one.measure == measure
        and str(about["since"]) <= one.day <= str(about["until"])
        and about["gate"] in (ANY, one.gate)
        and about["charge"] in (ANY, one.charge)
        and about["goods"] in (ANY, one.goods)
    )


def _find(measure: Measure) -> Callable[[Data, Parameters], Answer]:
    def find(data: Data, parameters: Parameters) -> Answer:
        books = data.books
        known = books is not None and (
            books.since <= str(parameters["since"]) and str(parameters["until"]) <= books.until
        )
        if books is None or not known:
            return Answer(value=None, unit="vnd", reason="no_record")
        return Answer(value=add_up(books.sums, measure, parameters), unit="vnd")

    return find


NEEDS = ("since", "until", "gate", "charge", "goods")
NAMES: Mapping[Measure, Mapping[Language, str]] = {
    "charged": {"vi": "phí phát sinh", "en": "fees charged", "zh": "应收规费"},
    "waived": {"vi": "phí được miễn, giảm", "en": "fees let off", "zh": "减免规费"},
    "cash": {"vi": "thu bằng tiền mặt", "en": "taken in cash", "zh": "现金收入"},
    "bank": {"vi": "thu bằng chuyển khoản", "en": "taken by bank transfer", "zh": "转账收入"},
    "balance_used": {
        "vi": "trừ vào số dư nộp trước",
        "en": "paid from balances",
        "zh": "余额抵扣",
    },
    "refunded": {"vi": "đã hoàn trả", "en": "given back", "zh": "已退还"},
    "debt": {"vi": "ghi nợ còn lại", "en": "left on account", "zh": "挂账余额"},
}
DEFINITIONS: tuple[Definition, ...] = tuple(
    Definition(id=f"fees.{measure}", names=names, needs=NEEDS, find=_find(measure))
    for measure, names in NAMES.items()
)
