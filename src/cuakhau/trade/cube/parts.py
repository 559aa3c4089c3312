"""First step of a table: the newest facts of one scope, added up to parts that no two rows share.

A part is what one source says, in one breadth (of what was printed, how deep it is broken down), of
one gate, one way and one month, or of one longer span. Parts may still say the same thing twice;
`choosing` decides which of them count.

A line with the code 0810 is the total of lines with longer codes that begin so. What this asks for
is kept apart by a stem: of a total its code, of the rest the longest such code they begin with; the
breadth tells which is which. Mostly no code begins another one, and there are no stems.
"""

from typing import Any

from cuakhau.trade.cube.question import HS, MEASURES, Question
from cuakhau.trade.cube.shape import Shape

WAYS = 4
BREADTHS = 512
LINES, TOTAL_LINES = 400, 401  # lines of a file; less: what was printed
_TAXES = ("duty_vnd", "vat_vnd", "other_tax_vnd")
PRECISIONS = ("exact", "derived", "approx", "at_least")


def newest(rows: Any, facts: Any, question: Question, shape: Shape) -> Any:
    """Keep the newest revision of each fact of the scope, among those recorded until `known_on_us`.

    Few facts are ever revised, so only those are looked up.
    """
    # The two readings of the facts are told apart on purpose: one expression used twice would be
    # kept whole in memory by DuckDB, with all its columns.
    if not shape.may_be_revised:
        return rows
    again = facts.filter([facts.revision > 1, *_known(facts, question)])
    again = again.group_by(again.fact.name("revised")).agg(newest=again.revision.max())
    both = rows.left_join(again, rows.fact == again.revised)
    return both.filter(both.newest.isnull() | (both.revision == both.newest))


def _known(facts: Any, question: Question) -> list[Any]:
    known_on_us = question.within.known_on_us
    wanted = [facts.scope == question.scope]
    return wanted if known_on_us is None else [*wanted, facts.known_us <= known_on_us]


def parts(facts: Any, question: Question, shape: Shape) -> Any:
    """Add the facts of the question up to parts."""
    rows = _narrow(facts.filter(_known(facts, question)), question, shape)
    keys = _keys(rows, question, shape)
    # What is grouped by is made where texts of a file are still read once a word, not once a row.
    made = rows.select(**keys, **_amounts(rows, question, shape))
    kept = newest(made, facts, question, shape)
    added = kept.group_by(list(keys)).agg(**_sums(kept, question, shape))
    words = [word for word in question.dimensions if word not in ("gate", "direction")]
    blank = {word: added[word].fill_null("") for word in words}
    return decoded(added.mutate(**_constants(shape), **blank))


def _narrow(rows: Any, question: Question, shape: Shape) -> Any:
    within, wanted = question.within, []
    if shape.may_be_inexact:
        wanted.append(rows.precision != "suspect")
    if within.since:
        wanted.append(rows.first_day >= within.since)
    if within.until:
        wanted.append(rows.last_day <= within.until)
    for column, words in (
        (rows.place, within.gates),
        (rows.direction, within.directions),
        (rows.partner, within.partners),
        (rows.regime, within.regimes),
    ):
        if words:
            wanted.append(column.isin(words))
    if within.hs:
        beginnings = [rows.hs.startswith(code) for code in within.hs]
        wanted.append(_any(beginnings))
    if within.said == "lines" and shape.may_be_published:
        parts_of = (rows.place, rows.hs, rows.partner, rows.regime)
        wanted.append(_any([one.notnull() for one in parts_of]))
    wanted += _broken_down(rows, question, shape)
    return rows.filter(wanted) if wanted else rows


def _broken_down(rows: Any, question: Question, shape: Shape) -> list[Any]:
    """Leave out what does not say where in the table it belongs.

    A printed total without a gate is of all gates; a line of a file without one is of a gate that
    nobody knows, and has a row of its own. So it is with partners.
    """
    wanted = []
    if question.hs_digits:
        deep = rows.hs.length() >= question.hs_digits
        lines = rows.hs.isnull() & rows.row.notnull()
        wanted.append(lines | deep if shape.may_lack_hs else deep)
    if shape.may_be_published:
        for word, column in (("gate", "place"), ("partner", "partner"), ("regime", "regime")):
            if word in question.by and (word != "gate" or shape.may_lack_place):
                wanted.append(rows[column].notnull() | rows.row.notnull())
    return wanted


def _keys(rows: Any, question: Question, shape: Shape) -> dict[str, Any]:
    keys = {
        "place": rows.place.fill_null("") if shape.may_lack_place else rows.place,
        "day": rows.first_day if question.period == "day" else rows.first_day.truncate("M"),
        "code": _code(rows, shape),
    }
    if shape.many_sources:
        keys["source"] = rows.source
    if question.period == "day":
        keys["day_ends"] = rows.day_ends
    if shape.stem_digits:
        keys["stem"] = _stem(rows.hs, shape)
    for word in question.dimensions:
        if word in HS:
            keys[word] = rows.hs.left(HS[word])
        elif word in ("partner", "regime"):
            keys[word] = rows[word]
    return keys


