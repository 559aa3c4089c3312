"""The slip of a refund: given with the decision of the second person, printed as PDF, A5.

It is signed by who gets the money, who gives it and who decided. Vietnamese first, Chinese beside
it; the second printing and every later one say that they are copies.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from cuakhau.figures.format import format_day, format_number
from cuakhau.movement.times import local_time
from cuakhau.operations.payments.books.locks import lock_books
from cuakhau.operations.payments.books.names import full_name
from cuakhau.operations.payments.models import Decision, Proposal, Receipt, RefundSlip, SlipPrint
from cuakhau.operations.payments.papers.printing import TEMPLATE
from cuakhau.operations.payments.papers.receipts import next_number
from cuakhau.operations.payments.papers.words import say_dong
from cuakhau.operations.times import micros
from cuakhau.web.typesetting import render_pdf
from cuakhau.zone.zone import Zone

SERIES = "PC"  # phiếu chi; with the two last digits of the year: PC26
MEANS = {"cash": "Tiền mặt / 现金", "bank": "Chuyển khoản / 银行转账"}


def series_of(zone: Zone, day: date) -> str:
    """Name the series of a day: each year begins at 1 again. Demo slips have their own."""
    return f"{'DEMO' if zone.is_demo else ''}{SERIES}{day:%y}"


def give_slip(zone: Zone, proposal: Proposal, decision: Decision) -> RefundSlip:
    """Give the next slip of the series for a refund. Must run inside the transaction of it."""
    assert decision.entry is not None, "a refund that was declined has no slip"
    series = series_of(zone, decision.entry.day)
    return RefundSlip.objects.create(
        zone=zone.name,
        series=series,
        number=next_number(zone.name, series),
        decision=decision,
        visit=proposal.visit,
        firm=proposal.firm,
        amount_vnd=proposal.amount_vnd,
        content={
            "means": proposal.means,
            "basis": proposal.basis,
            "gate": decision.entry.gate,
            "proposed_by": proposal.by,
            "decided_by": decision.by,
            "receipts": [str(one) for one in _list_receipts(zone, proposal)],
        },
        by=decision.by,
        at=decision.at,
    )


def print_slip(zone: Zone, slip: RefundSlip, *, by: str, at: datetime) -> bytes:
    """Set a slip as PDF and keep that it was printed."""
    with transaction.atomic():
        lock_books(zone.name, f"slip:{slip.pk}")
        pdf = render_pdf(TEMPLATE, tell_slip(zone, slip, slip.prints.count()))
        SlipPrint.objects.create(slip=slip, by=by, at=at)
    return pdf


def tell_slip(zone: Zone, slip: RefundSlip, printed: int) -> dict[str, Any]:
    """Give all that is printed on a slip; `printed` says how often it was before."""
    content, at = slip.content, local_time(zone, micros(slip.at))
    head = next(iter(zone.at(at.date()).letterheads), None)
    money = format_number(slip.amount_vnd, "vi")
    # Cash is given from the till of who proposed it; a transfer by whoever keeps the account.
    giver = full_name(content["proposed_by"]) if content["means"] == "cash" else ""
    return {
        "language": "vi",
        "mark": "trình diễn" if zone.is_demo else "",
        "superior": ((head.superior or "") if head else "").upper(),
        "issuer": (head.issuer if head else zone.name_of(zone.name, "vi")).upper(),
        "title": "Phiếu chi hoàn phí / 退费单",
        "copy": f"Bản sao {printed} / 副本" if printed else "",
        "cancelled": "",
        "replaces": "",
        "series_word": "Ký hiệu / 系列",
        "series": slip.series,
        "number_word": "Số / 编号",
        "number": f"{slip.number:07d}",
        "facts": _tell_facts(zone, slip),
        "heads": ["Lượt xe / 车次", "Lý do, căn cứ / 依据", "Biên lai / 收据", "Số tiền (đồng)"],
        "rows": [[slip.visit or "–", content["basis"], _say_receipts(content), money]],
        "total_word": "Tổng cộng / 合计",
        "total": money,
        "words_word": "Bằng chữ / 大写",
        "words": say_dong(slip.amount_vnd),
        "payer_word": "Người nhận tiền / 收款人",
        "approver_word": "Người duyệt / 批准人",
        "approver": full_name(content["decided_by"]),
        "collector_word": "Người chi tiền / 付款人",
        "collector": giver,
        "place_and_day": ", ".join(
            part
            for part in (head and head.place, format_day(at.date(), "vi"), f"{at:%H:%M}")
            if part
        ),
        "foot": f"{zone.name} · {slip}",
    }


def _tell_facts(zone: Zone, slip: RefundSlip) -> list[list[str]]:
    gate = slip.content["gate"]
    return [
        ["Hoàn cho / 退给", slip.firm or "–"],
        ["Hình thức chi / 付款方式", MEANS.get(slip.content["means"], slip.content["means"])],
        ["Cửa khẩu / 口岸", zone.name_of(gate, "vi") if gate else "–"],
    ]


def _say_receipts(content: dict[str, Any]) -> str:
    return ", ".join(content["receipts"]) or "–"


def _list_receipts(zone: Zone, proposal: Proposal) -> list[Receipt]:
    """List the receipts of the payment that is given back, but those that were cancelled."""
    if proposal.visit is None:
        return []
    found = Receipt.objects.filter(zone=zone.name, visit=proposal.visit)
    return list(found.exclude(acts__act="cancelled").order_by("pk"))
