"""Two zones where the same happens, but for a selection that customs made in one of them."""

import re
from contextlib import suppress

import pytest

from cuakhau.accounts import tries
from cuakhau.figures.whole import read_whole
from cuakhau.server import clock, zones
from cuakhau.zone.refusal import Refusal
from desk import desk_database  # noqa: F401
from journal.example import fresh_zone
from officers import Gate

CHANNEL, REASON, WANTED = "red-channel-word", "reason-word-of-customs", "wanted-word"
SECRETS = (CHANNEL, REASON, WANTED)
# What is different on every page, whoever looks and whatever happened.
VARYING = re.compile(
    r'name="(?:csrfmiddlewaretoken|nonce|undo)" value="[^"]*"'
    r"|F-[0-9A-Z]{5}-[0-9A-Z]{6}"  # a figure's code: it names the cursor up to which was read
    r"|~[0-9a-z]+~[\w-]{43}"  # of a signed link
    r'|data-etag="[^"]*"'
    r'|(?<=[">=])[a-z_]+-\d+(?=["<&])|before=\d+'  # who signed in, a line of the access log
    r"|[0-9a-f]{32}"  # a reference of a plate or phone
    r"|\d+-\d+(?=[\"&])|[?&]v=[^\"&]*|nonce=[^\"&]*"
)


WHOLE = re.compile(r"(?<=/figure/)W-[\w-]+")
WITHIN = re.compile(r"W-[\w-]{40,}")  # growth and attainment name two figures by their codes


def _inside(code):
    """What the code of a figure says, but for the zone and how far its log was read."""
    figure = read_whole(code[0])
    return WITHIN.sub(_inside, f"{figure.query} = {figure.value} {figure.reason}")


class Twin(Gate):
    """One of the two zones, and the numbers of its vehicles."""

    served = {}

    def __init__(self, zone):
        super().__init__(zone)
        self.numbers = []

    def open(self):
        """Let the server serve this zone alone: a list of zones would name them both."""
        Twin.served = {self.zone.name: self.zone}

    def plain(self, text):
        """A page without what differs between any two zones and vehicles."""
        text = WHOLE.sub(_inside, text)
        for place, number in enumerate(self.numbers):
            text = text.replace(number, f"VEHICLE-{place}")
            text = text.replace(f">{number[-5:]}<", f">{place}<")  # as people call it
        name = re.escape(self.zone.name.removesuffix("-demo"))
        text = re.sub(name, "ZONE", text, flags=re.IGNORECASE)  # a letterhead shouts
        text = text.replace(self.zone.version[:12], "VERSION")
        return VARYING.sub("·", text)


def happen(here, *, selects):
    """A quiet hour: three vehicles; customs selects two of them, where it selects."""
    first, second, third = (here.declare(plate, phone="0912345678") for plate in PLATES)
    here.numbers = [first, second, third]
    here.later(minutes=5)
    for number in here.numbers:
        here.confirm(number, "border_guard_in", "customs_in")
    if selects:
        select(here, first, second)
    here.later(minutes=20)
    here.confirm(first, "customs_check", agency="customs")
    payload = {"channel": CHANNEL, "wanted_hit": WANTED} if selects else None
    here.write(second, "confirmed", step="customs_check", agency="customs", payload=payload)
    here.write(third, "held", agency="customs", **({"step": "selection"} if selects else {}))
    here.later(minutes=20)
    with suppress(Refusal):
        here.write(first, "confirmed", step="selection", agency="border_guard")


def select(here, first, second):
    said = {"step": "selection", "agency": "customs", "place": "inner_yard", "looked_at": 8}
    told = {"channel": CHANNEL, "reason": REASON}
    here.write(first, "started", **said, payload=told)
    here.write(first, "confirmed", **said, payload=told)
    wrong = here.write(second, "confirmed", **said, payload=told)
    more = here.write(second, "confirmed", **said, payload={"channel": WANTED})
    here.write(second, "voided", agency="dispatcher", corrects=wrong.seq)
    here.write(second, "confirmed", **said, corrects=more.seq, payload=told, found="fault")
    with suppress(Refusal):
        here.write(first, "confirmed", **said, corrects=999)


PLATES = ("12C-123.45", "29C-543.21", "15C-222.33")


@pytest.fixture(scope="module")
def _zones(desk_database):  # noqa: F811
    return fresh_zone(), fresh_zone()


@pytest.fixture(scope="module")
def twins(_zones, module_patch):
    """(where customs selected, where it did not): everything else is the same."""
    there, nowhere = (Twin(zone) for zone in _zones)
    module_patch.setattr(zones, "served", lambda: Twin.served)
    module_patch.setattr(clock, "now", lambda _: there.now)
    module_patch.setattr(clock, "wall_now", lambda: there.wall)
    tries.forget_all()
    for here in (there, nowhere):
        here.open()
        happen(here, selects=here is there)
    return there, nowhere


@pytest.fixture(scope="module")
def module_patch():
    with pytest.MonkeyPatch.context() as patch:
        yield patch
