"""Keys: issued once, kept as a digest, in force until revoked."""

from datetime import timedelta

import pytest

from cuakhau.accounts import key_refusals, keys, tries
from cuakhau.accounts.models import ApiKey
from cuakhau.accounts.refusals import ALL_RULES, NotLetIn
from desk import NOON


def issue(zone, **more):
    given = {"agency": "customs", "device": "cam-1", "may": ["append"], "by": "t", "at": NOON}
    return keys.issue(zone=zone.name, **{**given, **more})


def test_a_key_is_checked_and_its_secret_is_not_kept(zone):
    row, shown = issue(zone)
    assert keys.check(shown, at=NOON).prefix == row.prefix
    secret = shown.rpartition("_")[2]
    kept = str(vars(ApiKey.objects.get(prefix=row.prefix)))
    assert secret not in kept
    assert shown.startswith(f"ck_{row.prefix}_")


def test_last_use_is_written_once_a_minute(zone):
    row, shown = issue(zone)
    for seconds in (0, 30, 59):
        keys.check(shown, at=NOON + timedelta(seconds=seconds))
    assert ApiKey.objects.get(prefix=row.prefix).last_used_at == NOON
    keys.check(shown, at=NOON + timedelta(seconds=61))
    assert ApiKey.objects.get(prefix=row.prefix).last_used_at == NOON + timedelta(seconds=61)


def test_a_key_is_refused_from_its_revocation_on(zone):
    row, shown = issue(zone)
    keys.revoke(row.prefix, by="t", at=NOON)
    with pytest.raises(NotLetIn, match="A2"):
        keys.check(shown, at=NOON)
    again = keys.revoke(row.prefix, by="other", at=NOON + timedelta(days=1))
    assert (again.revoked_by, again.revoked_at) == ("t", NOON)


@pytest.mark.parametrize("bad", [{"may": []}, {"may": ["rule"]}, {"agency": ""}])
def test_a_key_that_makes_no_sense_is_not_issued(zone, bad):
    with pytest.raises(ValueError, match="key"):
        issue(zone, **bad)


def test_keys_are_listed_by_zone(zone):
    first, _ = issue(zone)
    second, _ = issue(zone, at=NOON + timedelta(hours=1))
    assert [row.prefix for row in keys.list_keys(zone.name)] == [second.prefix, first.prefix]


def test_tries_are_counted_for_each_address_and_forgotten_after_a_minute():
    tries.forget_all()
    for _ in range(tries.MOST_FAILED):
        tries.check_tries("a", at=NOON)
        tries.count_failed("a", at=NOON)
    tries.check_tries("b", at=NOON)
    with pytest.raises(NotLetIn, match="A4"):
        tries.check_tries("a", at=NOON + timedelta(seconds=59))
    tries.check_tries("a", at=NOON + timedelta(seconds=61))


def test_every_rule_speaks_three_languages(three_languages):
    of_keys = [rule for name, rule in vars(key_refusals).items() if name[:2] in ("a9", "a1")]
    assert len(of_keys) == 5
    for rule in (*ALL_RULES, *of_keys):
        three_languages(rule)
