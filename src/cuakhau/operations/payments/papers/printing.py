"""A receipt on paper: Decree 30's heading, what was paid for and why, the amount in words.

Vietnamese first; a firm's clerk or a driver from China reads the Chinese beside it. The second
printing and every later one say that they are copies.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from cuakhau.figures.format import format_day, format_number
from cuakhau.movement.times import local_time
from cuakhau.operations.payments.books.locks import lock_books
from cuakhau.operations.payments.books.names import full_name
from cuakhau.operations.payments.models import Receipt, ReceiptAct
from cuakhau.operations.payments.papers.words import say_dong
from cuakhau.operations.times import micros
from cuakhau.web.typesetting import render_pdf
from cuakhau.zone.zone import Zone

TEMPLATE = Path(__file__).with_name("receipt.typ")
MEANS = {"cash": "Tiền mặt / 现金", "transfer": "Chuyển khoản / 银行转账"}


def print_receipt(zone: Zone, receipt: Receipt, *, by: str, at: datetime) -> bytes:
    """Set a receipt as PDF and keep that it was printed."""
    with transaction.atomic():
        lock_books(zone.name, f"receipt:{receipt.pk}")
        printed = receipt.acts.filter(act="printed").count()
        pdf = render_pdf(TEMPLATE, tell_receipt(zone, receipt, printed))
        ReceiptAct.objects.create(receipt=receipt, act="printed", by=by, at=at)
    return pdf


def tell_receipt(zone: Zone, receipt: Receipt, printed: int) -> dict[str, Any]:
    """Give all that is printed on a receipt; `printed` says how often it was before."""
    content = receipt.content
    at = local_time(zone, micros(receipt.at))
    cancelled = receipt.acts.filter(act="cancelled").first()
    head = next(iter(zone.at(receipt.entry.day).letterheads), None)
    money = format_number(receipt.amount_vnd, "vi")
    return {
        "language": "vi",
        "mark": "trình diễn" if zone.is_demo else "",
        "superior": ((head.superior or "") if head else "").upper(),
        "issuer": (head.issuer if head else zone.name_of(zone.name, "vi")).upper(),
        "title": "Biên lai thu phí / 规费收据",
        "copy": f"Bản sao {printed} / 副本" if printed else "",
        "cancelled": f"ĐÃ HỦY / 已作废: {cancelled.reason}" if cancelled else "",
        "replaces": f"Thay thế biên lai / 替换: {receipt.replaces}" if receipt.replaces else "",
        "series_word": "Ký hiệu / 系列",
        "series": receipt.series,
        "number_word": "Số / 编号",
        "number": f"{receipt.number:07d}",
        "facts": _tell_facts(zone, receipt),
        "heads": ["Lượt xe / 车次", "Khoản thu / 项目", "Căn cứ / 依据", "Số tiền (đồng)"],
        "rows": _tell_rows(zone, content),
        "total_word": "Tổng cộng / 合计",
        "total": money,
        "words_word": "Bằng chữ / 大写",
        "words": say_dong(receipt.amount_vnd),
        "payer_word": "Người nộp tiền / 缴款人",
        "collector_word": "Người thu tiền / 收款人",
        "collector": full_name(receipt.by),
        "place_and_day": ", ".join(
            part
            for part in (head and head.place, format_day(at.date(), "vi"), f"{at:%H:%M}")
            if part
        ),
        "foot": f"{zone.name} · {receipt}",
    }


def _tell_facts(zone: Zone, receipt: Receipt) -> list[list[str]]:
    content = receipt.content
    gate = zone.name_of(content["gate"], "vi") if content["gate"] else "–"
    return [
        ["Người nộp / 缴款单位", content.get("payer_name") or receipt.firm or "–"],
        ["Hình thức nộp / 缴费方式", MEANS.get(content["means"], content["means"])],
        ["Cửa khẩu / 口岸", gate],
    ]


def _tell_rows(zone: Zone, content: dict[str, Any]) -> list[list[str]]:
    rows = []
    for item in content["items"]:
        charges = [zone.name_of(line["charge"], "vi") for line in item["lines"]]
        goods = zone.name_of(item["goods"], "vi") if item["goods"] else ""
        what = ", ".join(dict.fromkeys(charges)) + (f" · {goods}" if goods else "")
        owed_vnd = item["owed_vnd"]
        if owed_vnd is not None and owed_vnd != item["amount_vnd"]:
            what += f" (phải nộp {format_number(owed_vnd, 'vi')})"
        rows.append([item["visit"], what, item["basis"], format_number(item["amount_vnd"], "vi")])
    if content["kept_vnd"]:
        kept = format_number(content["kept_vnd"], "vi")
        rows.append(["–", "Nộp trước vào số dư / 预缴余额", "", kept])
    return rows
