"""Where people land, and who reads the live board: the table, and on a demo who tries it here."""

import pytest

from cuakhau.accounts.people.roles import ROLES
from cuakhau.accounts.rights import list_acts
from cuakhau.server import zones
from officers import Gate

BOARD = ("", "live")
READERS = [role for role, cell in list_acts()["see_board"].cells.items() if cell == "yes"]


def open_all(client, zone, **more):
    return [client.get(f"/zone/{zone.name}/{path}", **more) for path in BOARD]


def test_whoever_is_not_signed_in_is_led_to_the_page_for_everybody(site, zone):
    assert site.get("/")["Location"] == f"/zone/{zone.name}/public"
    assert all(answer["Location"].startswith("/sign-in/?next=") for answer in open_all(site, zone))


@pytest.mark.parametrize("role", ROLES)
def test_who_is_signed_in_lands_on_the_board_or_on_the_own_visits(site, zone, role):
    browser = Gate(zone).sign_in(role)
    home = browser.client.get("/")
    if role in READERS:
        assert home.status_code == 200
        assert b'id="live"' in home.content
    else:
        assert home["Location"] == f"/zone/{zone.name}/trips/"


def test_who_has_not_given_the_second_factor_sees_no_board(site, zone):
    browser = Gate(zone).sign_in("dispatcher")
    browser.client.session.flush()
    browser.client.force_login(browser.person, "django.contrib.auth.backends.ModelBackend")
    paths = ["/", *(f"/zone/{zone.name}/{path}" for path in BOARD)]
    assert all("/sign-in/second/" in browser.client.get(path)["Location"] for path in paths)


def test_a_guest_of_the_demo_on_this_machine_reads_its_board(site, zone, settings):
    settings.IS_EMBEDDED = True
    assert b'id="live"' in site.get("/").content
    assert all(answer.status_code == 200 for answer in open_all(site, zone))
    assert "/sign-in/" in site.get(f"/zone/{zone.name}/wall/")["Location"]
    assert all(answer.status_code == 302 for answer in open_all(site, zone, REMOTE_ADDR="10.1.2.3"))


def test_beside_a_demo_the_real_zone_stays_shut(site, zone, settings, monkeypatch):
    settings.IS_EMBEDDED = True
    real = zone.renamed(zone.name.removesuffix("-demo"))
    monkeypatch.setattr(zones, "served", lambda: {zone.name: zone, real.name: real})
    assert all(answer.status_code == 302 for answer in open_all(site, real))
    page = site.get("/").content.decode()
    assert f'href="/zone/{real.name}/public"' in page
    assert f'href="/zone/{real.name}/"' not in page


def test_a_declarant_is_refused_by_the_rule(site, zone):
    answers = open_all(Gate(zone).sign_in("declarant").client, zone)
    assert all(answer.status_code == 403 and b"A21" in answer.content for answer in answers)
