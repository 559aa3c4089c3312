"""The table of trade in plain Python, row by row: slow, short, and the meaning of the fast one."""

from collections import defaultdict
from datetime import timedelta

from cuakhau.trade.cube.question import A_YEAR, HS, MEASURES, MONTHS_OF

RANK = {"exact": 0, "derived": 1, "approx": 2, "at_least": 3}


def newest(facts, known_on_us=None):
    kept = {}
    for fact in facts:
        if known_on_us is None or fact["known_us"] <= known_on_us:
            before = kept.get(fact["fact"])
            if before is None or fact["revision"] > before["revision"]:
                kept[fact["fact"]] = fact
    return [fact for fact in kept.values() if fact["precision"] != "suspect"]


def month_of(day):
    return day.year * 12 + day.month - 1


def cell_of(day, period):
    if period == "day":
        return month_of(day) * 31 + day.day - 1
    return month_of(day) // (12 if period == "nine_month" else MONTHS_OF[period])


def months_of(fact):
    """The whole months of a longer fact: first and the one after the last."""
    after = fact["last_day"] + timedelta(days=1)
    opens = month_of(fact["first_day"]) + (fact["first_day"].day != 1)
    return opens, month_of(after), fact["first_day"].day == 1 == after.day


def kind_of(fact):
    if fact["first_day"] == fact["last_day"]:
        return 0
    opens, closes, whole = months_of(fact)
    for kind, length, begins in ((1, 1, 1), (2, 3, 3), (3, 6, 6), (4, 9, 12), (5, 12, 12)):
        if whole and closes - opens == length and opens % 12 % begins == 0:
            return kind
    return (fact["first_day"], fact["last_day"])


def saying_of(fact):
    """What was printed stands for itself; lines of a file belong together."""
    if fact["row"] is not None:
        return 400
    said = (fact["partner"] is not None) + 2 * (fact["regime"] is not None)
    return len(fact["hs"] or "") * 4 + said


def without_parts(facts):
    """Those whose code begins with no shorter code of a line beside them."""
    codes = {fact["hs"] for fact in facts if fact["hs"]}
    return [
        fact for fact in facts
        if not any((fact["hs"] or "").startswith(code) for code in codes - {fact["hs"]})
    ]  # fmt: skip


def fits(fact, by, period):
    digits = next((HS[word] for word in by if word in HS), None)
    is_line = fact["row"] is not None
    if digits and not (fact["hs"] is None and is_line) and len(fact["hs"] or "") < digits:
        return False
    for word, column in (("gate", "place"), ("partner", "partner"), ("regime", "regime")):
        if word in by and fact[column] is None and not is_line:
            return False
    if period == "day":
        return fact["first_day"] == fact["last_day"]
    if period == "nine_month" and not (fact["first_day"].month <= 9 >= fact["last_day"].month):
        return False
    return cell_of(fact["first_day"], period) == cell_of(fact["last_day"], period)


def name_of(fact, word):
    if word == "gate":
        return fact["place"]
    return fact["hs"] and fact["hs"][: HS[word]] if word in HS else fact[word]


class Said:
    """What one source says, in one saying and kind, of a month or of the whole period."""

    def __init__(self, facts, going_on, period):
        self.facts = facts
        spans = defaultdict(list)
        for fact in facts:
            spans[month_of(fact["first_day"]), fact["first_day"] != fact["last_day"] and
                  (fact["first_day"], fact["last_day"])].append(fact)  # fmt: skip
        self.months = sum(self.months_of(group, going_on, period) for group in spans.values())
        self.doubt = max(RANK[fact["precision"]] for fact in facts)

    @staticmethod
    def months_of(group, going_on, period):
        # Parts are of one column each; a span counts where one of them knows its value.
        first = group[0]
        if all(fact["value_usd_cents"] is None for fact in group):
            return 0
        if period == "day":
            return 1
        if first["first_day"] == first["last_day"]:
            return int(month_of(first["first_day"]) != going_on)
        opens, closes, _ = months_of(first)
        return max(closes - opens, 0)


def choose(facts, by, period, going_on):
    """Of the facts of one gate, one way and one period: those that count, and their months."""
    said = defaultdict(list)
    for fact in facts:
        kind = kind_of(fact)
        slot = -1
        if kind in (0, 1):
            slot = cell_of(fact["first_day"], "day" if period == "day" else "month")
        said[slot, fact["source"], saying_of(fact), kind].append(fact)
    best = {}
    for (slot, source, saying, kind), group in said.items():
        one = Said(group, going_on, period)
        one.slot, one.key = slot, (source, saying, kind)
        if slot >= 0:
            one.months = min(one.months, 1)
        order = kind if isinstance(kind, int) else 10 + span_number(kind)
        one.rank = (-one.months, one.doubt, saying, -order, source)
        if slot not in best or one.rank < best[slot].rank:
            best[slot] = one
    long, short = best.pop(-1, None), list(best.values())
    months, doubt = sum(o.months for o in short), max((o.doubt for o in short), default=0)
    if long and (not short or long.months > months or
                 (long.months == months and long.doubt <= doubt)):  # fmt: skip
        short = [long]
        months = long.months
    kept = []
    for one in short:
        kept += without_parts(one.facts)
    return kept, months, {one.slot: one.months for one in short}


