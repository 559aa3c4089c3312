"""Scenes of the shifts: a roster of two shifts, posts taken, a handover signed by both, the book.

The demo person of each force is on the roster and on no post: whoever signs in takes it by a click.
"""

from datetime import timedelta

from cuakhau.accounts.models import Person
from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.scenes.stage import Stage
from cuakhau.operations.shifts.book import acts as book
from cuakhau.operations.shifts.book.acts import Saying
from cuakhau.operations.shifts.doors import list_steps
from cuakhau.operations.shifts.handover import acts as handovers
from cuakhau.operations.shifts.handover.acts import Sheet
from cuakhau.operations.shifts.handover.gather import Asked, gather
from cuakhau.operations.shifts.posts import acts as posts
from cuakhau.operations.shifts.roster import acts as roster
from cuakhau.operations.shifts.roster.acts import Shift

FORCES = ("border_guard", "customs", "plant_quarantine", "yard_operator", "fee_collector")
CENTRE = "dispatcher"
PLACES = ("hn_1119_1120", "hn_1116_1117", "tan_thanh")
LASTS = timedelta(hours=12)
DAY, NIGHT = (1, 2, 3), (4, 5)  # numbers of the colleagues
OPEN = ("incidents", "notices", "places", "paper", "posts")  # what a sheet of the past can know


def write_roster(stage: Stage) -> None:
    """Write two shifts for each force: seven in the morning until seven in the evening, and on."""
    morning = stage.at + LASTS  # it is seven in the evening
    for force in (*FORCES, CENTRE):
        shifts = [(stage.person(force), 0, morning)]
        shifts += [(_colleague(stage, force, n), n, morning) for n in DAY]
        shifts += [(_colleague(stage, force, n), n, morning - LASTS) for n in NIGHT]
        shifts += [(_colleague(stage, force, n), n, morning + LASTS) for n in NIGHT]
        for username, number, since in shifts:
            place, step = _spot(stage, force, number)
            shift = Shift(
                username=username, place=place, step=step, since=since, until=since + LASTS
            )
            signed = stage.sign_for(force, f"{username}{since:%d%H}")
            roster.write(stage.zone, shift, signed)


def begin_night(stage: Stage) -> None:
    """Let the officers of a night take their posts."""
    _take(stage, NIGHT)


def change_in_the_morning(stage: Stage) -> None:
    """Hand over from the night to the day, at each force, and change the posts."""
    _change(stage, NIGHT, DAY, "Ca đêm ổn định; xe sầu riêng chờ kết quả kiểm dịch được ưu tiên.")


def change_in_the_evening(stage: Stage) -> None:
    """Hand over from the day to the night."""
    _change(stage, DAY, NIGHT, "Ca ngày đông xe; máy in bàn 2 đã thay mực, còn một ram giấy.")


def write_book(stage: Stage) -> None:
    """Write three entries into the book of customs; the last one corrects the first."""
    said = (
        Saying(kind="order", happened_at=stage.at, text="Lãnh đạo ca nhắc ưu tiên hàng tươi."),
        Saying(kind="equipment", happened_at=stage.at, text="Máy soi số 2 dừng 10 phút."),
        Saying(kind="equipment", happened_at=None, text="Máy soi số 2 dừng 20 phút.", corrects=2),
    )
    writer = _colleague(stage, "customs", DAY[0])
    for number, one in enumerate(said):
        at = stage.later(minutes=4 * number)
        book.write(stage.zone, one, Signed(writer, "customs", at, stage.nonce(number)))


def _change(stage: Stage, leaving: tuple[int, ...], coming: tuple[int, ...], note: str) -> None:
    for force in (*FORCES, CENTRE):
        asked = Asked(force, stage.at, has_tills=False)
        content = [one for one in gather(stage.zone, asked) if one["kind"] in OPEN]
        old, new = _colleague(stage, force, leaving[0]), _colleague(stage, force, coming[0])
        sheet = Sheet(stage.at - LASTS, content, note)
        row = handovers.write(stage.zone, sheet, _sign(stage, old, force, "write", 0))
        handovers.sign_leaving(stage.zone, row.pk, _sign(stage, old, force, "sign", 1))
        handovers.sign_taking(stage.zone, row.pk, _sign(stage, new, force, "take", 3))
        for number in leaving:
            username = _colleague(stage, force, number)
            if posts.find_open(stage.zone.name, username) is not None:
                posts.leave(stage.zone, username, _sign(stage, username, force, "leave", 4))
    _take(stage, coming, minutes=5)


def _take(stage: Stage, numbers: tuple[int, ...], *, minutes: int = 0) -> None:
    for force in (*FORCES, CENTRE):
        for number in numbers:
            username = _colleague(stage, force, number)
            place, step = _spot(stage, force, number)
            signed = _sign(stage, username, force, "post", minutes)
            posts.take(stage.zone, place, step, signed)


def _sign(stage: Stage, username: str, force: str, mark: str, minutes: int) -> Signed:
    return Signed(username, force, stage.later(minutes=minutes), stage.nonce(f"{mark}{username}"))


def _spot(stage: Stage, force: str, number: int) -> tuple[str, str | None]:
    zone = stage.zone.at(stage.at.date())
    places = [place for place in PLACES if place in zone.places] or list(zone.places)
    steps = [step for step, _ in list_steps(zone, force, "vi")]
    return places[number % len(places)], steps[number % len(steps)] if steps else None


def _colleague(stage: Stage, force: str, number: int) -> str:
    """Give a made-up officer without a password: nobody signs in as one."""
    person, made = Person.objects.get_or_create(
        username=f"demo-{force}-{number}-{stage.zone.name.removesuffix('-demo')}"[:40],
        defaults={
            "full_name": f"Cán bộ mẫu {number}",
            "role": force,
            "zone": stage.zone.name,
            "agency": force,
            "made_at": stage.wall,
            "made_by": "demo",
        },
    )
    if made:
        person.set_unusable_password()
        person.save()
    return person.username
