"""Scenes of other systems: confirmations taken in from a list, messages handed to a gateway."""

from urllib.error import URLError

from cuakhau.operations.outbox.channels import GatewayChannel
from cuakhau.operations.outbox.delivering import deliver
from cuakhau.operations.scenes.stage import Stage
from cuakhau.operations.sources import register, take
from cuakhau.operations.sources.reading.sheet import Sheet
from cuakhau.operations.sources.register import NewSource
from cuakhau.simulation.made_up import numbers

MOST_SENT = 60
FAILS_EVERY, REFUSED_EVERY = 6, 9
STEP = "customs_in"
NO_PLATES = 795_000  # plates that nobody declares


def take_in(stage: Stage) -> None:
    """Take in a list of the platform: steps that stand already, and two unknown vehicles."""
    by = stage.person("customs")
    new = NewSource(name="Nền tảng cửa khẩu số (mẫu)", kind="platform", agency="customs")
    source = register.open_source(stage.zone, new, by=by, at=stage.at)
    rows = [(number, "", STEP, f"{stage.at:%d/%m/%Y %H:%M}") for number in stage.given(STEP)[:6]]
    for place in range(2):
        plate = numbers.vietnamese_plate(NO_PLATES + place)
        rows.append(("", plate, STEP, f"{stage.at:%d/%m/%Y} 07:4{place}"))
    sheet = Sheet(("Số lượt xe", "Biển kiểm soát", "Bước", "Thời gian"), tuple(rows), 2)
    take.write(stage.zone, source, sheet, "xac-nhan-sang-mau.csv", by=by, at=stage.at)


def send_messages(stage: Stage) -> None:
    """Hand what waits to a gateway that reaches nobody: most go, some fail and are tried again."""
    channel = GatewayChannel("sms", "https://sms.invalid/", "", _pretend)
    deliver(stage.zone.name, [channel], at=stage.now, most=MOST_SENT)


def _pretend(_address: str, _key: str, body: bytes) -> int:
    number = sum(body)
    if number % FAILS_EVERY == 0:
        raise URLError("demo")
    return 503 if number % REFUSED_EVERY == 0 else 200
