"""How often the pages for drivers and for everybody ask the database."""

from cuakhau.operations.actions import Signed
from cuakhau.operations.yards.calling import acts


def test_pages_without_sign_in_ask_as_often_as_is_written_down(
    gate, phone, link, arrive, counts_hold
):
    [mine] = arrive(plate="12C-345.67", phone="0912345678")
    zone = f"/zone/{gate.zone.name}"

    def fill():
        first, *_ = arrive(3, plate="29C-100.01")
        signed = Signed("dispatcher", gate.now, f"call-{first}")
        acts.call_next(gate.zone, ("main_road", "export"), 1, signed)

    counts_hold(
        fill,
        driver=lambda: phone.open(link(mine)),
        driver_part=lambda: phone.open(f"{link(mine)}part"),
        public=lambda: phone.open(f"{zone}/public"),
        tv=lambda: phone.open(f"{zone}/tv/inner_yard/"),
    )
