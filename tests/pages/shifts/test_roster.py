"""The roster, written by who leads the shifts, and the posts that officers take and leave."""

import pytest

from cuakhau.journal.read import list_places
from cuakhau.operations.shifts.models import Duty, Post

MORNING = {"since": "07:00", "until": "19:00"}
POST = {"place": "main_road", "step": "border_guard_in"}


@pytest.fixture
def lead(gate):
    return gate.sign_in("border_guard", leads_agency=True)


def write(lead, person, nonce=None, **said):
    said = {"username": person.username, **MORNING, **POST, **said}
    return lead.post("roster/keep", act="write", nonce=nonce or person.username, **said)


def duties(gate):
    return Duty.objects.filter(zone=gate.zone.name, ended_at=None)


def rows_of_log(gate, place="main_road"):
    [state] = list_places(gate.zone.name, [f"{place}@2024-08"])
    return [(row.kind, row.agency, row.step) for row in state.entries]


def test_a_shift_is_written_shown_and_struck(gate, lead):
    officer = gate.sign_in("border_guard")
    assert write(lead, officer.person).status_code == 302
    [duty] = duties(gate)
    assert (duty.username, duty.place, duty.step) == (officer.person.username, *POST.values())
    assert [f"{at:%H:%M}" for at in (duty.since, duty.until)] == ["00:00", "12:00"]  # UTC
    officer.get("roster/")
    assert "07:00 – 19:00" in officer.page
    assert "not on post" in officer.page
    lead.post("roster/keep", act=f"strike:{duty.pk}", nonce="strike")
    assert not duties(gate)
    struck = Duty.objects.get(pk=duty.pk)
    assert (struck.ended_by, struck.ended_at) == (lead.person.username, gate.now)


def test_a_night_shift_ends_on_the_next_day(gate, lead):
    write(lead, lead.person, since="19:00", until="07:00")
    [duty] = duties(gate)
    assert (duty.until - duty.since).total_seconds() == 12 * 3600


def test_a_double_click_writes_one_shift(gate, lead):
    for _ in range(2):
        write(lead, lead.person, nonce="same")
    assert duties(gate).count() == 1


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("S12", {"place": "nowhere"}),
        ("S12", {"step": "customs_in"}),
        ("S14", {"username": "nobody"}),
        ("S16", {"until": "soon"}),
    ],
)
def test_what_is_wrong_with_a_shift_is_said(gate, lead, rule, said):
    answer = write(lead, lead.person, **said)
    assert answer.status_code == 422
    assert f'class="rule">{rule}<' in lead.page
    assert not duties(gate)


def test_nobody_has_two_shifts_at_once(gate, lead):
    write(lead, lead.person)
    write(lead, lead.person, nonce="again", since="18:00", until="22:00")
    assert ">S17<" in lead.page
    write(lead, lead.person, nonce="after", since="19:00", until="22:00")
    assert duties(gate).count() == 2


def test_only_who_leads_writes_and_only_for_the_own_agency(gate, lead):
    officer, customs = gate.sign_in("border_guard"), gate.sign_in("customs", leads_agency=True)
    write(officer, officer.person)
    assert ">S15<" in officer.page
    assert "Write a shift" not in officer.page
    path = "roster/keep?agency=border_guard"
    said = {"username": officer.person.username, **MORNING, **POST}
    assert customs.post(path, act="write", nonce="x", **said).status_code == 403
    write(lead, customs.person, nonce="y")
    assert ">S14<" in lead.page
    assert not duties(gate)


def test_a_shift_of_another_agency_is_not_struck(gate, lead):
    write(lead, lead.person)
    customs = gate.sign_in("customs", leads_agency=True)
    [duty] = duties(gate)
    assert customs.post("roster/keep", act=f"strike:{duty.pk}", nonce="x").status_code == 404
    assert duties(gate).count() == 1


def test_the_day_before_is_copied_without_who_has_a_shift_already(gate, lead):
    officer = gate.sign_in("border_guard")
    write(lead, officer.person)
    write(lead, lead.person)
    write(lead, lead.person, nonce="tomorrow", day="2024-08-23", since="08:00", until="12:00")
    lead.post("roster/keep", act="copy", day="2024-08-23", nonce="copy")
    assert "1 shift was copied." in lead.page
    lead.post("roster/keep", act="copy", day="2024-08-23", nonce="once more")
    assert "0 shifts were copied." in lead.page
    assert duties(gate).count() == 4
    lead.post("roster/keep", act="copy", day="2024-08-30", nonce="empty")
    assert ">S19<" in lead.page


