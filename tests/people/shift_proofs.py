"""Whether acts of the shifts are let through: each looks for what should have been written."""

from datetime import timedelta

from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.shifts.handover import acts as handovers
from cuakhau.operations.shifts.handover.acts import Sheet
from cuakhau.operations.shifts.models import Duty, Post


def keep_roster(stand):
    """A shift of one's own, written into the roster of the stand's agency by who leads it."""
    me = stand.browser.person
    if me.agency:
        me.leads_agency = True
        me.save(update_fields=["leads_agency"])
    said = {"act": "write", "username": me.username, "since": "13:00", "until": "19:00"}
    path = f"roster/keep?agency={stand.agency}"
    stand.browser.post(path, nonce=f"roster-{stand.number}", **said)
    return Duty.objects.filter(zone=stand.gate.zone.name, username=me.username).exists()


def take_post(stand):
    """A post at a step that only the stand's agency gives."""
    said = {"act": "take", "place": "main_road", "step": stand.step}
    stand.browser.post("post", nonce=f"post-{stand.number}", **said)
    own = Post.objects.filter(zone=stand.gate.zone.name, username=stand.browser.person.username)
    return own.exists()


def hand_over(stand):
    """A sheet of the stand's agency, opened by who tries."""
    gate, writer = stand.gate, stand.gate.sign_in(stand.agency).person.username
    sheet = Sheet(gate.now - timedelta(hours=8), [], "")
    signed = Signed(writer, stand.agency, gate.now, f"sheet-{stand.number}")
    row = handovers.write(gate.zone, sheet, signed)
    return stand.browser.get(f"handover/{row.pk}/").status_code == 200
