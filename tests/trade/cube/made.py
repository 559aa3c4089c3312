"""Facts of trade that Hypothesis makes: few of each kind, so that they say the same thing twice."""

from calendar import monthrange
from datetime import date

from hypothesis import strategies as st

from cuakhau.trade.facts import fact_key, table_of

SCOPES = ("s", "t")


def span(first_month, months, cut=0):
    first = date(first_month // 12, first_month % 12 + 1, 1)
    last = first_month + months - 1
    return first, date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1] - cut)


YEAR = st.sampled_from([2022 * 12, 2023 * 12])
DAYS = st.builds(lambda year, month, day: (date(year, month, day),) * 2,
                 st.sampled_from([2022, 2023]), st.integers(1, 12), st.sampled_from([1, 15, 28, 30])
                 .map(lambda day: min(day, 28)))  # fmt: skip
SPANS = st.one_of(
    st.builds(lambda year, month: span(year + month, 1), YEAR, st.integers(0, 11)),
    st.builds(lambda year, month: span(year + month, 1), YEAR, st.integers(0, 1)),
    DAYS,
    st.builds(lambda year, q: span(year + q * 3, 3), YEAR, st.integers(0, 3)),
    st.builds(lambda year, h: span(year + h * 6, 6), YEAR, st.integers(0, 1)),
    st.builds(lambda year: span(year, 9), YEAR),
    st.builds(lambda year: span(year, 12), YEAR),
    st.builds(lambda year, m, n, cut: span(year + m, n, cut),
              YEAR, st.integers(0, 11), st.integers(1, 14), st.integers(0, 3)),
)  # fmt: skip


@st.composite
def one_fact(draw):
    first, last = draw(SPANS)
    pick = lambda *words: draw(st.sampled_from(words))  # noqa: E731
    return {
        "revision": 1,
        "known_us": 10,
        "first_day": first,
        "last_day": last,
        "day_ends": "00:00",
        "place": pick(None, "a", "b"),
        "scope": pick("s", "s", "s", "t"),
        "direction": pick("both", "export", "import"),
        "regime": pick(None, "E31"),
        "hs": pick(None, "08", "0805", "0810", "08106000", "85"),
        "partner": pick(None, "CN", "TH"),
        "value_usd_cents": draw(st.none() | st.integers(0, 10**15)),
        "weight_g": draw(st.none() | st.integers(0, 10**12)),
        "duty_vnd": draw(st.none() | st.integers(0, 10**12)),
        "source": pick("x", "y"),
        "precision": pick("exact", "exact", "approx", "suspect"),
        "row": pick(None, 1),
    }


@st.composite
def many_facts(draw, most=14):
    """Revisions of facts, as rows."""
    rows, known = [], {}
    for number, fact in enumerate(draw(st.lists(one_fact(), max_size=most))):
        key = fact_key(fact | {"line": number})
        known[key] = fact
        rows.append(fact | {"fact": key})
    for key in (
        draw(st.lists(st.sampled_from(sorted(known)), max_size=4, unique=True)) if (known) else []
    ):
        again = {"value_usd_cents": draw(st.none() | st.integers(0, 10**15)), "revision": 2,
                 "known_us": 20, "fact": key}  # fmt: skip
        rows.append(known[key] | again)
    return rows


__all__ = ["many_facts", "table_of"]