def test_the_dispatcher_sees_every_roster_and_an_agency_its_own(gate, lead):
    write(lead, lead.person)
    dispatcher, customs = gate.sign_in("dispatcher"), gate.sign_in("customs")
    dispatcher.get("roster/?agency=border_guard")
    assert "07:00 – 19:00" in dispatcher.page
    assert "Write a shift" not in dispatcher.page
    assert customs.get("roster/?agency=border_guard").status_code == 403


def test_my_shift_stands_on_my_worklist_and_takes_the_post_by_one_click(gate, lead):
    officer = gate.sign_in("border_guard")
    write(lead, officer.person)
    officer.get("desk/border_guard/")
    assert "My shift 07:00 – 19:00" in officer.page
    fields = {name: officer.field(name) for name in ("place", "step", "nonce", "back")}
    answer = officer.post("post", act="take", **fields)
    assert answer.headers["Location"].endswith("/desk/border_guard/")
    assert rows_of_log(gate) == [("post_taken", "border_guard", "border_guard_in")]
    officer.get("desk/border_guard/")
    assert "On post since 12:00" in officer.page
    lead.get("roster/")
    assert "on post since 12:00" in lead.page


def test_a_post_of_the_morning_is_none_of_the_night_shift(gate, lead):
    officer = gate.sign_in("border_guard")
    write(lead, officer.person, since="19:00", until="23:00")
    officer.post("post", act="take", nonce="a", **POST)
    lead.get("roster/")
    assert "to come" in lead.page
    gate.later(hours=8)
    lead.get("roster/")
    assert "on post since" in lead.page


def test_nobody_is_on_two_posts_and_a_post_is_left_once(gate):
    officer = gate.sign_in("border_guard")
    officer.post("post", act="take", nonce="a", **POST)
    officer.post("post", act="take", nonce="a", **POST)
    officer.post("post", act="take", nonce="b", place="freight_road")
    assert ">S11<" in officer.page
    gate.later(hours=1)
    officer.post("post", act="leave", nonce="c")
    officer.post("post", act="leave", nonce="d")
    assert ">S13<" in officer.page
    assert [kind for kind, *_ in rows_of_log(gate)] == ["post_taken", "post_left"]
    officer.post("post", act="take", nonce="e", place="freight_road")
    assert Post.objects.get(zone=gate.zone.name, left_at=None).place == "freight_road"


def test_a_post_is_of_the_own_agency(gate):
    officer = gate.sign_in("customs")
    officer.post("post", act="take", nonce="a", **POST)
    assert ">S12<" in officer.page
    officer.post("post", act="take", nonce="b", place="")
    assert ">S12<" in officer.page
    assert not Post.objects.filter(zone=gate.zone.name).exists()


def test_who_forgot_to_leave_is_ended_by_who_leads_alone(gate, lead):
    officer, colleague = gate.sign_in("border_guard"), gate.sign_in("border_guard")
    officer.post("post", act="take", nonce="a", **POST)
    leave = f"leave:{officer.person.username}"
    colleague.post("post", act=leave, nonce="b")
    assert ">S15<" in colleague.page
    gate.sign_in("customs", leads_agency=True).post("post", act=leave, nonce="c")
    assert Post.objects.filter(zone=gate.zone.name, left_at=None).count() == 1
    lead.post("post", act=leave, nonce="d")
    post = Post.objects.get(zone=gate.zone.name)
    assert (post.left_by, post.left_at) == (lead.person.username, gate.now)


def test_who_is_on_post_without_a_shift_is_listed_apart(gate, lead):
    officer = gate.sign_in("border_guard")
    officer.post("post", act="take", nonce="a", **POST)
    lead.get("roster/")
    assert "On post without being on the roster" in lead.page


def test_the_board_counts_officers_by_step(gate):
    for nonce in ("a", "b"):
        gate.sign_in("border_guard").post("post", act="take", nonce=nonce, **POST)
    dispatcher = gate.sign_in("dispatcher")
    dispatcher.get("")
    assert "Border Guard · Into the gate <b>2</b>" in dispatcher.page
