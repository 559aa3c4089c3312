"""Scenes of firms and the public: a mandate, consignments, drafts, complaints."""

from datetime import timedelta

from django.db.models import Q

from cuakhau.accounts.firms import mandates
from cuakhau.accounts.firms.mandates import NewMandate
from cuakhau.accounts.people.demo import FIRM
from cuakhau.operations import actions
from cuakhau.operations.complaints import acts as complaints
from cuakhau.operations.complaints.acts import Said
from cuakhau.operations.declare.consignments.keep import Common, open_consignment
from cuakhau.operations.declare.drafts.keep import Typed, save_typed
from cuakhau.operations.declaring import Declaring, GoodsLine, Paper
from cuakhau.operations.scenes.stage import Stage
from cuakhau.simulation.made_up import numbers
from cuakhau.simulation.made_up.trip import name_firm

OTHER_FIRM = name_firm(2)
PLACE = "hn_1119_1120"
FIRST_PLATE = 790_000  # plates of a replayed day are below
FRUIT = GoodsLine(
    description="Sầu riêng tươi", goods="fruit", hs_code="08106000", gross_kg=18_500, pieces=1_020
)


def give_mandate(stage: Stage) -> None:
    """Let another firm mandate the demo firm, which declares two vehicles of a consignment."""
    by, agent = stage.person("declarant"), FIRM
    new = NewMandate(
        firm=OTHER_FIRM,
        agent=agent,
        acts=("declare", "follow"),
        valid_from=stage.at,
        valid_until=None,  # mandates follow the wall clock, which is years after the day
        document="Giấy ủy quyền 02/2024 (mẫu)",
    )
    mandate = mandates.give(new, zone_name=stage.zone.name, by=by, at=stage.at)
    said = _consignment(OTHER_FIRM, "HĐ 0208/2024 (mẫu)", mandate=mandate.pk)
    number = open_consignment(
        stage.zone, said, by=by, at=stage.later(minutes=4), nonce=stage.nonce("lot")
    )
    for place in range(2):
        trip = Declaring(
            procedure=said.procedure,
            place=said.place,
            owner=said.owner,
            goods=said.goods,
            vehicle_class="VT6",
            plate=numbers.vietnamese_plate(FIRST_PLATE + place),
            driver=f"Lái xe Mẫu 90{place:02}",
            phone=numbers.vietnamese_phone(FIRST_PLATE + place),
            payer="vn",
            goods_lines=(FRUIT,),
            consignment=number,
            mandate=mandate.pk,
        )
        at = stage.later(minutes=6 + place)
        actions.declare(stage.zone, trip, by=by, at=at, nonce=stage.nonce(f"trip.{place}"))


def open_own_consignment(stage: Stage) -> None:
    """Open a consignment of the demo firm of which no vehicle is declared yet."""
    said = _consignment(FIRM, "HĐ 0108/2024 (mẫu)", mandate=None)
    by = stage.person("declarant")
    open_consignment(stage.zone, said, by=by, at=stage.at, nonce=stage.nonce())


def begin_drafts(stage: Stage) -> None:
    """Leave three forms of the demo firm as they were begun."""
    by = stage.person("declarant")
    for place, more in enumerate(
        (
            {
                "place": "na_nua",
                "goods": "fruit",
                "description-1": "Thanh long ruột đỏ",
                "gross_kg-1": "17200",
            },
            {"goods": "other", "description-1": "Linh kiện điện tử"},
            {},
        )
    ):
        fields = {
            "procedure": "export",
            "place": more.get("place", PLACE),
            "plate": numbers.vietnamese_plate(FIRST_PLATE + 10 + place),
            "vehicle_class": "VT6",
            "goods-1": more.get("goods", ""),
            **{name: text for name, text in more.items() if name not in ("goods", "place")},
        }
        said = Typed(key=f"demo.{stage.at:%Y%m%d}.{place}", owner=FIRM, fields=fields)
        at = stage.later(minutes=3 * place)
        save_typed(stage.zone, Q(owner=FIRM), said, by=by, at=at)


def complain_of_fee(stage: Stage) -> None:
    """Complain of a fee: the Board gives it to the collector, who answers."""
    said = Said(
        kind="wrong_fee",
        words="Xe tôi đi không hàng mà bị tính phí như xe có hàng, đề nghị xem lại.",
        contact=numbers.vietnamese_phone(FIRST_PLATE + 20),
        origin="driver",
        visit=next(iter(stage.given("payment")), ""),
    )
    filed = actions.Signed("driver", stage.at, stage.nonce("file"))
    number = complaints.file(stage.zone, said, filed)
    signed = stage.sign("board", "assign", after=timedelta(minutes=20))
    complaints.assign(stage.zone, number, "fee_collector", signed)
    signed = stage.sign("fee_collector", "answer", after=timedelta(minutes=55))
    words = "Đã kiểm tra: tờ khai ghi có hàng. Nếu xe không hàng, xin sửa tờ khai rồi báo lại."
    complaints.answer(stage.zone, number, words, "fee_collector", signed)


def complain_of_turn(stage: Stage) -> None:
    """Complain of a turn that was jumped; nobody has looked at it yet."""
    said = Said(
        kind="turn_jumped",
        words="Có xe vào bãi sau tôi hơn một giờ nhưng được gọi trước, không ai giải thích.",
        against="yard_operator",
        contact=numbers.vietnamese_phone(FIRST_PLATE + 21),
        origin="public",
    )
    filed = actions.Signed("public", stage.at, stage.nonce())
    complaints.file(stage.zone, said, filed)


def _consignment(owner: str, contract: str, *, mandate: int | None) -> Common:
    key = FIRST_PLATE + (30 if mandate else 31)
    return Common(
        owner=owner,
        contract=contract,
        procedure="export",
        place=PLACE,
        planned=4,
        goods="fruit",
        payer="vn",
        goods_lines=(FRUIT,),
        papers=(
            Paper(kind="customs_declaration", number=numbers.customs_number("export", key)),
            Paper(kind="phytosanitary", number=numbers.health_number(key)),
        ),
        mandate=mandate,
    )
