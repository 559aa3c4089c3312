"""The sentence in words, in parts: those that are figures say which, so that each can be opened.

    say(told, "en", write)   2017: over 5.2 billion USD, up 27.1 % on 2016; first quarter of 2018:
                             over 1 billion USD. 2016, derived: over 4.09 billion USD.

How a number is written is given by the caller (`figures.format`), who may know it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from cuakhau.trade.periods import name_period, year_before
from cuakhau.trade.sentence.told import ADDED, Told
from cuakhau.zone.types import Language

Measure = Literal["", "value", "growth", "computed", "base"]
Write = Callable[[Decimal, Language], str]

BILLION, MILLION = Decimal(10) ** 9, Decimal(10) ** 6
YI, WAN = Decimal(10) ** 8, Decimal(10) ** 4
MORE_SIGNS = 5  # of a value that was added up: nobody says its cents
ROUND = ("derived", "approx")
SIGNS = 3  # of a value that was derived or is about so much
# A value that is exact and has more places in the great unit is written in the small one.
EXACT_PLACES: dict[Language, int] = {"vi": 3, "en": 3, "zh": 6}
SAME_PCT = Decimal("0.5")  # growth that differs by less is the same, by rounding of the values
OVER: dict[Language, str] = {"vi": "trên ", "en": "over ", "zh": "超过"}
ABOUT: dict[Language, str] = {"vi": "khoảng ", "en": "about ", "zh": "约"}
EXACTLY: dict[Language, str] = {"vi": "", "en": "exactly ", "zh": ""}
PLAINLY: dict[Language, str] = {"vi": "", "en": "", "zh": ""}
PRECISIONS = {
    "at_least": OVER, "approx": ABOUT, "derived": ABOUT, "exact": EXACTLY, ADDED: PLAINLY,
}  # fmt: skip
UNKNOWN: dict[Language, str] = {"vi": "chưa rõ", "en": "unknown", "zh": "未知"}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the sentence; with `measure` it is a figure of `told`."""

    text: str
    measure: Measure = ""
    told: Told | None = None


def say(told: Iterable[Told], language: Language, write: Write) -> tuple[Part, ...]:
    """Tell some periods of one scope in one sentence, and the years derived in another."""
    rows = list(told)
    parts: list[Part] = []
    for number, one in enumerate(rows):
        if number:
            parts.append(Part({"vi": "; ", "en": "; ", "zh": "；"}[language]))
        clause = list(_clause(one, language, write))
        parts += _capital(clause) if number == 0 else clause
    parts.append(Part("。" if language == "zh" else "."))
    for one in rows:
        if one.base_precision == "derived":
            parts += _derived(one, language, write)
    return tuple(parts)


def write_usd(cents: int, language: Language, write: Write, *, signs: int | None) -> str:
    """Write dollars as people say them: 5,2 tỷ USD, 5.2 billion USD, 52亿美元.

    `signs`: how many digits a value has that is not exact; `None` keeps all of them. No source
    prints millions to the dollar: such a value came of a rate, and is rounded too.
    """
    dollars = Decimal(cents) / 100
    if signs is None and abs(dollars) >= MILLION and dollars % 1_000:
        signs = MORE_SIGNS
    units = {
        "vi": ((BILLION, " tỷ USD"), (MILLION, " triệu USD")),
        "en": ((BILLION, " billion USD"), (MILLION, " million USD")),
        "zh": ((YI, "亿美元"), (WAN, "万美元")),
    }[language]
    for size, unit in units:
        number = dollars / size
        if abs(number) >= 1 and (signs is not None or _places(number) <= EXACT_PLACES[language]):
            return f"{write(_trim(number, signs), language)}{unit}"
    size, unit = units[-1]
    if abs(dollars) >= size:
        return f"{write(_trim(dollars / size, signs), language)}{unit}"
    return f"{write(_trim(dollars, signs), language)}{'美元' if language == 'zh' else ' USD'}"


def write_value(one: Told, language: Language, write: Write) -> str:
    """Write the value of a period with the word of its precision; or that it is unknown."""
    if one.value_usd_cents is None:
        return UNKNOWN[language]
    signs = MORE_SIGNS if one.precision == ADDED else SIGNS if one.precision in ROUND else None
    written = write_usd(one.value_usd_cents, language, write, signs=signs)
    word = OVER if one.is_over else PRECISIONS[one.precision]
    return word[language] + written


def write_base(one: Told, language: Language, write: Write) -> str:
    """Write the year before with its precision: over, where this year itself is over."""
    if one.base_usd_cents is None:
        return UNKNOWN[language]
    signs = SIGNS if one.base_precision in ("derived", "approx") else None
    is_over = one.base_precision == "derived" and one.is_over
    word = OVER if is_over else PRECISIONS[one.base_precision]
    return word[language] + write_usd(one.base_usd_cents, language, write, signs=signs)


