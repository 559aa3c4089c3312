"""Sums that pages show equal a plain count of the newest revisions, however they are kept."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cuakhau.trade.facts import fact_key, table_of
from cuakhau.turnover.reading.known import read_trade, seen_of
from cuakhau.turnover.reading.lines import list_rows
from cuakhau.turnover.reading.sums import add_up
from cuakhau.turnover.reading.wanted import Wanted
from cuakhau.turnover.store.models import FILE, Import
from cuakhau.turnover.store.sent import Signed, digest_rows
from cuakhau.turnover.store.take import keep
from desk import NOON
from journal.example import fresh_zone

BYS = [("gate", "month"), ("hs4", "partner"), ("direction", "quarter"), (), ("hs2", "day")]
MONTHS = [date(2023, 11, 1), date(2023, 12, 1), date(2024, 1, 1)]
A_DAY = timedelta(days=1)
AMOUNT = st.one_of(st.none(), st.integers(0, 10**12))
LINE = st.fixed_dictionaries(
    {
        "first_day": st.sampled_from(MONTHS),
        "place": st.sampled_from(["main_road", "back_road", None]),
        "direction": st.sampled_from(["export", "import"]),
        "hs": st.sampled_from(["08106000", "08071100", "85423900"]),
        "partner": st.sampled_from(["CN", "LA", None]),
        "amounts": st.lists(AMOUNT, min_size=1, max_size=3),
        "weight_g": AMOUNT,
        "duty_vnd": AMOUNT,
    }
)


def facts_of(lines, span):
    """Every revision of each line, the later ones known an hour later each."""
    for number, line in enumerate(lines):
        first = line["first_day"]
        last = first if span == "day" else (first + timedelta(days=32)).replace(day=1) - A_DAY
        fact = {
            **{name: line[name] for name in ("place", "direction", "hs", "partner", "weight_g",
                                             "duty_vnd")},
            "first_day": first, "last_day": last, "day_ends": "00:00", "scope": "s",
            "source": "made_up", "precision": "exact", "regime": "A11", "row": number + 1,
        }  # fmt: skip
        fact["fact"] = fact_key({**fact, "line": number})
        for revision, cents in enumerate(line["amounts"], 1):
            yield {**fact, "revision": revision, "value_usd_cents": cents,
                   "known_us": 1_000 * revision}  # fmt: skip


def total(amounts):
    known = [one for one in amounts if one is not None]
    return sum(known) if known else None


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    lines=st.lists(LINE, min_size=1, max_size=12),
    known=st.integers(1, 3),
    span=st.sampled_from(["day", "month"]),
)
def test_sums_are_those_of_the_newest_revisions_known_then(kept, lines, known, span):
    zone, _facts = kept(list(facts_of(lines, span)))
    seen = seen_of(read_trade(zone, known * 1_000).version.log)
    wanted = Wanted(seen=seen, scope="s", since=date(2023, 1, 1), until=date(2024, 12, 31))
    for by in BYS if span == "day" else BYS[:-1]:
        expected = defaultdict(list)
        for line in lines:
            amount = line["amounts"][min(known, len(line["amounts"])) - 1]
            expected[tuple(word_of(line, word) for word in by)].append((amount, line))
        found = {one.key: one for one in add_up(zone, wanted, by)}
        assert set(found) == set(expected)
        for key, rows in expected.items():
            assert found[key].value_usd_cents == total(amount for amount, _line in rows)
            assert found[key].weight_g == total(line["weight_g"] for _amount, line in rows)
            assert found[key].tax_vnd == total(line["duty_vnd"] for _amount, line in rows)
            assert found[key].lines == len(rows)
            assert found[key].unknown == sum(amount is None for amount, _line in rows)
    shown, count = list_rows(zone, wanted, first=0, count=500)
    assert count == len(shown) == len(lines)
    assert total(row["value_usd_cents"] for row in shown) == total(
        line["amounts"][min(known, len(line["amounts"])) - 1] for line in lines
    )


def word_of(line, word):
    first = line["first_day"]
    words = {
        "gate": line["place"] or "",
        "partner": line["partner"] or "",
        "hs2": line["hs"][:2],
        "hs4": line["hs"][:4],
        "direction": line["direction"],
        "day": f"{first}",
        "month": f"{first:%Y-%m}",
        "quarter": f"{first.year}Q{(first.month + 2) // 3}",
    }
    return words[word]


@pytest.fixture
def kept(desk_database, tmp_path, settings):
    """Keeps facts in a zone of their own."""
    settings.TRADE_FOLDER = tmp_path

    def keep_all(rows):
        zone, facts = fresh_zone(), table_of(rows)
        made = Import(
            kind=FILE, source="made_up", digest=digest_rows(facts), rows=len(rows), good=len(rows),
            new=len(rows), revised=0, alike=0, aside=0, doubted=0,
        )  # fmt: skip
        keep(zone, made, facts, Signed(by="clerk", at=NOON, nonce="n"))
        return zone, facts

    return keep_all
