"""Some hundred facts of trade of every kind, the same each time."""

import random
from datetime import date

from cuakhau.trade.facts import table_of
from trade.cube.made import span


def made_facts(count=900):
    luck = random.Random(7)
    rows = []
    for number in range(count):
        first = 2021 * 12 + luck.randrange(36)
        length = luck.choice([0, 0, 0, 0, 1, 1, 3, 12])
        if length == 0:
            days = (date(first // 12, first % 12 + 1, luck.choice([1, 15, 28])),) * 2
        else:
            days = span(first - first % length, length)
        rows.append(
            {
                "fact": f"fact {number}",
                "revision": 1,
                "known_us": 10,
                "first_day": days[0],
                "last_day": days[1],
                "day_ends": luck.choice(["00:00", "20:00"]),
                "place": luck.choice([None, "a", "b"]),
                "scope": luck.choice(["s", "s", "t"]),
                "direction": luck.choice(["both", "export", "import"]),
                "regime": luck.choice([None, "E31"]),
                "hs": luck.choice([None, "08", "0805", "0810", "08106000", "85"]),
                "partner": luck.choice([None, "CN", "TH"]),
                "value_usd_cents": luck.choice([None, *[luck.randrange(10**14)] * 9]),
                "weight_g": luck.randrange(10**9),
                "duty_vnd": luck.choice([None, luck.randrange(10**9)]),
                "vat_vnd": luck.randrange(10**9),
                "other_tax_vnd": luck.choice([None, 0]),
                "source": luck.choice(["x", "y"]),
                "precision": luck.choice(["exact", "exact", "approx", "suspect"]),
                "row": luck.choice([None, 1]),
            }
        )
    rows += [row | {"revision": 2, "known_us": 20, "value_usd_cents": 5} for row in rows[::40]]
    return table_of(rows)
