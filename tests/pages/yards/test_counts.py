"""How often the pages of yards and calls ask the database."""

from itertools import count

PLAN, QUEUE = "yards/inner_yard/", "calls/main_road/export/"


def test_pages_of_yards_ask_as_often_as_is_written_down(gate, arrive, counts_hold):
    centre, operator = gate.sign_in("dispatcher"), gate.sign_in("yard_operator")
    numbers = count(1)

    def fill():
        number = next(numbers)
        absent, *_ = arrive(4, plate=f"12C-100.{number:02}", phone="0912345678")
        operator.post(f"{PLAN}count/mark", visit=absent, word="absent", nonce=f"m{number}")
        centre.press(QUEUE, "next", count="1")

    counts_hold(
        fill,
        yards=lambda: operator.get("yards/"),
        plan=lambda: operator.get(PLAN),
        count=lambda: operator.get(f"{PLAN}count/"),
        missing=lambda: operator.get("not-found/"),
        queue=lambda: centre.get(QUEUE),
        reroute=lambda: centre.get("reroute/?place=main_road"),
    )
