"""Plates, containers, phones and paper numbers of valid form that no authority has ever issued.

Each is worked out from a whole number, and two numbers give two plates: the plates of a replay
never meet. What makes them impossible is said beside each; decision 0008 gives the sources.
"""

from cuakhau.movement.identifiers.containers import check_digit

PLATES = 800_000
# Codes of provinces that Circular 24/2023/TT-BCA gives to no province of Việt Nam.
NO_PROVINCES = ("42", "44", "45", "46", "87", "91", "96")
LORRY_SERIES = ("C", "H")
# Cities of Guangxi use the letters A to R.
NO_CITIES = "STUVWXYZ"
# BIC registers owners of containers; three X are nobody's.
NO_OWNER = "XXX"
# Both run far above the numbers that customs has reached.
NO_DECLARATIONS = {"import": "109999", "export": "309999"}

_STEP = 414_707  # coprime to 800,000, so that every plate is met once


def vietnamese_plate(number: int) -> str:
    """Give a lorry's plate of Việt Nam: `44C-123.45`."""
    place, digits = divmod(_shuffled(number), 100_000)
    series, province = divmod(place, len(NO_PROVINCES))
    return f"{NO_PROVINCES[province]}{LORRY_SERIES[series]}-{_dotted(digits)}"


def vietnamese_trailer(number: int) -> str:
    """Give a trailer's plate of Việt Nam: `44R-123.45`."""
    place, digits = divmod(_shuffled(number), 100_000)
    return f"{NO_PROVINCES[place % len(NO_PROVINCES)]}R-{_dotted(digits)}"


def chinese_plate(number: int) -> str:
    """Give a lorry's plate of Guangxi: `桂X12345`."""
    place, digits = divmod(_shuffled(number), 100_000)
    return f"桂{NO_CITIES[place]}{digits:05}"


def chinese_trailer(number: int) -> str:
    """Give a trailer's plate of Guangxi: `桂X1234挂`. Numbers 80,000 apart share one."""
    place, digits = divmod(_shuffled(number) % 80_000, 10_000)
    return f"桂{NO_CITIES[place]}{digits:04}挂"


def container_number(number: int) -> str:
    """Give a container number with its check digit: `XXXU 012345 6`."""
    digits = f"{_shuffled(number):06}"
    check = check_digit(f"{NO_OWNER}U{digits}")
    return f"{NO_OWNER}U {digits} {check}"


def vietnamese_phone(number: int) -> str:
    """Give a number under 04, which stands for nothing since area codes begin with 02 (2017)."""
    digits = f"{_shuffled(number):06}"
    return f"0400 {digits[:3]} {digits[3:]}"


def chinese_phone(number: int) -> str:
    """Give a number under 100, which no mobile phone of China has."""
    digits = f"{_shuffled(number):08}"
    return f"+86 100 {digits[:4]} {digits[4:]}"


def customs_number(direction: str, number: int) -> str:
    """Give the twelve digits of a customs declaration, of an import or an export."""
    return f"{NO_DECLARATIONS[direction]}{_shuffled(number):06}"


def permit_number(number: int) -> str:
    """Give the number of a transport permit; MẪU is "sample"."""
    return f"GP-MẪU-{_shuffled(number):06}"


def health_number(number: int) -> str:
    """Give the number of a phytosanitary certificate; MẪU is "sample"."""
    return f"KD-MẪU-{_shuffled(number):06}"


def _shuffled(number: int) -> int:
    return number * _STEP % PLATES


def _dotted(digits: int) -> str:
    return f"{digits // 100:03}.{digits % 100:02}"
