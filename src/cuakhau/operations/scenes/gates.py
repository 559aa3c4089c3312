"""Scenes of the centre: a route closed for an hour, a notice, calls with the other side, incidents.

The places are those where the replayed day has least to do, so that its published totals stand.
"""

from datetime import timedelta

from cuakhau.operations.centre.gates import acts as gates
from cuakhau.operations.centre.gates.acts import Turn
from cuakhau.operations.centre.hotline import acts as hotline
from cuakhau.operations.centre.hotline.acts import Call
from cuakhau.operations.centre.hours import acts as hours
from cuakhau.operations.centre.hours.acts import Wish
from cuakhau.operations.centre.incidents import acts as incidents
from cuakhau.operations.centre.incidents.acts import Report
from cuakhau.operations.centre.models import Incident
from cuakhau.operations.centre.notices import acts as notices
from cuakhau.operations.centre.notices.acts import Saying
from cuakhau.operations.scenes.stage import Stage

QUIET_ROUTE, QUIET_GATE = "cn_1104_1105", "na_nua"
BUSY_ROUTE, BUSY_YARD = "hn_1119_1120", "xuan_cuong"
OTHER_OFFICE = "Văn phòng cửa khẩu Hữu Nghị Quan (Quảng Tây)"


def close_route(stage: Stage) -> None:
    """Close a route for an hour for road works, with the time at which it opens again."""
    word = Turn(
        verb="close",
        place=QUIET_ROUTE,
        reason="works",
        until=stage.later(minutes=60),
        note="Vá mặt đường trước nhà kiểm soát; xe đã vào bãi vẫn làm thủ tục.",
    )
    gates.turn(stage.zone, word, stage.sign_for("dispatcher"))


def publish_notice(stage: Stage) -> None:
    """Publish a document that stops goods at a small gate for an evening."""
    said = Saying(
        document="214/TB-BQLKKT (mẫu)",
        signer="Phó Trưởng ban (mẫu)",
        signed_on=stage.at.date(),
        places=(QUIET_GATE,),
        direction="export",
        goods="fruit",
        reason="other_side",
        since=stage.later(minutes=30),
        until=stage.later(minutes=30 + 13 * 60),
    )
    notices.publish(stage.zone, said, None, stage.sign_for("dispatcher"))


def hear_other_side(stage: Stage) -> None:
    """Note a call that says how many vehicles the other side will take."""
    call = Call(
        place=BUSY_ROUTE,
        with_whom=OTHER_OFFICE,
        speaker="Trực ban (mẫu)",
        said="Sáng nay mở đủ làn nhập; ưu tiên xe sầu riêng và thanh long đã có kiểm dịch.",
    )
    hotline.note(stage.zone, call, stage.sign_for("dispatcher"))


def hear_slowing(stage: Stage) -> None:
    """Note a call by which the other side takes fewer vehicles for a while."""
    call = Call(
        place=QUIET_ROUTE,
        with_whom=OTHER_OFFICE,
        speaker="Trực ban (mẫu)",
        said="Máy soi bên kia bảo dưỡng, tạm nhận 20 xe mỗi giờ; xong sẽ gọi lại.",
        verb="slow",
        direction="export",
        rate_per_h=20,
        valid_until=stage.later(minutes=120),
    )
    hotline.note(stage.zone, call, stage.sign_for("dispatcher"))


def report_breakdown(stage: Stage) -> None:
    """Report a broken-down lorry in a yard, and close it 50 minutes later."""
    said = Report(
        kind="breakdown",
        place=BUSY_YARD,
        said="Xe đầu kéo hỏng phanh ngay lối ra bãi, một làn còn đi được.",
        visits=tuple(stage.inside()[:1]),
    )
    row = incidents.report(stage.zone, said, (), stage.sign_for("border_guard", "report"))
    after = timedelta(minutes=15)
    signed = stage.sign_for("yard_operator", "note", after=after)
    incidents.add(stage.zone, row, "Đã gọi xe cứu hộ, cho xe sau đi vòng.", (), signed)
    signed = stage.sign_for("dispatcher", "close", after=timedelta(minutes=50))
    incidents.close(stage.zone, row, "Đã kéo xe vào khu sửa chữa, lối ra thông suốt.", signed)


def report_accident(stage: Stage) -> None:
    """Report a collision on a route that stays open."""
    said = Report(
        kind="accident",
        place=QUIET_ROUTE,
        said="Hai xe va quệt ở khúc cua, không ai bị thương; đang chờ lập biên bản.",
    )
    row = incidents.report(stage.zone, said, (), stage.sign_for("border_guard", "report"))
    signed = stage.sign_for("traffic_police", "note", after=timedelta(minutes=10))
    incidents.add(stage.zone, row, "Cảnh sát giao thông đã có mặt, xe đi một làn.", (), signed)


def close_accident(stage: Stage) -> None:
    """Close the collision of the morning."""
    row = Incident.objects.filter(zone=stage.zone.name, kind="accident", closed_at=None).first()
    if row is not None:
        outcome = "Hai bên tự thỏa thuận, xe đã rời đường, biên bản đã ký."
        incidents.close(stage.zone, row, outcome, stage.sign_for("dispatcher"))


def report_illness(stage: Stage) -> None:
    """Report a driver taken ill in the evening; it is open when the day ends."""
    said = Report(
        kind="illness",
        place=BUSY_YARD,
        said="Một lái xe mệt, sốt nhẹ tại bãi; kiểm dịch y tế đang khám.",
    )
    incidents.report(stage.zone, said, (), stage.sign_for("health_quarantine"))


def ask_for_hours(stage: Stage) -> None:
    """Ask for two more hours in the evening; two forces answer at once, others do not yet."""
    evening = stage.at.replace(hour=19, minute=0)
    wish = Wish(
        place=BUSY_ROUTE,
        vehicles=25,
        since=evening,
        until=evening + timedelta(hours=2),
        direction="export",
        goods="fruit",
        note="Còn nhiều xe sầu riêng trong bãi, đề nghị thông quan thêm đến 21 giờ.",
    )
    row = hours.ask(stage.zone, wish, stage.sign_for("dispatcher", "ask"))
    after = timedelta(minutes=8)
    for force, said in (
        ("border_guard", ("yes", "")),
        ("customs", ("condition", "Chỉ làm cho xe đã có tờ khai luồng xanh trước 17 giờ.")),
    ):
        if force in row.forces:
            hours.answer(stage.zone, row, force, said, stage.sign_for(force, force, after=after))
