"""Photos of papers: sent by the declarant, seen by whose work needs them, gone when removed."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from cuakhau.accounts.masking import list_kinds
from cuakhau.accounts.people.roles import ROLES
from cuakhau.journal import personal, recent
from cuakhau.operations.models import PaperFile, PaperPhoto
from cuakhau.operations.photos import keeping
from desk import Caller

NAME = "giay-cua-ong-Tu.jpg"


def picture(name=NAME):
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "PNG")
    return SimpleUploadedFile(name, drawn.getvalue(), content_type="image/png")


def send(clerk, number, *files, kind="transport_permit", nonce=None):
    path = f"declare/{number}/photos"
    clerk.get(path)
    fields = {"nonce": nonce or clerk.field("nonce"), "kind": kind, "photo": list(files)}
    return clerk.post(path, **fields)


def the_photo(number):
    return PaperPhoto.objects.get(number=number)


def list_looks(gate, photo):
    asked = recent.Looked(by=None, refs=[photo.record], why=None, before=None)
    return [look.by for look in recent.list_looks(gate.zone.name, asked, 20)]


@pytest.fixture
def clerk(gate):
    return gate.sign_in("declarant", leads_firm=True)


@pytest.fixture
def sent(gate, clerk):
    """A trip with a photo of its transport permit."""
    number = gate.declare("12C-345.67")
    assert send(clerk, number, picture()).status_code == 302
    return number


def test_it_is_drawn_anew_and_listed_with_its_kind(clerk, sent):
    clerk.get(f"declare/{sent}/photos")
    assert "Transport permit" in clerk.page
    file = PaperFile.objects.get(record=the_photo(sent).record)
    assert bytes(file.content).startswith(b"\xff\xd8\xff")
    given = clerk.get(f"visit/{sent}/photos/{the_photo(sent).pk}")
    assert given.headers["Content-Type"] == "image/jpeg"
    assert "sandbox" in given.headers["Content-Security-Policy"]


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("declarant", "driver")])
def test_only_who_needs_the_paper_opens_its_photo_and_the_look_is_kept(gate, sent, role):
    photo, reader = the_photo(sent), gate.sign_in(role)
    needs = role in list_kinds()["photo.transport_permit"]
    has_to_do = role in gate.zone.agency_by_id
    before = list_looks(gate, photo)
    answer = reader.get(f"visit/{sent}/photos/{photo.pk}")
    opened = needs and has_to_do
    assert answer.status_code == (200 if opened else 404)
    looks = list_looks(gate, photo)
    assert looks == ([reader.person.username, *before] if opened else before)
    reader.get(f"visit/{sent}/")
    assert (f"photos/{photo.pk}" in reader.page) == opened
    assert list_looks(gate, photo) == looks


def test_a_list_alone_is_no_look(gate, sent):
    guard = gate.sign_in("border_guard")
    guard.get(f"visit/{sent}/")
    assert f"photos/{the_photo(sent).pk}" in guard.page
    assert list_looks(gate, the_photo(sent)) == []


@pytest.mark.parametrize("path", ["declare/{}/photos", "visit/{}/photos/{}"])
def test_another_firm_is_refused(gate, sent, path):
    stranger = gate.sign_in("declarant", firm="firm-b")
    assert stranger.get(path.format(sent, the_photo(sent).pk)).status_code == 403


def test_a_photo_of_another_trip_is_not_found_through_ones_own(gate, clerk, sent):
    other = gate.declare()
    assert clerk.get(f"visit/{other}/photos/{the_photo(sent).pk}").status_code == 404


def test_programs_are_told_of_no_photo(gate, sent):
    for agency in ("customs", "border_guard"):
        caller = Caller(Client(HTTP_HOST="localhost"), gate.zone, agency, ("read",))
        told = caller.get(f"/visits/{sent}").content.decode()
        assert sent in told
        assert the_photo(sent).record not in told
        assert "photo" not in told


def test_removed_before_arrival_the_picture_is_gone_and_who_removed_it_stays(gate, clerk, sent):
    photo = the_photo(sent)
    clerk.get(f"declare/{sent}/photos")
    clerk.post(f"declare/{sent}/photos", remove=photo.pk, nonce="away")
    assert not PaperFile.objects.filter(record=photo.record).exists()
    with pytest.raises(personal.Erased):
        personal.digest_of(gate.zone.name, photo.record)
    row = the_photo(sent)
    assert (row.removed_by, row.removed_at) == (clerk.person.username, gate.now)
    assert clerk.get(f"visit/{sent}/photos/{photo.pk}").status_code == 404


def test_once_the_vehicle_is_here_a_photo_stays_unless_a_correction_was_asked(gate, clerk, sent):
    gate.confirm(sent, "border_guard_in")
    clerk.post(f"declare/{sent}/photos", remove=the_photo(sent).pk, nonce="away")
    assert "D6" in clerk.page
    assert PaperFile.objects.filter(record=the_photo(sent).record).exists()
    assert send(clerk, sent, picture()).status_code == 302
    gate.write(sent, "correction_asked", agency="border_guard", payload={"reason": "papers"})
    first = keeping.list_photos(gate.zone.name, sent)[0]
    clerk.post(f"declare/{sent}/photos", remove=first.pk, nonce="asked")
    assert len(keeping.list_photos(gate.zone.name, sent)) == 1


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "A51"),
        (b"<svg onload=alert(1)>", "A53"),
        (b"MZ program", "A53"),
        (b"\xff\xd8\xff broken", "A54"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 20_000_001, "A52"),
    ],
)
def test_a_bad_file_is_refused_with_its_cure_and_nothing_is_kept(gate, clerk, content, rule):
    number = gate.declare()
    answer = send(clerk, number, picture(), SimpleUploadedFile("permit.jpg", content))
    assert answer.status_code == 422
    assert f'<span class="rule">{rule}</span>' in clerk.page
    assert 'value="transport_permit" selected' in clerk.page
    assert not PaperPhoto.objects.filter(number=number).exists()


def test_no_file_and_no_kind_are_told(gate, clerk):
    number = gate.declare()
    send(clerk, number)
    assert "A51" in clerk.page
    send(clerk, number, picture(), kind="passport")
    assert "D12" in clerk.page


def test_more_photos_than_are_kept_are_refused_as_a_whole(gate, clerk, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_PHOTOS", 2)
    number = gate.declare()
    send(clerk, number, picture(), picture())
    assert send(clerk, number, picture()).status_code == 422
    assert "D7" in clerk.page
    assert len(keeping.list_photos(gate.zone.name, number)) == 2


def test_a_double_click_keeps_one_photo(gate, clerk):
    number = gate.declare()
    for _ in range(2):
        assert send(clerk, number, picture(), nonce="twice").status_code == 302
    assert len(keeping.list_photos(gate.zone.name, number)) == 1


def test_a_trip_that_is_over_takes_no_photos(gate, clerk):
    number = gate.declare()
    gate.write(number, "turned_back", agency="border_guard")
    assert send(clerk, number, picture()).status_code == 422
    assert "D4" in clerk.page


def test_who_declares_for_others_sees_that_there_are_photos_not_which(gate, sent):
    dispatcher = gate.sign_in("dispatcher")
    dispatcher.get(f"declare/{sent}/photos")
    assert "1 photo was sent that you need not see." in dispatcher.page
    assert f"photos/{the_photo(sent).pk}" not in dispatcher.page


def test_the_administrator_erases_a_photo_with_its_picture(gate, sent):
    photo, administrator = the_photo(sent), gate.sign_in("administrator")
    administrator.get("personal/erase/", q=sent)
    assert NAME not in administrator.page
    fields = {"ref": [photo.record], "reason": "asked", "document": "12/CV", "asked": sent}
    administrator.post("personal/erase/", nonce="erase", **fields)
    assert not PaperFile.objects.filter(record=photo.record).exists()


def test_pictures_go_on_their_last_day_but_those_of_demos(gate, sent):
    photo = the_photo(sent)
    last = PaperFile.objects.get(record=photo.record).keep_until
    PaperFile.objects.filter(record=photo.record).update(zone="real")
    assert keeping.purge(last) == 0
    assert keeping.purge(last.replace(year=last.year + 1)) == 1
    assert not PaperFile.objects.filter(record=photo.record).exists()