def _code(rows: Any, shape: Shape) -> Any:
    """Put way, breadth and span of a fact into one number: each further key costs every row.

    Way: 0 both, 1 export, 2 import. Breadth: 0 is a total of everything, then ever deeper, and last
    the lines. Span: 0 for a day; else the first day in its month, and the day after the last.
    """
    import ibis

    way = ibis.cases((rows.direction == "export", 1), (rows.direction == "import", 2), else_=0)
    said = (way + _breadth(rows, shape) * WAYS).cast("int64")
    after = rows.last_day + ibis.interval(days=1)
    month = after.year().cast("int64") * 12 + after.month() - 1
    span = (month * 32 + after.day()) * 32 + rows.first_day.day()
    longer = span * (WAYS * BREADTHS)
    return said + ibis.ifelse(rows.first_day == rows.last_day, 0, longer)


def decoded(added: Any) -> Any:
    """Take the code apart again: way, breadth, span, opens, closes and whether it is whole.

    `opens` is the first whole month of a longer fact, `closes` the month after its last.
    """
    import ibis

    code, day = added.code, added.day
    span = code // (WAYS * BREADTHS)
    way = ibis.cases((code % WAYS == 1, "export"), (code % WAYS == 2, "import"), else_="both")
    parts = added.mutate(
        direction=way, breadth=(code // WAYS % BREADTHS).cast("int32"), span=span.cast("int64")
    )
    begins, after = parts.span % 32, parts.span // 32 % 32
    month = (day.year() * 12 + day.month() - 1).cast("int32")
    return parts.mutate(
        month=month,
        opens=(month + ibis.ifelse(begins == 1, 0, 1)).cast("int32"),
        closes=(parts.span // 1024).cast("int32"),
        is_whole=(begins == 1) & (after == 1),
        ends=((parts.span // 1024) - ibis.ifelse(after == 1, 1, 0)).cast("int32"),
    )


def _breadth(rows: Any, shape: Shape) -> Any:
    import ibis

    line = ibis.literal(LINES)
    if shape.stem_digits:
        is_total = rows.hs.length() == _stem(rows.hs, shape).length()
        line = ibis.ifelse(is_total, TOTAL_LINES, LINES)
    if not shape.may_be_published:
        return line
    said = ibis.ifelse(rows.partner.notnull(), 1, 0) + ibis.ifelse(rows.regime.notnull(), 2, 0)
    printed = rows.hs.length().cast("int32").fill_null(0) * 4 + said
    return ibis.ifelse(rows.row.isnull(), printed, line)


def _stem(hs: Any, shape: Shape) -> Any:
    """The longest code that may be a total and that a code is or begins with; blank for none."""
    if shape.totals is None:
        return hs.fill_null("")  # any code may be one
    longest_first = sorted(shape.totals, key=len, reverse=True)
    # One function of the code and nothing else: DuckDB asks it once a word, and not once a row.
    stem = hs.re_extract(f"^({'|'.join(longest_first)})", 0)
    return stem.fill_null("") if shape.may_lack_hs else stem


def _constants(shape: Shape) -> dict[str, Any]:
    """What all parts share, so that nobody groups by it."""
    import ibis

    same: dict[str, Any] = {}
    if not shape.many_sources:
        same["source"] = ibis.literal("")
    if not shape.may_be_inexact:
        same["doubt"] = ibis.literal(0, "int8")
    return same


def _amounts(rows: Any, question: Question, shape: Shape) -> dict[str, Any]:
    """What is added up, and by what the newest revision is told."""
    made = {"last_day": rows.last_day}
    if shape.may_be_revised:
        made |= {"fact": rows.fact, "revision": rows.revision}
    if shape.may_be_inexact:
        made["doubt"] = _doubt(rows)
    for measure in question.measures:
        column = MEASURES[measure]
        if measure == "tax":
            made[column] = _known_taxes(rows)
            made[f"{column}_whole"] = rows.duty_vnd + rows.vat_vnd + rows.other_tax_vnd
        else:
            made[column] = rows[column]
    return made


def _sums(rows: Any, question: Question, shape: Shape) -> dict[str, Any]:
    sums: dict[str, Any] = {"facts": rows.count(), "latest": rows.last_day.max()}
    if shape.may_be_inexact:
        sums["doubt"] = rows.doubt.max()
    for measure in question.measures:
        column = MEASURES[measure]
        known = rows[f"{column}_whole" if measure == "tax" else column]
        sums[column] = rows[column].sum()
        sums[f"{column}_unknown"] = rows.count() - known.count()
    return sums


def _known_taxes(rows: Any) -> Any:
    """The sum of the taxes that are known; null where none is."""
    import ibis

    known = sum((rows[name].fill_null(0) for name in _TAXES[1:]), rows.duty_vnd.fill_null(0))
    none = rows.duty_vnd.isnull() & rows.vat_vnd.isnull() & rows.other_tax_vnd.isnull()
    return ibis.ifelse(none, ibis.null("int64"), known)


def _doubt(rows: Any) -> Any:
    import ibis

    return ibis.cases(
        *((rows.precision == word, number) for number, word in enumerate(PRECISIONS)),
        else_=len(PRECISIONS),
    )


def _any(conditions: list[Any]) -> Any:
    found = conditions[0]
    for condition in conditions[1:]:
        found = found | condition
    return found
