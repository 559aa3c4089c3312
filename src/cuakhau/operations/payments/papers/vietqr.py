"""A code to pay by: EMVCo's merchant-presented QR as NAPAS writes it (VietQR), made and read.

    00 format · 01 once (12) or always (11) · 38 NAPAS: who receives, on which account
    53 currency · 54 amount · 58 country · 62.08 purpose · 63 CRC

EMV QR Code Specification for Payment Systems, merchant-presented mode; NAPAS' GUID A000000727.
"""

from collections.abc import Iterable

from cuakhau.operations.people import plain

NAPAS, TO_ACCOUNT = "A000000727", "QRIBFTTA"
DONG, COUNTRY = "704", "VN"
MOST_PURPOSE = 25
TEMPLATES = frozenset({"62", "64", *(f"{number:02d}" for number in range(26, 52))})


class NotACode(ValueError):
    """Raised when a text is no code of this kind: cut off, too long, or with a wrong CRC."""


def build_code(*, bank_bin: str, account: str, amount_vnd: int, purpose: str) -> str:
    """Write the text of a code that pays a whole amount of dong once."""
    receiver = _write([("00", bank_bin), ("01", account)])
    napas = _write([("00", NAPAS), ("01", receiver), ("02", TO_ACCOUNT)])
    fields = [
        ("00", "01"),
        ("01", "12"),
        ("38", napas),
        ("53", DONG),
        ("54", str(amount_vnd)),
        ("58", COUNTRY),
        ("62", _write([("08", purpose[:MOST_PURPOSE])])),
    ]
    begun = _write(fields) + "6304"
    return f"{begun}{crc16(begun.encode()):04X}"


def purpose_of(number: str) -> str:
    """Write the number of a visit as banks hand it on: letters and digits alone."""
    return plain(number)[:MOST_PURPOSE]


def read_code(text: str) -> dict[str, str]:
    """Read a code into its fields, those inside a template as `38.01.00`. Raises `NotACode`."""
    if len(text) < 8 or text[-8:-4] != "6304":
        raise NotACode("the code does not end with a CRC")
    if f"{crc16(text[:-4].encode()):04X}" != text[-4:].upper():
        raise NotACode("the CRC does not fit the code")
    return dict(_read(text, ""))


def crc16(content: bytes) -> int:
    """Give the CRC-16 that EMVCo asks for: polynomial 0x1021, beginning with 0xFFFF."""
    crc = 0xFFFF
    for byte in content:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021) & 0xFFFF if crc & 0x8000 else crc << 1
    return crc


def _write(fields: Iterable[tuple[str, str]]) -> str:
    for tag, value in fields:
        if not 0 < len(value) < 100:
            raise NotACode(f"field {tag} holds {len(value)} characters")
    return "".join(f"{tag}{len(value):02d}{value}" for tag, value in fields)


def _read(text: str, within: str) -> Iterable[tuple[str, str]]:
    place = 0
    while place < len(text):
        tag, length = text[place : place + 2], text[place + 2 : place + 4]
        if not (tag.isdecimal() and length.isdecimal()) or place + 4 + int(length) > len(text):
            raise NotACode(f"the code is cut off at {place}")
        value = text[place + 4 : place + 4 + int(length)]
        place += 4 + int(length)
        name = f"{within}{tag}"
        if tag in TEMPLATES if not within else name == "38.01":
            yield from _read(value, f"{name}.")
        else:
            yield name, value