def span_number(span):
    first, last = span
    after = last + timedelta(days=1)
    packed = (month_of(after) * 32 + after.day) * 32 + first.day
    return packed * 100_000 + month_of(first)


def table(facts, by, scope, *, known_on_us=None):
    """Cell → value, unknown, facts, months, ways; growth on the year where it is certain."""
    period = next(word for word in by if word in MONTHS_OF)
    names = [word for word in by if word not in MONTHS_OF]
    rows = [fact for fact in newest(facts, known_on_us) if fact["scope"] == scope]
    rows = [fact for fact in rows if fits(fact, by, period)]
    last = max((fact["last_day"] for fact in rows), default=None)
    after = last and last + timedelta(days=1)
    going_on = month_of(after) if after and after.day != 1 else None
    units = defaultdict(list)
    for fact in rows:
        cell = cell_of(fact["first_day"], period)
        units[cell, fact["place"] or "", fact["direction"]].append(fact)
    chosen = {key: choose(group, by, period, going_on) for key, group in units.items()}
    if "direction" not in by:
        chosen = choose_ways(chosen)
    chosen = choose_gates(chosen, by)
    return compare(add(chosen, names, period), period, names)


def choose_ways(chosen):
    kept = {}
    for cell, place in {key[:2] for key in chosen}:
        of = {way: chosen.get((cell, place, way)) for way in ("both", "export", "import")}
        covers = {way: found[1] if found else -1 for way, found in of.items()}
        each = min(covers["export"], covers["import"])
        whole = covers["both"] >= 0 and covers["both"] >= each
        for way in ("both",) if whole else ("export", "import"):
            if of[way]:
                kept[cell, place, way] = of[way]
    return kept


def choose_gates(chosen, by):
    """All gates as printed or the gates; lines of a source that names gates have one unknown."""
    kept = {}
    for cell in {key[0] for key in chosen}:
        mine = {key: found for key, found in chosen.items() if key[0] == cell}
        named = {fact["source"] for key, found in mine.items() if key[1] for fact in found[0]}
        whole = {key: not key[1] and not is_of_a_gate(found[0], named)
                 for key, found in mine.items()}  # fmt: skip
        total = max((found[1] for key, found in mine.items() if whole[key]), default=-1)
        each = max((found[1] for key, found in mine.items() if not whole[key]), default=-1)
        takes_whole = each < 0 if "gate" in by else total >= 0 and total >= each
        kept |= {key: found for key, found in mine.items() if takes_whole == whole[key]}
    return kept


def is_of_a_gate(facts, named):
    sources = {fact["source"] for fact in facts}
    return all(fact["row"] is not None for fact in facts) and len(sources) == 1 and sources <= named


def add(chosen, names, period):
    cells, slots = {}, defaultdict(dict)
    for (cell, _place, way), (facts, _, months) in chosen.items():
        for slot, count in months.items():
            had = slots[cell, way].get(slot, 0)
            slots[cell, way][slot] = max(had, count)
        for fact in facts:
            key = (*(name_of(fact, word) for word in names), cell)
            one = cells.setdefault(key, {"value": None, "unknown": 0, "facts": 0})
            one["facts"] += 1
            cents = fact[MEASURES["value"]]
            if cents is None:
                one["unknown"] += 1
            else:
                one["value"] = (one["value"] or 0) + cents
    covers = {key: sum(found.values()) for key, found in slots.items()}
    for key, one in cells.items():
        if "direction" in names:
            way = key[names.index("direction")]
            one["months"], one["ways"] = covers[key[-1], way], way
        else:
            ways = {way: months for (cell, way), months in covers.items() if cell == key[-1]}
            one["months"] = min(ways.values())
            one["ways"] = next(iter(ways)) if len(ways) == 1 else "both"
        one["complete"] = one["months"] >= MONTHS_OF[period]
    return cells


def compare(cells, period, names):
    for key, one in cells.items():
        then = cells.get((*key[:-1], key[-1] - A_YEAR[period]))
        one["year_before"] = then and then["value"]
        sure = (
            then and one["complete"] and then["complete"] and one["ways"] == then["ways"]
            and not one["unknown"] and not then["unknown"] and then["value"] > 0
        )  # fmt: skip
        one["growth"] = None
        if sure:
            one["growth"] = float(one["value"] - then["value"]) * 100.0 / float(then["value"])
    return cells
