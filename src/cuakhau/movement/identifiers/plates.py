"""Registration plates of Việt Nam and of mainland China.

Việt Nam: two digits of the province, one or two letters, four or five digits (12C-123.45);
trailers have a series that begins with R. China: the character of the province, the letter of the
city, five characters, six for new energy (桂F12345, 桂FD12345); trailers end in 挂. Platforms often
store Chinese plates without the character of the province, and then the same plate may be another
vehicle's. Motorcycles, diplomatic and military plates are not read.
"""

import re
from typing import Literal

import msgspec

from cuakhau.movement.identifiers.typed import even_out, m80_letters_are_latin, to_latin
from cuakhau.zone.refusal import number_of

PROVINCES_OF_CHINA = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_LETTER = "A-HJ-NP-Z"  # no I and no O, which look like figures
_VIETNAMESE = re.compile(r"([1-9][0-9])([A-Z]{1,2})([0-9]{4,5})")
_CHINESE = re.compile(
    rf"([{PROVINCES_OF_CHINA}]?)"
    rf"([{_LETTER}](?:[{_LETTER}0-9]{{5}}|[DF][{_LETTER}0-9][0-9]{{4}}|[0-9]{{5}}[DF]))"
)
_CHINESE_TRAILER = re.compile(rf"([{PROVINCES_OF_CHINA}]?)([{_LETTER}][{_LETTER}0-9]{{4}}挂)")


class Plate(msgspec.Struct, frozen=True, kw_only=True):
    """A plate as typed and as read. `normal` is what two plates are compared by.

    `province` is the two digits of Việt Nam or the character of China. `marks` holds the rules
    that it does not keep: M80 (look-alike letters), M81 (cannot be read), M82 (no province).
    """

    raw: str
    normal: str | None = None
    country: Literal["VN", "CN"] | None = None
    province: str | None = None
    is_trailer: bool = False
    marks: tuple[str, ...] = ()


def m81_plate_is_readable(plate: Plate) -> bool:
    """ "{raw}" is no plate of Việt Nam or China that can be read; it is kept as it was typed.

    Cure: Compare it with the vehicle and type it again, as in 12C-123.45 or 桂F12345.
    """
    return plate.normal is not None


def m82_province_is_named(plate: Plate) -> bool:
    """The Chinese plate "{raw}" lacks the character of its province, so it may be two vehicles'.

    Cure: Type the character before the letters, as in 桂F12345.
    """
    return plate.country != "CN" or plate.province is not None


def read_plate(raw: str) -> Plate:
    """Read a typed plate; one that cannot be read keeps `raw` and is marked."""
    evened = even_out(raw)
    latin = to_latin(evened)
    plate = _read(raw, latin)
    marks = [] if m80_letters_are_latin(evened) else [number_of(m80_letters_are_latin)]
    marks += [
        number_of(rule)
        for rule in (m81_plate_is_readable, m82_province_is_named)
        if not rule(plate)
    ]
    return msgspec.structs.replace(plate, marks=tuple(marks))


def _read(raw: str, latin: str) -> Plate:
    if vietnamese := _VIETNAMESE.fullmatch(latin):
        province, series, _ = vietnamese.groups()
        return Plate(
            raw=raw,
            normal=latin,
            country="VN",
            province=province,
            is_trailer=series.startswith("R"),
        )
    chinese = _CHINESE.fullmatch(latin) or _CHINESE_TRAILER.fullmatch(latin)
    if chinese is None:
        return Plate(raw=raw)
    return Plate(
        raw=raw,
        normal=latin,
        country="CN",
        province=chinese[1] or None,
        is_trailer=latin.endswith("挂"),
    )