def write_growth(percent: Decimal, language: Language, write: Write) -> str:
    """Write growth with the places it has: tăng 27,1 %; up 27.1 %; 增长27.1%."""
    up = percent >= 0
    number = write(abs(_trim(percent, None)), language)
    return {
        "vi": f"{'tăng' if up else 'giảm'} {number} %",
        "en": f"{'up' if up else 'down'} {number} %",
        "zh": f"{'增长' if up else '下降'}{number}%",
    }[language]


def differs(one: Told) -> bool:
    """Tell whether growth as published and as the values give it are not the same."""
    computed, printed = one.computed_pct, one.growth_pct
    return computed is not None and printed is not None and abs(computed - printed) > SAME_PCT


def _clause(one: Told, language: Language, write: Write) -> Iterator[Part]:
    when = name_period(one.period, language)
    reached = one.value_usd_cents is not None
    yield Part(
        {
            "vi": f"{when} {'đạt ' if reached else ''}",
            "en": f"{when}: ",
            "zh": when,
        }[language]
    )
    yield Part(write_value(one, language, write), "value", one)
    if one.precision == "derived":
        yield Part({"vi": " (số suy ra)", "en": " (derived)", "zh": "（推算）"}[language])
    if one.precision == ADDED:
        yield Part(_say_added(one, language))
    computed = None if one.computed_pct is None else _round_pct(one.computed_pct)
    growth = one.growth_pct if one.growth_pct is not None else computed
    if growth is None:
        return
    measure: Measure = "growth" if one.growth_pct is not None else "computed"
    written = write_growth(growth, language, write)
    if language == "zh":
        yield Part(f"，比{_before(one, language)}")
        yield Part(written, measure, one)
    else:
        yield Part(", ")
        yield Part(written, measure, one)
        word = "so với" if language == "vi" else "on"
        yield Part(f" {word} {_before(one, language)}")
    if differs(one):
        yield from _other_growth(one, language, write)


def _say_added(one: Told, language: Language) -> str:
    """Say that nobody published a value, and of which months there are lines."""
    months, known = one.period.months, one.months_known
    if months is not None and known is not None and known < months:
        return {
            "vi": f" (cộng từ các dòng, mới có {known} trong {months} tháng)",
            "en": f" (added from lines, of {known} of {months} months)",
            "zh": f"（逐行加总，仅有{months}个月中的{known}个月）",
        }[language]
    return {
        "vi": " (cộng từ các dòng)",
        "en": " (added from lines)",
        "zh": "（逐行加总）",
    }[language]


def _before(one: Told, language: Language) -> str:
    """Name what a growth is on: the year before, or the same days of it."""
    period = year_before(one.period)
    if period.months == 12 or period.year is None:
        return name_period(period, language)
    return {
        "vi": f"cùng kỳ năm {period.year}",
        "en": f"the same period of {period.year}",
        "zh": f"{period.year}年同期",
    }[language]


def _other_growth(one: Told, language: Language, write: Write) -> Iterator[Part]:
    assert one.computed_pct is not None
    opening = {
        "vi": " (số công bố; tính từ hai giá trị: ",
        "en": " (as published; the two values give ",
        "zh": "（公布数；按两项数值计算为",
    }[language]
    yield Part(opening)
    yield Part(write_growth(_round_pct(one.computed_pct), language, write), "computed", one)
    yield Part("）" if language == "zh" else ")")


def _derived(one: Told, language: Language, write: Write) -> Iterator[Part]:
    before = name_period(year_before(one.period), language)
    yield Part(
        {
            "vi": f" {before[0].upper()}{before[1:]} (số suy ra): ",
            "en": f" {before[0].upper()}{before[1:]}, derived: ",
            "zh": f"{before}（推算）：",
        }[language]
    )
    yield Part(write_base(one, language, write), "base", one)
    yield Part("。" if language == "zh" else ".")


def _capital(parts: list[Part]) -> list[Part]:
    first = parts[0].text
    return [Part(first[:1].upper() + first[1:]), *parts[1:]]


def _trim(number: Decimal, signs: int | None) -> Decimal:
    """Round to so many digits and drop the zeros after the point."""
    if signs is not None and number:
        places = max(0, signs - 1 - number.adjusted())
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    plain = number.normalize()
    exponent = plain.as_tuple().exponent
    return plain.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else plain


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _round_pct(percent: Decimal) -> Decimal:
    return _trim(percent.quantize(Decimal("0.1"), ROUND_HALF_UP), None)
